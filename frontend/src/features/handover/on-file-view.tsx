import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Can } from "@/auth/can";
import { type Column, DataTable } from "@/components/data-table";
import { Pager } from "@/components/pager";
import { SideSheet } from "@/components/side-sheet";
import { Empty, ProblemNote, Skeleton } from "@/components/states";
import { ABSENT, count } from "@/lib/format";
import { paths } from "@/lib/paths";
import { usePhone } from "@/lib/use-phone";
import { type Handover, handoversQuery } from "./api";
import { receiptNumber } from "./draft";
import styles from "./list.module.css";
import { toQuery } from "./list-search";
import type { useListPlace } from "./use-list-place";
import { VoidForm } from "./void-form";

/** What was handed over, the last recorded first, voided ones among them. */
export function OnFileView({ place }: { place: ReturnType<typeof useListPlace> }) {
  const { t } = useTranslation("handover");
  const isPhone = usePhone();
  const list = useQuery(handoversQuery(toQuery(place.search)));
  const [voiding, setVoiding] = useState<Handover | null>(null);
  const rows = list.data?.items;
  const empty = <Empty fact={t("file.none")} next={t("file.none-next")} />;
  const close = () => setVoiding(null);
  return (
    <>
      {list.isError && <ProblemNote problem={list.error} onRetry={() => list.refetch()} />}
      {(rows || !list.isError) &&
        (isPhone ? (
          <Cards rows={rows} empty={empty} onVoid={setVoiding} />
        ) : (
          <Rows rows={rows} empty={empty} onVoid={setVoiding} />
        ))}
      {list.data && list.data.items.length > 0 && (
        <Pager
          range={t("file.range", {
            from: count(place.from),
            to: count(place.from + list.data.items.length - 1),
          })}
          onPrevious={place.previous}
          onNext={place.next(list.data)}
        />
      )}
      <SideSheet
        title={t("void.title", { number: numberOf(voiding) })}
        isOpen={voiding !== null}
        onClose={close}
      >
        {voiding && <VoidForm handover={voiding} onDone={close} />}
      </SideSheet>
    </>
  );
}

function numberOf(handover: Handover | null): string {
  return handover ? receiptNumber(handover.id, handover.handed_over_on) : "";
}

interface RowsProps {
  rows: Handover[] | undefined;
  empty: React.ReactNode;
  onVoid: (handover: Handover) => void;
}

function Cards({ rows, empty, onVoid }: RowsProps) {
  const { t } = useTranslation("handover");
  if (!rows) return <Skeleton rows={8} rowHeight={64} />;
  if (rows.length === 0) return empty;
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id} className={styles.card}>
          <span className={styles.who}>
            <Link to={paths.household(row.household.id)}>
              <b>{row.household.head_name ?? ABSENT}</b>
            </Link>
            <span className="note">
              {[row.handed_over_on, numberOf(row), row.household.village].filter(Boolean).join(" · ")}
            </span>
            <span className="note">
              {t("file.numbers", { alive: row.alive, dead: row.dead_on_arrival, batch: row.batch_no })}
            </span>
            <VoidedLine handover={row} />
          </span>
          <VoidButton handover={row} onVoid={onVoid} />
        </li>
      ))}
    </ul>
  );
}

function Rows({ rows, empty, onVoid }: RowsProps) {
  const { t } = useTranslation("handover");
  const columns: Column<Handover>[] = [
    { key: "day", title: t("file.day"), render: (row) => row.handed_over_on },
    { key: "number", title: t("file.number"), render: numberOf },
    {
      key: "head",
      title: t("list.head"),
      compared: true,
      render: (row) => (
        <Link to={paths.household(row.household.id)}>{row.household.head_name ?? ABSENT}</Link>
      ),
    },
    { key: "village", title: t("list.village"), render: (row) => row.household.village ?? ABSENT },
    { key: "alive", title: t("file.alive"), align: "right", compared: true, render: (row) => row.alive },
    {
      key: "dead",
      title: t("file.dead"),
      align: "right",
      compared: true,
      render: (row) => row.dead_on_arrival,
    },
    { key: "batch", title: t("file.batch"), render: (row) => row.batch_no },
    { key: "by", title: t("file.by"), render: (row) => row.recorded_by },
    {
      key: "state",
      title: t("file.state"),
      render: (row) => (row.voided ? <VoidedLine handover={row} /> : t("file.stands")),
    },
    { key: "void", title: "", render: (row) => <VoidButton handover={row} onVoid={onVoid} /> },
  ];
  return (
    <DataTable
      label={t("view.on-file")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      expectedRows={16}
      empty={empty}
      rowClass={(row) => (row.voided ? (styles.voided ?? "") : "")}
    />
  );
}

function VoidedLine({ handover: { voided } }: { handover: Handover }) {
  const { t } = useTranslation("handover");
  if (!voided) return null;
  return (
    <span className={styles.why}>
      {t("file.voided-line", { day: voided.on, by: voided.by, reason: voided.reason })}
    </span>
  );
}

function VoidButton({ handover, onVoid }: { handover: Handover; onVoid: (handover: Handover) => void }) {
  const { t } = useTranslation("handover");
  if (handover.voided) return null;
  return (
    <Can permission="handover.void">
      <button
        type="button"
        className={`text-action ${styles.danger}`}
        aria-label={t("void.title", { number: numberOf(handover) })}
        onClick={() => onVoid(handover)}
      >
        {t("void.action")}
      </button>
    </Can>
  );
}
