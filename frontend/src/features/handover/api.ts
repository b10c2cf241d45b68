import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useAttempt } from "@/api/attempt-key";
import { assistance, registry, unwrap } from "@/api/client";
import type { components } from "@/api/generated/assistance";

type Schemas = components["schemas"];
export type GooseYearRow = Schemas["GooseYearRow"];
export type Handover = Schemas["HandoverRead"];

const HOUSEHOLDS = "/api/assistance/v1/households";
export const HANDOVERS = "/api/assistance/v1/handovers";

/** What stands on the screen stays there without a network, and a read that cannot go out says so at once. */
const OFFLINE_TOO = { networkMode: "always" } as const;

export interface Where {
  region?: string;
  q?: string;
  disabled?: boolean;
  after?: string;
}

/** Households with their goslings of this year. */
export function gooseYearsQuery(query: Where) {
  return queryOptions({
    queryKey: ["handovers", "households", query],
    queryFn: async () => unwrap(await assistance.GET(HOUSEHOLDS, { params: { query } })),
    ...OFFLINE_TOO,
  });
}

/** One household with its goslings of this year; `null` where it may be given none. */
export function gooseYearQuery(id: string) {
  return queryOptions({
    queryKey: ["handovers", "household", id],
    queryFn: async (): Promise<GooseYearRow | null> => {
      const path = { household_id: id };
      // The yearly account is found by the official number, which only the register tells of an id.
      const { official_no: q } = unwrap(
        await registry.GET("/api/registry/v1/households/{household_id}", { params: { path } }),
      );
      const page = unwrap(await assistance.GET(HOUSEHOLDS, { params: { query: { q } } }));
      return page.items.find((row) => row.id === id) ?? null;
    },
    ...OFFLINE_TOO,
  });
}

export function handoversQuery(query: { region?: string; after?: string; limit?: number }) {
  return queryOptions({
    queryKey: ["handovers", "list", query],
    queryFn: async () => unwrap(await assistance.GET(HANDOVERS, { params: { query } })),
    ...OFFLINE_TOO,
  });
}

export function useVoidHandover(id: string) {
  const attempt = useAttempt();
  const client = useQueryClient();
  const path = { handover_id: id };
  const change = useMutation({
    mutationFn: async ({ reason, etag }: { reason: string; etag: string }) =>
      unwrap(
        await assistance.POST(`${HANDOVERS}/{handover_id}/void`, {
          params: { path },
          headers: { "If-Match": etag, "Idempotency-Key": attempt.for([id, reason, etag]) },
          body: { reason },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["handovers"] }),
  });
  return {
    latest: async () => unwrap(await assistance.GET(`${HANDOVERS}/{handover_id}`, { params: { path } })),
    void: (reason: string, etag: string) => change.mutateAsync({ reason, etag }),
  };
}
