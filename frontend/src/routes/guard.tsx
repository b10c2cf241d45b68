import type { ReactNode } from "react";
import { useMay } from "@/auth/session";
import { NoSuchPage } from "@/components/no-such-page";

/** A page that the post may not open is, for it, no page at all. */
export function Guard({ permission, children }: { permission: string; children: ReactNode }) {
  return useMay()(permission) ? children : <NoSuchPage />;
}
