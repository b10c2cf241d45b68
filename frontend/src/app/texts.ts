import { authTexts } from "@/auth/texts";
import { commonTexts } from "@/components/texts";
import { accountTexts } from "@/features/account/texts";
import { boardTexts } from "@/features/board/texts";
import { handoverTexts } from "@/features/handover/texts";
import { homeTexts } from "@/features/home/texts";
import { householdsTexts } from "@/features/households/texts";
import { importsTexts } from "@/features/imports/texts";
import { signInTexts } from "@/features/sign-in/texts";
import { navTexts } from "./nav-texts";

/** All words of the web app, one namespace a feature. */
export const texts = {
  common: commonTexts,
  auth: authTexts,
  nav: navTexts,
  "sign-in": signInTexts,
  home: homeTexts,
  households: householdsTexts,
  imports: importsTexts,
  handover: handoverTexts,
  board: boardTexts,
  account: accountTexts,
};
