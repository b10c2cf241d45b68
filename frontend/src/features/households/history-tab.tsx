import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Empty, ProblemNote, Skeleton } from "@/components/states";
import { ABSENT, day, minute } from "@/lib/format";
import { type HistoryEntry, historyQuery } from "./api";
import styles from "./history-tab.module.css";
import { useSayChange } from "./say-change";

/** Who did what to this file, when and why; who read what was protected. Newest first. */
export function HistoryTab({ householdId }: { householdId: string }) {
  const { t } = useTranslation("households");
  const history = useQuery(historyQuery(householdId));
  if (history.isError) return <ProblemNote problem={history.error} onRetry={() => history.refetch()} />;
  if (!history.data) return <Skeleton rows={6} rowHeight={44} />;
  if (history.data.length === 0) return <Empty fact={t("history.none")} />;
  return (
    <ol className={styles.axis}>
      {history.data.map((entry, place) => (
        <Entry
          key={entry.id}
          entry={entry}
          year={yearOf(entry) === yearOf(history.data[place - 1]) ? null : yearOf(entry)}
        />
      ))}
    </ol>
  );
}

function yearOf(entry: HistoryEntry | undefined): string | null {
  return entry ? entry.day.slice(0, 4) : null;
}

/** △ a change, × a void, □ what was opened or read. */
function markOf(operation: string): "change" | "void" | "read" | "new" {
  if (operation.endsWith(".void")) return "void";
  if (operation.endsWith(".reveal")) return "read";
  return /\.(create|import|commit)/.test(operation) ? "new" : "change";
}

function Entry({ entry, year }: { entry: HistoryEntry; year: string | null }) {
  const { t } = useTranslation("households");
  const say = useSayChange();
  return (
    <li className={styles.entry}>
      {year && <span className={styles.year}>{t("history.year", { year })}</span>}
      <time dateTime={entry.day}>{day(entry.day).slice(5)}</time>
      <Mark kind={markOf(entry.operation)} />
      <div>
        <p className="strong">{say.operation(entry)}</p>
        {entry.changes.map((change) => (
          <p key={`${change.subject}-${change.field}`}>
            {say.field(change)}
            {change.protected ? (
              <span className="note"> {t("history.protected")}</span>
            ) : (
              <>
                {" "}
                {change.before !== null && (
                  <>
                    <span className={styles.before}>{say.value(change, change.before)}</span> →{" "}
                  </>
                )}
                <b>{say.value(change, change.after)}</b>
              </>
            )}
          </p>
        ))}
        <p className="note">
          {[
            entry.actor ?? ABSENT,
            say.role(entry.role),
            minute(entry.at),
            entry.reason && t("history.reason", { reason: entry.reason }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
    </li>
  );
}

function Mark({ kind }: { kind: ReturnType<typeof markOf> }) {
  return (
    <svg
      className={styles.mark}
      data-kind={kind}
      width="12"
      height="12"
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      {kind === "change" && <path d="M6 1.500 11 10.500H1z" />}
      {kind === "void" && <path d="m2 2 8 8M10 2l-8 8" />}
      {kind === "read" && <circle cx="6" cy="6" r="4.200" />}
      {kind === "new" && <path d="M1.500 1.500h9v9h-9z" fill="currentColor" />}
    </svg>
  );
}
