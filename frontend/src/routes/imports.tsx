import type { RouteObject } from "react-router";
import { ImportPage } from "@/features/imports/import-page";
import { ImportsPage } from "@/features/imports/imports-page";
import { paths } from "@/lib/paths";
import { Guard } from "./guard";

export const importRoutes: RouteObject[] = [
  {
    path: paths.imports,
    element: (
      <Guard permission="roster.import">
        <ImportsPage />
      </Guard>
    ),
  },
  {
    path: paths.import(":id"),
    element: (
      <Guard permission="roster.import">
        <ImportPage />
      </Guard>
    ),
  },
];
