import type { ReactNode } from "react";
import { useMay } from "./session";

/** Shows its content only to a post that may do it. The service checks again; this only spares a refusal. */
export function Can({ permission, children }: { permission: string; children: ReactNode }) {
  return useMay()(permission) ? children : null;
}
