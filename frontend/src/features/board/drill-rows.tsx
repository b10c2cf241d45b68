import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Figure } from "@/api/figures";
import { useMay } from "@/auth/session";
import { ChevronRight } from "@/components/icons";
import { ProblemNote, Skeleton } from "@/components/states";
import { ABSENT, count, day, officialNumber } from "@/lib/format";
import { currentLanguage } from "@/lib/language";
import { paths } from "@/lib/paths";
import { type Row, rowsQuery } from "./api";
import styles from "./drill-columns.module.css";
import { walkColumns } from "./walk";

interface Props {
  figure: Figure;
  /** Subject of the row whose facts stand beside; "" for none. */
  chosen: string;
  onChoose: (subject: string) => void;
}

/** The last column: the rows of a village, as far as the caller may see them. */
export function DrillRows({ figure, chosen, onChoose }: Props) {
  const { t } = useTranslation("board");
  const rows = useInfiniteQuery(rowsQuery(figure));
  const items = rows.data?.pages.flatMap((page) => page.items);
  const shown = items?.find((row) => row.subject === chosen);
  return (
    <>
      <div className={styles.column} data-column>
        {rows.isError ? (
          <ProblemNote problem={rows.error} onRetry={() => rows.refetch()} />
        ) : !items ? (
          <Skeleton rows={3} rowHeight={28} />
        ) : (
          <ul>
            {items.map((row) => (
              <RowLine
                key={row.subject}
                row={row}
                figure={figure}
                isChosen={row === shown}
                onChoose={onChoose}
              />
            ))}
          </ul>
        )}
        {rows.hasNextPage && (
          <Button type="link" loading={rows.isFetchingNextPage} onClick={() => rows.fetchNextPage()}>
            {t("drill.more")}
          </Button>
        )}
        {items && (
          <p className={styles.foot}>{!rows.hasNextPage && t("drill.rows", { count: items.length })}</p>
        )}
      </div>
      {shown && <RowFacts row={shown} figure={figure} />}
    </>
  );
}

interface LineProps {
  row: Row;
  figure: Figure;
  isChosen: boolean;
  onChoose: (subject: string) => void;
}

/** Its name shows the facts beside; its arrow is the fourth click, to the household itself. */
function RowLine({ row, figure, isChosen, onChoose }: LineProps) {
  const { t } = useTranslation("board");
  const canOpen = useCanOpen(row);
  const name = row.label.name ?? t("drill.elsewhere");
  return (
    <li data-chosen={isChosen}>
      <button
        type="button"
        data-step
        className={styles.step}
        aria-expanded={isChosen}
        onClick={() => onChoose(row.subject)}
        onKeyDown={walkColumns}
      >
        <span>{name}</span>
        {figure.kind === "extreme" && <span className={styles.number}>{count(row.n)}</span>}
      </button>
      {canOpen && (
        <Link
          to={paths.household(row.household_id)}
          className={styles.open}
          aria-label={t("drill.open-of", { name })}
          title={t("drill.open")}
        >
          <ChevronRight />
        </Link>
      )}
    </li>
  );
}

/** The row itself: whom it counts, where and since when, with the way to the household's file. */
function RowFacts({ row, figure }: { row: Row; figure: Figure }) {
  const { t } = useTranslation("board");
  const language = currentLanguage();
  const canOpen = useCanOpen(row);
  return (
    <section className={styles.facts} aria-label={t("drill.row")} data-column>
      <p>
        <b>{row.label.name ?? ABSENT}</b> {figure.region_name}
      </p>
      {row.label.official_no && <p>{t("drill.number", { number: officialNumber(row.label.official_no) })}</p>}
      <p>
        {row.valid_to
          ? t("drill.from-to", { from: day(row.valid_from), to: day(row.valid_to) })
          : t("drill.from", { from: day(row.valid_from) })}
      </p>
      <p>
        {t("drill.counts", {
          figure: figure.name[language],
          value: count(row.n),
          unit: figure.unit_name[language],
        })}
      </p>
      {canOpen ? (
        <p>
          <Link to={paths.household(row.household_id)} data-step onKeyDown={walkColumns}>
            {t("drill.open")}
          </Link>
        </p>
      ) : (
        <p>{t("drill.not-yours")}</p>
      )}
    </section>
  );
}

function useCanOpen(row: Row): boolean {
  const may = useMay();
  return (row.label.household_in_scope ?? true) && may("household.read");
}
