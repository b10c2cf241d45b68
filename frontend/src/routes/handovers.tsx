import type { RouteObject } from "react-router";
import { HandoverFormPage } from "@/features/handover/form-page";
import { HandoversPage } from "@/features/handover/handovers-page";
import { UnsentPage } from "@/features/handover/unsent-page";
import { paths } from "@/lib/paths";
import { Guard } from "./guard";

export const handoverRoutes: RouteObject[] = [
  {
    path: paths.handovers,
    element: (
      <Guard permission="handover.read">
        <HandoversPage />
      </Guard>
    ),
  },
  {
    path: paths.handoverQueue,
    element: (
      <Guard permission="handover.write">
        <UnsentPage />
      </Guard>
    ),
  },
  {
    path: paths.handoverOf(":householdId"),
    element: (
      <Guard permission="handover.write">
        <HandoverFormPage />
      </Guard>
    ),
  },
];
