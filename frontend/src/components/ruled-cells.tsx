import type { ReactNode } from "react";
import { Link } from "react-router";
import styles from "./ruled-cells.module.css";

/** The answer to the page's question: cells between hairlines under one rule of ink. */
export function RuledCells({ children, label }: { children: ReactNode; label: string }) {
  return (
    <section className={styles.cells} aria-label={label}>
      {children}
    </section>
  );
}

interface FileCellProps {
  label: ReactNode;
  /** The fact itself. */
  children: ReactNode;
  note?: ReactNode;
  grow?: number;
}

/** One cell of a file header: what is asked, the answer, a line of detail. */
export function FileCell({ label, children, note, grow = 1 }: FileCellProps) {
  return (
    <div className={styles.cell} style={{ flexGrow: grow }}>
      <div className={styles.label}>{label}</div>
      <div className={styles.fact}>{children}</div>
      {note && <div className={styles.note}>{note}</div>}
    </div>
  );
}

interface FigureCellProps {
  label: string;
  /** As it is to be read, already rounded: "94.75"; "—" where there is none. */
  value: string;
  unit?: string;
  /** Numerator and denominator, dotted below: they open the rows. */
  parts?: string;
  note?: ReactNode;
  /** The whole cell opens the rows behind the figure. */
  to?: string;
  selected?: boolean;
}

/** A figure with its opener. */
export function FigureCell({ label, value, unit, parts, note, to, selected = false }: FigureCellProps) {
  const content = (
    <>
      <span className={styles.label}>{label}</span>
      <span className={styles.figure}>
        <b className="song">{value}</b>
        {unit && <span>{unit}</span>}
      </span>
      <span className={styles.note}>
        {parts && <span className={styles.opener}>{parts}</span>}
        {parts && note ? " " : null}
        {note}
      </span>
    </>
  );
  const className = `${styles.figureCell} ${selected ? styles.selected : ""}`;
  return to ? (
    <Link to={to} className={className} aria-current={selected ? "true" : undefined}>
      {content}
    </Link>
  ) : (
    <div className={className}>{content}</div>
  );
}
