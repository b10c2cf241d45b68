import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type Figure, figureValue } from "@/api/figures";
import { useMay } from "@/auth/session";
import { ChevronRight } from "@/components/icons";
import { Panel } from "@/components/panel";
import { ProblemNote, Skeleton } from "@/components/states";
import { ABSENT, count, day, officialNumber } from "@/lib/format";
import { currentLanguage } from "@/lib/language";
import { paths } from "@/lib/paths";
import { childrenQuery, type Row, rowsQuery } from "./api";
import { type BoardSearch, isVillage } from "./board-search";
import styles from "./drill-columns.module.css";
import { addsUp, hasRows } from "./shares";
import { shortName } from "./short-name";

interface Props {
  figure: Figure;
  /** The regions opened, one's own first. */
  path: string[];
  search: BoardSearch;
  onGo: (change: Partial<BoardSearch>) => void;
}

/** Down from one's region to a household: a column a level, each adding up to the line it was opened from. */
export function DrillColumns({ figure, path, search, onGo }: Props) {
  const { t } = useTranslation("board");
  const value = `${figureValue(figure)} ${figure.unit_name[currentLanguage()]}`;
  return (
    <Panel title={t("drill.title", { value })} note={t(addsUp(figure) ? "drill.adds" : "drill.adds-not")}>
      <div className={styles.columns}>
        <Level figure={figure} path={path} depth={0} search={search} onGo={onGo} />
      </div>
    </Panel>
  );
}

interface LevelProps extends Props {
  depth: number;
}

/** One column, and to its right those of the region that is opened in it. */
function Level(props: LevelProps) {
  const { figure, path, depth, search } = props;
  const region = path[depth] ?? figure.region;
  if (isVillage(region)) return <Rows key={figure.rows} {...props} />;
  return <Regions {...props} key={`${figure.key}-${region}-${search.asOf}`} />;
}

function Regions(props: LevelProps) {
  const { t } = useTranslation("board");
  const { figure, path, depth, search, onGo } = props;
  const region = path[depth] ?? figure.region;
  const children = useQuery(childrenQuery(figure.key, region, search.asOf));
  const items = children.data?.items ?? [];
  const shown = items.filter(hasRows);
  const opened = path[depth + 1];
  const openedFigure = shown.find((item) => item.region === opened);
  return (
    <>
      <div className={styles.column}>
        {children.isError ? (
          <ProblemNote problem={children.error} onRetry={() => children.refetch()} />
        ) : !children.data ? (
          <Skeleton rows={5} rowHeight={28} />
        ) : (
          <ul>
            {shown.map((item) => (
              <li key={item.region}>
                <button
                  type="button"
                  aria-expanded={item.region === opened}
                  onClick={() => onGo({ at: item.region, row: "" })}
                  onKeyDown={walk}
                >
                  <span>{shortName(item.region, item.region_name ?? item.region)}</span>
                  <span className={styles.number}>{figureValue(item)}</span>
                  <ChevronRight />
                </button>
              </li>
            ))}
          </ul>
        )}
        {children.data && (
          <p className={styles.foot}>
            {shown.length === 0 && t("drill.none")}
            {addsUp(figure) && shown.length > 0 && <span>{t("drill.sum", { sum: count(sum(items)) })}</span>}
            {items.length > shown.length && shown.length > 0 && (
              <span>{t("drill.zero", { count: items.length - shown.length })}</span>
            )}
          </p>
        )}
      </div>
      {openedFigure && <Level {...props} figure={openedFigure} depth={depth + 1} />}
    </>
  );
}

function Rows({ figure, search, onGo }: LevelProps) {
  const { t } = useTranslation("board");
  const rows = useInfiniteQuery(rowsQuery(figure));
  const items = rows.data?.pages.flatMap((page) => page.items);
  const chosen = items?.find((row) => row.subject === search.row);
  return (
    <>
      <div className={styles.column}>
        {rows.isError ? (
          <ProblemNote problem={rows.error} onRetry={() => rows.refetch()} />
        ) : !items ? (
          <Skeleton rows={3} rowHeight={28} />
        ) : (
          <ul>
            {items.map((row) => (
              <li key={row.subject}>
                <button
                  type="button"
                  aria-expanded={row.subject === search.row}
                  onClick={() => onGo({ row: row.subject })}
                  onKeyDown={walk}
                >
                  <span>{row.label.name ?? t("drill.elsewhere")}</span>
                  {figure.kind === "extreme" && <span className={styles.number}>{count(row.n)}</span>}
                  <ChevronRight />
                </button>
              </li>
            ))}
          </ul>
        )}
        {rows.hasNextPage && (
          <Button type="link" loading={rows.isFetchingNextPage} onClick={() => rows.fetchNextPage()}>
            {t("drill.more")}
          </Button>
        )}
        {items && (
          <p className={styles.foot}>
            {items.length === 0
              ? t("drill.none")
              : !rows.hasNextPage && t("drill.rows", { count: items.length })}
          </p>
        )}
      </div>
      {chosen && <RowFacts row={chosen} figure={figure} />}
    </>
  );
}

/** The row itself: whom it counts, where and since when, with the way to the household's file. */
function RowFacts({ row, figure }: { row: Row; figure: Figure }) {
  const { t } = useTranslation("board");
  const may = useMay();
  const canOpen = (row.label.household_in_scope ?? true) && may("household.read");
  return (
    <section className={styles.facts} aria-label={t("drill.row")}>
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
        {figure.name[currentLanguage()]}: {count(row.n)}
      </p>
      {canOpen ? (
        <p>
          <Link to={paths.household(row.household_id)}>{t("drill.open")}</Link>
        </p>
      ) : (
        <p>{t("drill.not-yours")}</p>
      )}
    </section>
  );
}

function sum(items: Figure[]): number {
  return items.reduce((total, item) => total + Number(item.numerator ?? 0), 0);
}

/** Up and down within a column, right into the next, left back. */
function walk(event: KeyboardEvent<HTMLButtonElement>): void {
  const next = neighbour(event.currentTarget, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function neighbour(button: HTMLElement, key: string): HTMLElement | null | undefined {
  const item = button.closest("li");
  const column = button.closest("div");
  const inColumn = (beside: Element | null | undefined) =>
    beside?.querySelector<HTMLElement>('button[aria-expanded="true"]') ?? beside?.querySelector("button");
  if (key === "ArrowDown") return item?.nextElementSibling?.querySelector("button");
  if (key === "ArrowUp") return item?.previousElementSibling?.querySelector("button");
  if (key === "ArrowRight") return inColumn(column?.nextElementSibling);
  if (key === "ArrowLeft") return inColumn(column?.previousElementSibling);
  return null;
}
