import { Button } from "antd";
import { useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { sessionGuard } from "@/api/session-guard";
import { type Session, useChoosePost } from "@/auth/session";
import { ProblemNote } from "@/components/states";
import styles from "./forms.module.css";
import { SignInForm } from "./sign-in-form";

/**
 * Laid over the page when the session has ended: the page below stays as it was, and what it had asked for
 * goes out once the same person is back in the same post.
 */
export function SignInAgain({ last }: { last: Session }) {
  const { t } = useTranslation("sign-in");
  const choosePost = useChoosePost();

  const overlay = useRef<HTMLDivElement>(null);

  // Everything below is out of reach, sheets and popovers too, which stand beside the page.
  useEffect(() => {
    const below = [...document.body.children].filter((element) => element !== overlay.current);
    for (const element of below) element.setAttribute("inert", "");
    return () => {
      for (const element of below) element.removeAttribute("inert");
    };
  }, []);

  const goOn = async (session: Session) => {
    if (session.person_id !== last.person_id) return leave();
    if (last.post && session.post?.id !== last.post.id) {
      const chosen = await choosePost.mutateAsync(last.post.id).catch(() => null);
      if (!chosen) return;
    }
    sessionGuard.restored();
  };
  return createPortal(
    <div ref={overlay} className={styles.overlay}>
      <div className={styles.panel} role="dialog" aria-modal="true" aria-label={t("again.title")}>
        <h1 className={`song ${styles.heading}`}>{t("again.title")}</h1>
        <p className={styles.lead}>{t("again.why")}</p>
        <SignInForm account={last.account} onSignedIn={goOn} />
        {choosePost.isError && <ProblemNote problem={choosePost.error} />}
        <Button type="link" block className={styles.after} onClick={leave}>
          {t("again.as-other")}
        </Button>
        <p className="note">{t("again.as-other-why")}</p>
      </div>
    </div>,
    document.body,
  );
}

/** A full load, so that nothing of the last person's page is left for the next. */
function leave(): void {
  window.location.assign("/");
}
