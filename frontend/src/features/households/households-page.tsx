import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useNavigate, useSearchParams } from "react-router";
import { useToday } from "@/api/installation";
import { Can } from "@/auth/can";
import { useSession } from "@/auth/session";
import { DataTable } from "@/components/data-table";
import { ExportIcon, ImportIcon, PlusIcon } from "@/components/icons";
import { PageHeader } from "@/components/layout/page-header";
import { Pager } from "@/components/pager";
import { Empty, ProblemNote } from "@/components/states";
import { count } from "@/lib/format";
import { paths } from "@/lib/paths";
import { usePhone } from "@/lib/use-phone";
import { exportHouseholds, type HouseholdRow, householdsQuery } from "./api";
import { ColumnChoice, useColumnChoice } from "./column-choice";
import { HouseholdCards } from "./household-cards";
import styles from "./households-page.module.css";
import { fileColumns, useHouseholdColumns } from "./list-columns";
import { ListFilters } from "./list-filters";
import {
  isFiltered,
  type Ledger,
  type ListSearch,
  PAGE_SIZES,
  parseSearch,
  SORTS,
  type Sort,
  writeSearch,
} from "./list-search";

/** "Which households, and how do they stand?" One page for both ledgers, its whole state in the address. */
export function HouseholdsPage({ ledger }: { ledger: Ledger }) {
  const { t } = useTranslation("households");
  const navigate = useNavigate();
  const isPhone = usePhone();
  const today = useToday();
  const { post } = useSession();
  const place = useListPlace();
  const { search } = place;
  const list = useQuery(householdsQuery(ledger, search));
  const [shown, setShown] = useColumnChoice(ledger);
  const columns = useHouseholdColumns(shown, list.data?.items);
  const exporting = useMutation({ mutationFn: () => exportHouseholds(ledger, search, fileColumns(shown)) });
  const open = (row: HouseholdRow) => navigate(paths.household(row.id));
  const empty = <ListEmpty ledger={ledger} filtered={isFiltered(search)} onClear={() => place.clear()} />;
  return (
    <>
      <PageHeader
        title={t(`list.${ledger}`)}
        scope={<span>{t("list.scope", { region: post?.region_name ?? "", day: today ?? "" })}</span>}
        actions={
          <>
            {!isPhone && (
              <Can permission="household.export">
                <Button
                  icon={<ExportIcon />}
                  loading={exporting.isPending}
                  onClick={() => exporting.mutate()}
                >
                  {t("list.export")}
                </Button>
              </Can>
            )}
            <FilledAction ledger={ledger} />
          </>
        }
      />
      {exporting.isError && <ProblemNote problem={exporting.error} />}
      <div className={`card ${styles.list}`}>
        <div className={styles.filters}>
          <ListFilters ledger={ledger} search={search} onChange={place.filter} onClear={place.clear} />
          {!isPhone && (
            <span className={styles.right}>
              <SortChoice sort={search.sort} onChange={(sort) => place.filter({ sort })} />
              <ColumnChoice ledger={ledger} chosen={shown} onChoose={setShown} />
            </span>
          )}
        </div>
        {list.isError ? (
          <ProblemNote problem={list.error} onRetry={() => list.refetch()} />
        ) : isPhone ? (
          <HouseholdCards rows={list.data?.items} empty={empty} />
        ) : (
          <DataTable
            label={t(`list.${ledger}`)}
            columns={columns}
            rows={list.data?.items}
            rowKey={(row) => row.id}
            onOpen={open}
            expectedRows={PAGE_SIZES[0]}
            empty={empty}
          />
        )}
        {list.data && list.data.items.length > 0 && (
          <Pager
            withKeys
            range={<Range from={place.from} rows={list.data.items.length} total={place.total ?? list.data} />}
            onPrevious={place.previous}
            onNext={list.data.next ? () => place.next(list.data) : undefined}
          >
            {!isPhone && <PageSize limit={search.limit} onChange={(limit) => place.filter({ limit })} />}
          </Pager>
        )}
      </div>
      <p className={`note ${styles.foot}`}>{t("list.masked")}</p>
    </>
  );
}

