import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useSession } from "@/auth/session";
import { type Column, DataTable } from "@/components/data-table";
import { ExportIcon } from "@/components/icons";
import { PageHeader } from "@/components/layout/page-header";
import { Pager } from "@/components/pager";
import { Panel } from "@/components/panel";
import { Empty, ProblemNote } from "@/components/states";
import { ABSENT, count, minute } from "@/lib/format";
import { paths } from "@/lib/paths";
import { downloadTemplate, importsQuery, isAtWork, type RosterImport } from "./api";
import { FileDrop } from "./file-drop";
import styles from "./imports-page.module.css";
import { householdsOf, percentDone } from "./preview";

/** "What do I bring in, and what became of what I brought?" The file first, then one's own imports. */
export function ImportsPage() {
  const { t } = useTranslation("imports");
  const { post } = useSession();
  const navigate = useNavigate();
  const imports = useInfiniteQuery({
    ...importsQuery,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(isAtWork)) ? 2000 : false,
  });
  const template = useMutation({ mutationFn: downloadTemplate });
  const columns = useColumns();
  const rows = imports.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHeader
        title={t("title")}
        scope={<span>{t("scope", { region: post?.region_name ?? "" })}</span>}
        actions={
          <Button icon={<ExportIcon />} loading={template.isPending} onClick={() => template.mutate()}>
            {t("template")}
          </Button>
        }
      />
      {template.isError && <ProblemNote problem={template.error} />}
      <div className={styles.page}>
        <FileDrop onSent={(id) => navigate(paths.import(id))} />
        <Panel title={t("list.title")} note={t("list.kept")}>
          {imports.isError ? (
            <ProblemNote problem={imports.error} onRetry={() => imports.refetch()} />
          ) : (
            <DataTable
              label={t("list.title")}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              onOpen={(row) => navigate(paths.import(row.id))}
              expectedRows={4}
              empty={<Empty fact={t("list.none")} next={t("list.none-next")} />}
            />
          )}
          {rows && rows.length > 0 && (
            <Pager
              withKeys
              range={t("list.count", { count: rows.length })}
              onPrevious={undefined}
              onNext={undefined}
            >
              {imports.hasNextPage && (
                <Button
                  size="small"
                  loading={imports.isFetchingNextPage}
                  onClick={() => imports.fetchNextPage()}
                >
                  {t("list.older")}
                </Button>
              )}
            </Pager>
          )}
        </Panel>
      </div>
    </>
  );
}

function useColumns(): Column<RosterImport>[] {
  const { t } = useTranslation("imports");
  return [
    {
      key: "file",
      title: t("column.file"),
      compared: true,
      render: (row) => row.file_name,
    },
    { key: "status", title: t("column.status"), render: (row) => <StatusWords row={row} /> },
    {
      key: "households",
      title: t("column.households"),
      align: "right",
      compared: true,
      render: (row) => (row.status === "refused" ? ABSENT : count(householdsOf("all", row.counts))),
    },
    {
      key: "written",
      title: t("column.written"),
      align: "right",
      compared: true,
      render: (row) => (row.status === "refused" ? ABSENT : count(row.counts.written ?? 0)),
    },
    {
      key: "errors",
      title: t("column.errors"),
      align: "right",
      compared: true,
      render: (row) => (row.status === "refused" ? ABSENT : count(row.counts.errors ?? 0)),
    },
    { key: "document", title: t("column.document"), render: (row) => row.document },
    { key: "sent", title: t("column.sent"), render: (row) => minute(row.created_at) },
  ];
}

function StatusWords({ row }: { row: RosterImport }) {
  const { t } = useTranslation("imports");
  const progress = row.status === "committing" && row.progress ? ` ${percentDone(row.progress)} %` : "";
  return (
    <span className={styles.status} data-status={row.status}>
      {t(`status.${row.status}`)}
      {progress}
    </span>
  );
}
