import type { RouteObject } from "react-router";

export const householdRoutes: RouteObject[] = [];
