import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { paths } from "@/lib/paths";
import styles from "./unsent.module.css";
import { useOnline } from "./use-online";
import { useOutbox, useUnsent } from "./use-outbox";

/** On top of the list: how many are still on this device only, and why. */
export function UnsentStrip() {
  const { t } = useTranslation("handover");
  const unsent = useUnsent();
  const isOnline = useOnline();
  const { isSending, send } = useResend();
  if (unsent.length === 0) return null;
  const count = (kind: string) => unsent.filter((draft) => draft.state.kind === kind).length;
  const facts = [
    count("waiting") > 0 && t("unsent.waiting"),
    count("refused") > 0 && t("unsent.refused", { count: count("refused") }),
    count("writing") > 0 && t("unsent.drafts", { count: count("writing") }),
    !isOnline && t("unsent.offline"),
  ];
  return (
    <div className={styles.strip} role="status">
      <p>
        <b>{t("unsent.strip", { count: unsent.length })}</b>
        <span>{facts.filter(Boolean).join(" · ")}</span>
      </p>
      <span className={styles.deeds}>
        {count("waiting") > 0 && (
          <Button loading={isSending} onClick={send}>
            {t("unsent.again")}
          </Button>
        )}
        <Link to={paths.handoverQueue}>{t("unsent.see")}</Link>
      </span>
    </div>
  );
}

/** Sending again because someone asks for it. */
export function useResend() {
  const outbox = useOutbox();
  const [isSending, setSending] = useState(false);
  return {
    isSending,
    send: async () => {
      setSending(true);
      await outbox.send();
      setSending(false);
    },
  };
}
