import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { useMay } from "@/auth/session";
import { type Column, DataTable } from "@/components/data-table";
import { ChevronRight } from "@/components/icons";
import { Pager } from "@/components/pager";
import { Empty, ProblemNote, Skeleton } from "@/components/states";
import { StatusMark, statusOf } from "@/components/status-mark";
import { ABSENT, count, officialNumber } from "@/lib/format";
import { paths } from "@/lib/paths";
import { usePhone } from "@/lib/use-phone";
import { type GooseYearRow, gooseYearsQuery } from "./api";
import styles from "./list.module.css";
import { isFiltered, toQuery } from "./list-search";
import type { useListPlace } from "./use-list-place";
import { useUnsent } from "./use-outbox";

/** The households with what they have had this year and what remains. */
export function HouseholdsView({ place }: { place: ReturnType<typeof useListPlace> }) {
  const { t } = useTranslation("handover");
  const { t: common } = useTranslation("common");
  const isPhone = usePhone();
  const list = useQuery(gooseYearsQuery(toQuery(place.search)));
  const rows = list.data?.items;
  const filtered = isFiltered(place.search);
  const empty = (
    <Empty
      fact={t(filtered ? "list.none-found" : "list.none")}
      next={t(filtered ? "list.none-found-next" : "list.none-next")}
    >
      {filtered && <Button onClick={place.clear}>{common("action.clear")}</Button>}
    </Empty>
  );
  return (
    <>
      {list.isError && <ProblemNote problem={list.error} onRetry={() => list.refetch()} />}
      {(rows || !list.isError) &&
        (isPhone ? <Cards rows={rows} empty={empty} /> : <Rows rows={rows} empty={empty} />)}
      {list.data && list.data.items.length > 0 && (
        <Pager
          withKeys={!isPhone}
          range={t("list.range", {
            from: count(place.from),
            to: count(place.from + list.data.items.length - 1),
          })}
          onPrevious={place.previous}
          onNext={place.next(list.data)}
        />
      )}
    </>
  );
}

interface RowsProps {
  rows: GooseYearRow[] | undefined;
  empty: React.ReactNode;
}

/** Where a row leads: to the form for whoever may hand over, else to the household's page. */
function useWay(): (row: GooseYearRow) => string {
  const mayWrite = useMay()("handover.write");
  return (row) => (mayWrite ? paths.handoverOf(row.id) : paths.household(row.id));
}

function useUnsentHouseholds(): Set<string> {
  return new Set(useUnsent().map((draft) => draft.household.id));
}

function Cards({ rows, empty }: RowsProps) {
  const { t } = useTranslation("handover");
  const way = useWay();
  const unsent = useUnsentHouseholds();
  if (!rows) return <Skeleton rows={8} rowHeight={64} />;
  if (rows.length === 0) return empty;
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id}>
          <Link to={way(row)} className={styles.card}>
            <span className={styles.who}>
              <span className={styles.name}>
                <b>{row.head_name ?? ABSENT}</b>
                <StatusMark status={statusOf(row.standing, row.poverty_status)} />
              </span>
              <span className="note">
                {[
                  row.village,
                  t("list.persons-count", { count: row.persons }),
                  row.disabled && t("list.disabled"),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
              <span className="note">{t("list.given-line", { given: row.given, allowed: row.allowed })}</span>
              {unsent.has(row.id) && <span className={styles.unsent}>{t("list.unsent-mark")}</span>}
            </span>
            <Remaining row={row} />
            <ChevronRight />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Remaining({ row }: { row: GooseYearRow }) {
  const { t } = useTranslation("handover");
  if (row.remaining <= 0) return <span className={styles.full}>{t("list.full")}</span>;
  return <span className={styles.remaining}>{t("list.remaining-of", { remaining: row.remaining })}</span>;
}

function Rows({ rows, empty }: RowsProps) {
  const { t } = useTranslation("handover");
  const navigate = useNavigate();
  const way = useWay();
  return (
    <DataTable
      label={t("view.households")}
      columns={useColumns()}
      rows={rows}
      rowKey={(row) => row.id}
      onOpen={(row) => navigate(way(row))}
      expectedRows={16}
      empty={empty}
    />
  );
}

function useColumns(): Column<GooseYearRow>[] {
  const { t } = useTranslation("handover");
  const mayWrite = useMay()("handover.write");
  const unsent = useUnsentHouseholds();
  const columns: Column<GooseYearRow>[] = [
    {
      key: "status",
      title: t("list.status"),
      render: (row) => <StatusMark status={statusOf(row.standing, row.poverty_status)} />,
    },
    {
      key: "head",
      title: t("list.head"),
      compared: true,
      render: (row) => (
        <span className={styles.name}>
          <Link to={paths.household(row.id)}>{row.head_name ?? ABSENT}</Link>
          {row.disabled && <span className={"note"}>{t("list.disabled")}</span>}
          {unsent.has(row.id) && <span className={styles.unsent}>{t("list.unsent-mark")}</span>}
        </span>
      ),
    },
    { key: "village", title: t("list.village"), render: (row) => row.village ?? ABSENT },
    { key: "official_no", title: t("list.official_no"), render: (row) => officialNumber(row.official_no) },
    {
      key: "persons",
      title: t("list.persons"),
      align: "right",
      compared: true,
      render: (row) => row.persons,
    },
    {
      key: "given",
      title: t("list.given"),
      align: "right",
      compared: true,
      render: (row) => t("list.given-of", { given: row.given, allowed: row.allowed }),
    },
    {
      key: "remaining",
      title: t("list.remaining"),
      align: "right",
      compared: true,
      render: (row) => (row.remaining > 0 ? row.remaining : t("list.full")),
    },
  ];
  if (!mayWrite) return columns;
  const open: Column<GooseYearRow> = {
    key: "open",
    title: "",
    render: (row) => (
      <Link to={paths.handoverOf(row.id)} aria-label={t("list.open-of", { name: row.head_name ?? "" })}>
        {t("list.open")}
      </Link>
    ),
  };
  return [...columns, open];
}
