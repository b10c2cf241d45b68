import { Table } from "antd";
import type { ColumnType } from "antd/es/table";
import type { KeyboardEvent, ReactNode } from "react";
import styles from "./data-table.module.css";

export interface Column<Row> {
  key: string;
  title: ReactNode;
  render: (row: Row) => ReactNode;
  /** Numbers stand right. */
  align?: "left" | "right";
  width?: number;
  /** What people compare is set in 14 px, the rest in 12. */
  compared?: boolean;
  /** Stays in sight while the table is moved sideways. */
  fixed?: boolean;
}

interface Props<Row> {
  /** What the table holds, for those who hear it. */
  label: string;
  columns: Column<Row>[];
  rows: Row[] | undefined;
  rowKey: (row: Row) => string;
  /** Enter, or a click on the row. */
  onOpen?: (row: Row) => void;
  /** Height of the skeleton while rows are awaited. */
  expectedRows?: number;
  empty?: ReactNode;
  density?: "compact" | "standard" | "roomy";
  rowClass?: (row: Row) => string;
}

const SIZE = { compact: "small", standard: "middle", roomy: "large" } as const;

/** A ruled table: arrow keys move from row to row, Enter opens; while loading it keeps its height. */
export function DataTable<Row extends object>(props: Props<Row>) {
  const { columns, rows, rowKey, onOpen, expectedRows = 10, density = "standard" } = props;
  const antColumns: ColumnType<Row | string>[] = columns.map((column) => ({
    key: column.key,
    title: column.title,
    align: column.align ?? "left",
    width: column.width,
    fixed: column.fixed ? "left" : undefined,
    className: column.compared ? styles.compared : styles.plain,
    render: (_, row) => (typeof row === "string" ? <i className={styles.bar} /> : column.render(row)),
  }));
  const awaited = Array.from({ length: expectedRows }, (_, row) => `awaited-${row}`);
  return (
    <Table<Row | string>
      className={styles.table}
      aria-label={props.label}
      aria-busy={!rows}
      size={SIZE[density]}
      columns={antColumns}
      dataSource={rows ?? awaited}
      rowKey={(row) => (typeof row === "string" ? row : rowKey(row))}
      pagination={false}
      scroll={{ x: "max-content" }}
      locale={{ emptyText: props.empty }}
      rowClassName={(row) => (typeof row === "string" ? "" : (props.rowClass?.(row) ?? ""))}
      onRow={(row) =>
        typeof row === "string" || !onOpen
          ? {}
          : {
              tabIndex: 0,
              className: styles.openable,
              onClick: (event) => {
                if (!(event.target as HTMLElement).closest("a, button, input, label")) onOpen(row);
              },
              onKeyDown: (event) => moveOrOpen(event, () => onOpen(row)),
            }
      }
    />
  );
}

function moveOrOpen(event: KeyboardEvent<HTMLElement>, open: () => void): void {
  if (event.target !== event.currentTarget) return;
  if (event.key === "Enter") open();
  else if (event.key === "ArrowDown") focusRow(event, "nextElementSibling");
  else if (event.key === "ArrowUp") focusRow(event, "previousElementSibling");
}

function focusRow(
  event: KeyboardEvent<HTMLElement>,
  way: "nextElementSibling" | "previousElementSibling",
): void {
  const row = event.currentTarget[way];
  if (row instanceof HTMLElement && row.tabIndex === 0) {
    event.preventDefault();
    row.focus();
  }
}
