import { useTranslation } from "react-i18next";
import { money } from "@/lib/format";
import type { HouseholdRow, Income } from "./api";
import styles from "./line-bar.module.css";
import { LINE_AT, PARTS, partsOf, shareOf } from "./line-shares";

const MARK = <i className={styles.mark} style={{ left: `${LINE_AT * 100}%` }} />;

/** The net income of a sheet by its parts, against the line. The numbers beside it say the same. */
export function PartsBar({ income, line }: { income: Income; line: string }) {
  const { t } = useTranslation("households");
  const filled = shareOf(income.net_per_capita ?? "0", line);
  return (
    <span className={styles.parts} aria-hidden="true">
      {partsOf(income).map(({ part, share }) => (
        <i
          key={part}
          className={styles.part}
          data-ramp={PARTS.indexOf(part) + 1}
          style={{ width: `${share * filled * 100}%` }}
          title={`${t(`field.${part}`)} ${money(income[part])}`}
        />
      ))}
      {MARK}
    </span>
  );
}

/** A household of the list against the line: blue above, red below, and in words for those who hear it. */
export function RowBar({ row }: { row: HouseholdRow }) {
  const { t } = useTranslation("households");
  const { net_per_capita: net, poverty_line: line, line_difference: difference } = row;
  if (net == null || line == null || difference == null) return null;
  const words = t(sideOf(difference), { amount: money(difference.replace("-", "")) });
  return (
    <span className={styles.single} role="img" aria-label={words} title={words}>
      <i
        className={difference.startsWith("-") ? styles.below : styles.above}
        style={{ width: `${shareOf(net, line) * 100}%` }}
      />
      {MARK}
    </span>
  );
}

/** Which words say where an income stands: above, below or on the line. */
export function sideOf(difference: string) {
  if (difference.startsWith("-")) return "line.below";
  return Number(difference) === 0 ? "line.on" : "line.above";
}
