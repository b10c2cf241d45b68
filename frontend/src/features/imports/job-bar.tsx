import { Button, Progress } from "antd";
import { useTranslation } from "react-i18next";
import { ImportIcon } from "@/components/icons";
import { ProblemNote } from "@/components/states";
import { count } from "@/lib/format";
import { type RosterImport, useImportDeed } from "./api";
import styles from "./job-bar.module.css";
import { percentDone } from "./preview";

/** How far the writing has come. The job is the service's own: closing the page does not stop it. */
export function JobBar({ roster }: { roster: RosterImport }) {
  const { t } = useTranslation("imports");
  const stop = useImportDeed(roster.id, "cancel");
  if (roster.status !== "committing") return null;
  const progress = roster.progress ?? { done: 0, total: roster.counts.create ?? 0 };
  const percent = percentDone(progress);
  return (
    <section className={`card ${styles.bar}`} aria-label={t("job.label")}>
      <span className={styles.sign}>
        <ImportIcon />
      </span>
      <div>
        <p className="strong">{t("job.writing")}</p>
        <p className="note">
          {t("job.progress", { done: count(progress.done), total: count(progress.total) })}
        </p>
      </div>
      <Progress
        percent={percent}
        showInfo={false}
        strokeLinecap="butt"
        size={["100%", 8]}
        aria-label={t("job.label")}
        className={styles.progress}
      />
      <b className={styles.percent} role="status">
        {percent}%
      </b>
      <p className={`note ${styles.words}`}>{t("job.goes-on")}</p>
      <Button loading={stop.isPending} onClick={() => stop.mutate(roster.status)}>
        {t("job.stop")}
      </Button>
      {stop.isError && <ProblemNote problem={stop.error} />}
    </section>
  );
}
