import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { asProblem } from "@/api/problem";
import { PageHeader } from "@/components/layout/page-header";
import { Note, ProblemNote, Skeleton } from "@/components/states";
import { paths } from "@/lib/paths";
import { importQuery, type RosterImport } from "./api";
import { Counts } from "./counts";
import styles from "./import-page.module.css";
import { JobBar } from "./job-bar";
import { fileSize, householdsOf } from "./preview";
import { Preview } from "./preview-grid";
import { Refused } from "./refused";
import { Result } from "./result";
import { Steps } from "./steps";

/** One roster from the file to what was done with it. Its whole state lies with the service. */
export function ImportPage() {
  const { t } = useTranslation("imports");
  const { id = "" } = useParams();
  const roster = useQuery(importQuery(id));
  const path = [{ label: t("title"), to: paths.imports }];
  if (roster.isError && !roster.data) {
    return (
      <>
        <PageHeader title={t("title")} path={path} back={paths.imports} />
        {asProblem(roster.error).isAbsent ? (
          <Note tone="plain" title={t("absent")}>
            {t("absent-why")}
          </Note>
        ) : (
          <ProblemNote problem={roster.error} onRetry={() => roster.refetch()} />
        )}
      </>
    );
  }
  if (!roster.data) {
    return (
      <>
        <PageHeader title={t("title")} path={path} back={paths.imports} />
        <Skeleton rows={10} />
      </>
    );
  }
  const one = roster.data;
  return (
    <div className={styles.page}>
      <PageHeader
        title={t("title")}
        path={[...path, { label: one.file_name }]}
        back={paths.imports}
        scope={<span>{describe(one, t)}</span>}
        actions={<Steps roster={one} />}
      />
      {roster.isError && <ProblemNote problem={roster.error} onRetry={() => roster.refetch()} />}
      <Body roster={one} />
    </div>
  );
}

function Body({ roster }: { roster: RosterImport }) {
  const { t } = useTranslation("imports");
  if (roster.status === "reading") {
    return (
      <div className="card">
        <p className={styles.reading} role="status">
          <b>{t("reading")}</b> <span className="note">{t("reading-why")}</span>
        </p>
        <Skeleton rows={10} />
      </div>
    );
  }
  if (roster.status === "refused") return <Refused roster={roster} />;
  const hasRows = householdsOf("all", roster.counts) > 0;
  return (
    <>
      {roster.refusal && (
        <Note tone="warn" title={roster.refusal.title}>
          {roster.refusal.todo}
        </Note>
      )}
      <Result roster={roster} />
      <Counts roster={roster} />
      {roster.unknown_columns.length > 0 && (
        <p className={`note ${styles.aside}`}>
          {t("unknown-columns", { columns: roster.unknown_columns.join(", ") })}
        </p>
      )}
      {hasRows && <Preview roster={roster} />}
      <JobBar roster={roster} />
    </>
  );
}

type Say = ReturnType<typeof useTranslation<"imports">>["t"];

function describe(roster: RosterImport, t: Say): string {
  const sheet = roster.sheet && t("sheet", { sheet: roster.sheet });
  return [
    roster.file_name,
    fileSize(roster.size),
    sheet,
    roster.document !== roster.file_name && roster.document,
  ]
    .filter(Boolean)
    .join(" · ");
}
