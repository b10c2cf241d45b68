import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Note, ProblemNote } from "@/components/states";
import { paths } from "@/lib/paths";
import { type RosterImport, sentRoster, useSendRoster } from "./api";
import { FileDrop } from "./file-drop";
import styles from "./import-page.module.css";

/** The file as a whole could not be taken: why, what to do, and the way on from here. */
export function Refused({ roster }: { roster: RosterImport }) {
  const { t } = useTranslation("imports");
  const navigate = useNavigate();
  const send = useSendRoster();
  const kept = sentRoster(roster.id);
  const { refusal } = roster;
  const sheets = refusal?.sheets ?? [];
  const open = (id: string) => navigate(paths.import(id));
  return (
    <div className={styles.refused}>
      <Note
        tone="bad"
        title={refusal?.title ?? t("status.refused")}
        actions={
          kept &&
          sheets.map((sheet) => (
            <Button
              key={sheet}
              loading={send.isPending}
              onClick={() => send.mutate({ ...kept, sheet }, { onSuccess: (sent) => open(sent.id) })}
            >
              {t("take-sheet", { sheet })}
            </Button>
          ))
        }
      >
        <p>{refusal?.todo}</p>
        <p>{t("refused-kept")}</p>
      </Note>
      {send.isError && <ProblemNote problem={send.error} />}
      <FileDrop onSent={open} sheets={kept ? [] : sheets} />
    </div>
  );
}
