import { Button } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiProblem, asProblem } from "@/api/problem";
import styles from "./states.module.css";

interface EmptyProps {
  /** The fact: "没有本月到期的户". */
  fact: string;
  /** What to know or do next. */
  next?: ReactNode;
  children?: ReactNode;
}

/** Nothing to show: the fact, and the next step as buttons. */
export function Empty({ fact, next, children }: EmptyProps) {
  return (
    <div className={styles.empty}>
      <p className="strong">{fact}</p>
      {next && <p className="note">{next}</p>}
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}

const WORDS_AFTER_MS = 3000;

/** Bars as high as what will stand there; after three seconds it says in words that it is still at work. */
export function Skeleton({ rows = 3, rowHeight = 28 }: { rows?: number; rowHeight?: number }) {
  const { t } = useTranslation("common");
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), WORDS_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.skeleton} aria-busy="true">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
        <div key={row} className={styles.bars} style={{ height: rowHeight }}>
          <i />
          <i />
          <i />
          <i />
        </div>
      ))}
      <p className="note" role="status">
        {isLong ? t("state.still-looking") : ""}
      </p>
    </div>
  );
}

interface NoteProps {
  tone: "bad" | "warn" | "plain";
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}

/** What happened, what is kept, what to do; it stays until it is dealt with. */
export function Note({ tone, title, children, actions }: NoteProps) {
  return (
    <div className={styles.note} data-tone={tone} role={tone === "plain" ? "status" : "alert"}>
      <p className="strong">{title}</p>
      {children && <div className={styles.words}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

interface ProblemProps {
  problem: unknown;
  onRetry?: () => void;
  actions?: ReactNode;
  /** What of the person's work is still there: "您写的都还在。" */
  kept?: string;
}

/** A problem in the service's words; where it gave none, in ours. */
export function ProblemNote({ problem: thrown, onRetry, actions, kept }: ProblemProps) {
  const { t } = useTranslation("common");
  const problem = asProblem(thrown);
  const words = useProblemWords(problem);
  return (
    <Note
      tone={problem.isAbsent ? "plain" : problem.slug === "unreachable" ? "warn" : "bad"}
      title={words.title}
      actions={
        (onRetry || actions) && (
          <>
            {onRetry && <Button onClick={onRetry}>{t("action.retry")}</Button>}
            {actions}
          </>
        )
      }
    >
      {words.detail && <p>{words.detail}</p>}
      {problem.faults.length > 0 && (
        <ul>
          {problem.faults.map((fault) => (
            <li key={`${fault.pointer ?? fault.row}-${fault.column ?? ""}-${fault.code}`}>{fault.message}</li>
          ))}
        </ul>
      )}
      {kept && <p>{kept}</p>}
      {words.todo && <p>{words.todo}</p>}
      {problem.requestId && problem.status >= 500 && <p>{t("state.request", { id: problem.requestId })}</p>}
    </Note>
  );
}

function useProblemWords(problem: ApiProblem): { title: string; detail: string | null; todo: string | null } {
  const { t } = useTranslation("common");
  if (problem.hasWords) return { title: problem.message, detail: problem.detail, todo: problem.todo };
  if (problem.slug === "unreachable") {
    return { title: t("problem.unreachable"), detail: null, todo: t("problem.unreachable-todo") };
  }
  return { title: t("problem.unreadable"), detail: null, todo: t("problem.unreadable-todo") };
}
