import { useTranslation } from "react-i18next";
import { CheckIcon } from "@/components/icons";
import type { RosterImport } from "./api";
import { stepOf } from "./preview";
import styles from "./steps.module.css";

const STEPS = ["choose", "recognise", "preview", "write", "result"] as const;

/** Where the import stands on its way of five steps. */
export function Steps({ roster }: { roster: RosterImport }) {
  const { t } = useTranslation("imports");
  const at = stepOf(roster.status);
  const isOver = roster.status === "done";
  return (
    <ol className={styles.steps} aria-label={t("step.label")}>
      {STEPS.map((step, place) => {
        const isDone = place < at || (isOver && place === at);
        return (
          <li
            key={step}
            aria-current={place === at ? "step" : undefined}
            className={isDone ? styles.done : place === at ? styles.now : undefined}
          >
            <i>{isDone ? <CheckIcon /> : place + 1}</i>
            <span>
              {t(`step.${step}`)}
              {step === "recognise" && roster.columns.length > 0 && ` ${recognised(roster)}`}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function recognised({ columns, unknown_columns: unknown }: RosterImport): string {
  return `${columns.length}/${columns.length + unknown.length}`;
}
