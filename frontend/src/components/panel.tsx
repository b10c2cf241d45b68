import type { ReactNode } from "react";
import styles from "./panel.module.css";

interface Props {
  title: ReactNode;
  note?: ReactNode;
  /** Links and pills at the right of the heading. */
  extra?: ReactNode;
  children: ReactNode;
}

/** A card with a heading under a hairline. */
export function Panel({ title, note, extra, children }: Props) {
  return (
    <section className={`card ${styles.panel}`}>
      <header className={styles.head}>
        <h2>{title}</h2>
        {note && <span className="note">{note}</span>}
        {extra && <span className={styles.extra}>{extra}</span>}
      </header>
      {children}
    </section>
  );
}
