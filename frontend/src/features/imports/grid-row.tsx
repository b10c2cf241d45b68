import { Popover } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { spacedId } from "@/lib/format";
import type { Finding, RosterColumn, RosterRow } from "./api";
import { faultId } from "./preview";
import styles from "./preview-grid.module.css";

/** A column with its place in the file's rows. */
export interface PlacedColumn {
  column: RosterColumn;
  place: number;
}

/** The columns of the file in its order, the name first: it says who the rest of the row is about. */
export function orderedColumns(columns: readonly RosterColumn[]): PlacedColumn[] {
  const placed = columns.map((column, place) => ({ column, place }));
  const isName = ({ column }: PlacedColumn) => column.key === "name";
  return [...placed.filter(isName), ...placed.filter((one) => !isName(one))];
}

interface Props {
  row: RosterRow;
  columns: PlacedColumn[];
  isChosen: boolean;
}

/** One person of the file: number of the row, what becomes of it, the cells. */
export function GridRow({ row, columns, isChosen }: Props) {
  const { t } = useTranslation("imports");
  const ofRow = row.findings.filter(
    (finding) => !columns.some(({ column }) => column.key === finding.column),
  );
  const state = row.state === "differs" && !row.changed ? "unchanged" : row.state;
  return (
    <tr className={`${row.first ? styles.first : ""} ${isChosen ? styles.chosen : ""}`} data-state={state}>
      <FaultyCell as="th" findings={ofRow} id={faultId(row.row, ofRow[0]?.column ?? null)} row={row.row}>
        {row.row}
      </FaultyCell>
      <td className={styles.state}>{t(`state.${state}`)}</td>
      {columns.map(({ column, place }) => {
        const text = shown(column, row.cells[place] ?? "");
        const difference = row.differences.find((one) => one.column === column.key);
        return (
          <FaultyCell
            key={column.key}
            as="td"
            id={faultId(row.row, column.key)}
            findings={row.findings.filter((finding) => finding.column === column.key)}
            row={row.row}
            tone={difference ? styles.differs : state === "unchanged" ? styles.same : undefined}
          >
            {difference ? (
              <>
                <del>{difference.old || t("grid.empty")}</del> <ins>{difference.new || t("grid.empty")}</ins>
              </>
            ) : (
              text
            )}
          </FaultyCell>
        );
      })}
    </tr>
  );
}

/** A masked number in the groups that people read it in; one that is wrong stands as it was sent. */
function shown(column: RosterColumn, text: string): string {
  return column.key === "id_number" && text.startsWith("*") ? spacedId(text) : text;
}

interface CellProps {
  as: "td" | "th";
  id: string;
  row: number;
  findings: Finding[];
  /** The colour of a cell that is not wrong. */
  tone?: string | undefined;
  children: ReactNode;
}

/** A cell; where it is wrong it carries a corner, and says on focus or hover what to do. */
function FaultyCell({ as: Cell, id, row, findings, tone, children }: CellProps) {
  const { t } = useTranslation("imports");
  const scope = Cell === "th" ? "row" : undefined;
  if (findings.length === 0) {
    return (
      <Cell scope={scope} className={tone}>
        {children}
      </Cell>
    );
  }
  return (
    <Cell scope={scope} className={styles.faulty}>
      <Popover
        trigger={["hover", "focus"]}
        content={
          <div className={styles.what}>
            {findings.map((finding) => (
              <div key={finding.code}>
                <p className={styles.wrong}>{t("grid.fault", { row, title: finding.title })}</p>
                <p>{finding.todo}</p>
              </div>
            ))}
          </div>
        }
      >
        <button id={id} type="button" aria-label={spoken(children, findings)}>
          {children || t("grid.empty")}
        </button>
      </Popover>
    </Cell>
  );
}

function spoken(content: ReactNode, findings: Finding[]): string {
  const value = typeof content === "string" || typeof content === "number" ? `${content}: ` : "";
  return value + findings.map((finding) => `${finding.title} ${finding.todo}`).join(" ");
}
