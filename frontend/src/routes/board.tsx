import type { RouteObject } from "react-router";
import { BoardPage } from "@/features/board/board-page";
import { paths } from "@/lib/paths";
import { Guard } from "./guard";

export const boardRoutes: RouteObject[] = [
  {
    path: paths.board,
    element: (
      <Guard permission="figure.read">
        <BoardPage />
      </Guard>
    ),
  },
];
