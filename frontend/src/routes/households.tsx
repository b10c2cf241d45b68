import type { RouteObject } from "react-router";
import { CreatePage } from "@/features/households/create-page";
import { HouseholdPage } from "@/features/households/household-page";
import { HouseholdsPage } from "@/features/households/households-page";
import { paths } from "@/lib/paths";
import { Guard } from "./guard";

export const householdRoutes: RouteObject[] = [
  {
    path: paths.households,
    element: (
      <Guard permission="household.read">
        <HouseholdsPage key="poor" ledger="poor" />
      </Guard>
    ),
  },
  {
    path: paths.otherHouseholds,
    element: (
      <Guard permission="household.read">
        <HouseholdsPage key="others" ledger="others" />
      </Guard>
    ),
  },
  {
    path: paths.newHousehold,
    element: (
      <Guard permission="household.write">
        <CreatePage />
      </Guard>
    ),
  },
  ...[paths.household(":id"), paths.otherHousehold(":id")].map((address) => ({
    path: `${address}/:tab?`,
    element: (
      <Guard permission="household.read">
        <HouseholdPage />
      </Guard>
    ),
  })),
];
