import { Button } from "antd";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { count } from "@/lib/format";
import { currentLanguage } from "@/lib/language";
import type { RosterColumn } from "./api";
import styles from "./error-list.module.css";
import type { Fault } from "./preview";

interface Props {
  faults: Fault[];
  columns: RosterColumn[];
  /** All there are; the list may hold fewer as yet. */
  total: number;
  chosen: Fault | null;
  onJump: (fault: Fault) => void;
  onMore: (() => void) | undefined;
}

/** Every place to mend in the file, by row; each leads to its cell. */
export function ErrorList({ faults, columns, total, chosen, onJump, onMore }: Props) {
  const { t } = useTranslation("imports");
  const language = currentLanguage();
  const place = ({ finding }: Fault) => {
    const column = columns.find((one) => one.key === finding.column);
    return column ? `${column.letter} ${column[language]}` : t("errors.whole-row");
  };
  return (
    <aside
      className={`card ${styles.list}`}
      aria-label={t("errors.title", { count: total, shown: count(total) })}
    >
      <header>
        <h2>{t("errors.title", { count: total, shown: count(total) })}</h2>
        <span className="note">{t("errors.in-file")}</span>
      </header>
      <ol>
        {faults.map((fault) => {
          const isChosen = chosen?.row === fault.row && chosen.finding.code === fault.finding.code;
          return (
            <li key={`${fault.row}-${fault.finding.column ?? ""}-${fault.finding.code}`}>
              <button
                type="button"
                aria-current={isChosen ? "true" : undefined}
                onClick={() => onJump(fault)}
                onKeyDown={walk}
              >
                <span className={styles.row}>{t("errors.row", { row: fault.row })}</span>
                <span className={styles.words}>
                  <b>{fault.finding.title}</b>
                  <span className="note">
                    {[place(fault), fault.finding.todo].filter(Boolean).join(" · ")}
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      {onMore && (
        <Button type="link" onClick={onMore}>
          {t("errors.more")}
        </Button>
      )}
    </aside>
  );
}

/** Up and down the list with the arrow keys; Enter leads to the cell. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const way = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" } as const;
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const next = event.currentTarget.closest("li")?.[way[event.key]]?.querySelector("button");
  if (!next) return;
  event.preventDefault();
  next.focus();
}
