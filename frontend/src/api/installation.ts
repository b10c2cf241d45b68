import { queryOptions, useQuery } from "@tanstack/react-query";
import { gateway, unwrap } from "./client";

const installationQuery = queryOptions({
  queryKey: ["installation"],
  queryFn: async () => unwrap(await gateway.GET("/api/gateway/v1/installation")),
  // The day may be moved forward by the operator while a page stands open.
  staleTime: 60_000,
});

/** Name, region and business day of this installation, and whether it is a demonstration. */
export function useInstallation() {
  return useQuery(installationQuery);
}

/** The business day; `null` until the installation has answered. */
export function useToday(): string | null {
  return useInstallation().data?.today ?? null;
}