function FilledAction({ ledger }: { ledger: Ledger }) {
  const { t } = useTranslation("households");
  const navigate = useNavigate();
  if (ledger === "poor") {
    return (
      <Can permission="roster.import">
        <Button type="primary" icon={<ImportIcon />} onClick={() => navigate(paths.imports)}>
          {t("list.import")}
        </Button>
      </Can>
    );
  }
  return (
    <Can permission="household.write">
      <Button type="primary" icon={<PlusIcon />} onClick={() => navigate(paths.newHousehold)}>
        {t("list.new")}
      </Button>
    </Can>
  );
}

function ListEmpty({
  ledger,
  filtered,
  onClear,
}: {
  ledger: Ledger;
  filtered: boolean;
  onClear: () => void;
}) {
  const { t } = useTranslation("households");
  if (filtered) {
    return (
      <Empty fact={t("list.none-found")} next={t("list.none-found-next")}>
        <Button onClick={onClear}>{t("list.clear-filters")}</Button>
      </Empty>
    );
  }
  if (ledger === "others") return <Empty fact={t("list.none-others")} next={t("list.none-others-next")} />;
  return (
    <Empty fact={t("list.none-poor")} next={t("list.none-poor-next")}>
      <Can permission="roster.import">
        <Link to={paths.imports}>{t("list.import")}</Link>
      </Can>
    </Empty>
  );
}

/** How many there are in all; the service counts with the first page only. */
interface Total {
  total?: number | null | undefined;
  total_capped?: boolean | undefined;
}

interface RangeProps {
  from: number;
  rows: number;
  total: Total;
}

function Range({ from, rows, total: { total, total_capped: isCapped } }: RangeProps) {
  const { t } = useTranslation("households");
  const range = { from: count(from), to: count(from + rows - 1) };
  if (total == null) return t("list.range", range);
  return t("list.range-of", { ...range, total: `${count(total)}${isCapped ? "+" : ""}` });
}

function SortChoice({ sort, onChange }: { sort: Sort; onChange: (sort: Sort) => void }) {
  const { t } = useTranslation("households");
  return (
    <Select
      size="small"
      aria-label={t("sort.label")}
      value={sort}
      options={SORTS.map((one) => ({ value: one, label: t(`sort.${one}`) }))}
      onChange={onChange}
      popupMatchSelectWidth={false}
    />
  );
}

function PageSize({ limit, onChange }: { limit: number; onChange: (limit: number) => void }) {
  const { t } = useTranslation("common");
  return (
    <>
      <span>{t("table.per-page")}</span>
      <Select
        size="small"
        aria-label={t("table.per-page")}
        value={limit}
        options={PAGE_SIZES.map((size) => ({ value: size, label: size }))}
        onChange={onChange}
      />
    </>
  );
}

interface Trail {
  /** Cursors of the pages before this one, the first page's being "". */
  trail?: string[];
  /** Number of the first row in sight. */
  from?: number;
  total?: Total;
}

/** Where in the list: the address holds filters and place, the history entry the way back. */
function useListPlace() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const state = (useLocation().state ?? {}) as Trail;
  const search = parseSearch(params);
  const trail = state.trail ?? [];
  return {
    search,
    from: state.from ?? 1,
    total: state.total,
    filter: (change: Partial<ListSearch>) => setParams(writeSearch({ ...search, ...change, after: "" })),
    clear: () => setParams(writeSearch({ ...parseSearch(new URLSearchParams()), limit: search.limit })),
    next: (page: Total & { next?: string | null | undefined; items: unknown[] }) =>
      setParams(writeSearch({ ...search, after: page.next ?? "" }), {
        state: {
          trail: [...trail, search.after],
          from: (state.from ?? 1) + page.items.length,
          total: state.total ?? { total: page.total, total_capped: page.total_capped },
        } satisfies Trail,
      }),
    previous: search.after
      ? () => {
          // Opened from a link there is no way back but the first page.
          if (trail.length > 0) navigate(-1);
          else setParams(writeSearch({ ...search, after: "" }));
        }
      : undefined,
  };
}
