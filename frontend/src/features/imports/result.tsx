import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { count, minute } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { RosterImport } from "./api";
import styles from "./result.module.css";

/** What was done, once it is over: written, left, and what to do with what was left. */
export function Result({ roster }: { roster: RosterImport }) {
  const { t } = useTranslation("imports");
  const { counts, status } = roster;
  if (status !== "done" && status !== "cancelled") return null;
  const written = counts.written ?? 0;
  const left = counts.create ?? 0;
  const words = { count: written, households: count(written), persons: count(counts.written_persons ?? 0) };
  return (
    <section className={`card ${styles.result}`} role="status" data-status={status}>
      <h2>
        {status === "done"
          ? t("result.done", words)
          : written > 0
            ? t("result.stopped", words)
            : t("result.discarded")}
      </h2>
      <ul>
        {left > 0 && <li>{t("result.left", { count: left })}</li>}
        {(counts.errors ?? 0) > 0 && <li>{t("result.errors", { count: counts.errors ?? 0 })}</li>}
        {(counts.differs ?? 0) > 0 && <li>{t("result.differs", { count: counts.differs ?? 0 })}</li>}
        {(counts.unchanged ?? 0) > 0 && <li>{t("result.unchanged", { count: counts.unchanged ?? 0 })}</li>}
        <li>{t("result.document", { document: roster.document })}</li>
        {roster.finished_at && <li>{t("result.finished", { at: minute(roster.finished_at) })}</li>}
        <li>{t("result.expires", { day: roster.expires_on })}</li>
      </ul>
      <p className={styles.links}>
        {written > 0 && <Link to={paths.households}>{t("result.see")}</Link>}
        <Link to={paths.imports}>{t("result.another")}</Link>
      </p>
    </section>
  );
}
