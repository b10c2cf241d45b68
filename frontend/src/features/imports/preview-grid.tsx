import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { PillChoice } from "@/components/pill-choice";
import { Empty, ProblemNote, Skeleton } from "@/components/states";
import { count } from "@/lib/format";
import { currentLanguage } from "@/lib/language";
import { type RosterImport, type RosterRow, rowsQuery } from "./api";
import { ErrorList } from "./error-list";
import { GridRow, orderedColumns } from "./grid-row";
import {
  type Fault,
  faultId,
  faultsOf,
  householdsOf,
  offeredFilters,
  parseFilter,
  statesOf,
} from "./preview";
import styles from "./preview-grid.module.css";

/** The file as a grid, a person a row, a strong line between households; what is wrong stands beside it. */
export function Preview({ roster }: { roster: RosterImport }) {
  const { t } = useTranslation("imports");
  const [params, setParams] = useSearchParams();
  const filter = parseFilter(params.get("show"));
  const rows = useInfiniteQuery(rowsQuery(roster.id, statesOf(filter), roster.status));
  const faulty = useInfiniteQuery({
    ...rowsQuery(roster.id, ["error"], roster.status),
    enabled: (roster.counts.errors ?? 0) > 0,
  });
  const [chosen, setChosen] = useState<Fault | null>(null);
  const items = rows.data?.pages.flatMap((page) => page.items);
  const faults = faultsOf(faulty.data?.pages.flatMap((page) => page.items) ?? []);
  const show = (next: string) => setParams(next === "all" ? {} : { show: next }, { replace: true });
  const isInSight = items?.some((row) => row.row === chosen?.row) ?? false;

  // At once where the row is in sight, else when the filter that holds it has been read.
  useEffect(() => {
    if (!chosen || !isInSight) return;
    // After this rendering: what opens on focus renders at once.
    const frame = requestAnimationFrame(() => {
      const cell = document.getElementById(faultId(chosen.row, chosen.finding.column));
      cell?.scrollIntoView({ block: "center", inline: "center" });
      cell?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [chosen, isInSight]);

  const jump = (fault: Fault) => {
    // A new object each time: choosing the same one again leads there again.
    setChosen({ ...fault });
    if (!items?.some((row) => row.row === fault.row)) show("error");
  };
  return (
    <div className={faults.length > 0 ? styles.both : styles.alone}>
      <section className={`card ${styles.grid}`}>
        <div className={styles.filters}>
          <PillChoice
            label={t("grid.filter")}
            value={filter}
            options={offeredFilters(roster.counts).map((one) => ({
              value: one,
              label: t(`filter.${one}`, { households: count(householdsOf(one, roster.counts)) }),
            }))}
            onChange={show}
          />
          <span className="note">{t("grid.legend")}</span>
        </div>
        {rows.isError ? (
          <ProblemNote problem={rows.error} onRetry={() => rows.refetch()} />
        ) : !items ? (
          <Skeleton rows={12} rowHeight={27} />
        ) : items.length === 0 ? (
          <Empty fact={t("grid.none")} />
        ) : (
          <Grid roster={roster} rows={items} chosen={chosen} />
        )}
        {rows.hasNextPage && (
          <div className={styles.more}>
            <Button loading={rows.isFetchingNextPage} onClick={() => rows.fetchNextPage()}>
              {t("grid.more")}
            </Button>
          </div>
        )}
      </section>
      {faults.length > 0 && (
        <ErrorList
          faults={faults}
          columns={roster.columns}
          total={roster.counts.error_cells ?? faults.length}
          chosen={chosen}
          onJump={jump}
          onMore={faulty.hasNextPage ? () => faulty.fetchNextPage() : undefined}
        />
      )}
    </div>
  );
}

interface GridProps {
  roster: RosterImport;
  rows: RosterRow[];
  chosen: Fault | null;
}

function Grid({ roster, rows, chosen }: GridProps) {
  const { t } = useTranslation("imports");
  const language = currentLanguage();
  const columns = orderedColumns(roster.columns);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t("grid.label")}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("grid.row")}</th>
            <th scope="col">{t("grid.state")}</th>
            {columns.map(({ column }) => (
              <th key={column.key} scope="col" title={`${column.letter} ${column.header}`}>
                {column[language]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <GridRow key={row.row} row={row} columns={columns} isChosen={row.row === chosen?.row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
