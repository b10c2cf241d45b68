import type { RouteObject } from "react-router";
import { HomePage } from "@/features/home/home-page";

export const homeRoute: RouteObject = { index: true, element: <HomePage /> };
