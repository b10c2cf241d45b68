import { createBrowserRouter, type RouteObject } from "react-router";
import { NoSuchPage } from "@/components/no-such-page";
import { paths } from "@/lib/paths";
import { accountRoutes, choosePostRoute } from "@/routes/account";
import { boardRoutes } from "@/routes/board";
import { handoverRoutes } from "@/routes/handovers";
import { homeRoute } from "@/routes/home";
import { householdRoutes } from "@/routes/households";
import { importRoutes } from "@/routes/imports";
import { Crashed } from "./crashed";
import { Frame } from "./frame";

/** All pages behind the sign-in. Each feature's addresses stand in its file under routes/. */
const pages: RouteObject[] = [
  homeRoute,
  ...householdRoutes,
  ...importRoutes,
  ...handoverRoutes,
  ...boardRoutes,
  ...accountRoutes,
];

export function createRouter() {
  return createBrowserRouter([
    choosePostRoute,
    {
      path: paths.home,
      element: <Frame />,
      errorElement: <Crashed />,
      children: [{ errorElement: <Crashed />, children: [...pages, { path: "*", element: <NoSuchPage /> }] }],
    },
  ]);
}
