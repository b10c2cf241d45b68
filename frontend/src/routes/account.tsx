import type { RouteObject } from "react-router";
import { useSession } from "@/auth/session";
import { AccountPage } from "@/features/account/account-page";
import { ChoosePostPage } from "@/features/sign-in/choose-post-page";
import { paths } from "@/lib/paths";

export const accountRoutes: RouteObject[] = [{ path: paths.account, element: <AccountPage /> }];

/** Stands outside the frame, like the sign-in that it belongs to. */
export const choosePostRoute: RouteObject = { path: paths.choosePost, element: <ChangePost /> };

function ChangePost() {
  // A full load: another post sees other rows, and nothing of the last one may stay in memory.
  return <ChoosePostPage session={useSession()} onChosen={() => window.location.assign(paths.home)} />;
}
