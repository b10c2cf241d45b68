import type { RouteObject } from "react-router";
import { HandoversPage } from "@/features/handover/handovers-page";
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
];
