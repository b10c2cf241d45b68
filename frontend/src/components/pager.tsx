import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ChevronLeft, ChevronRight } from "./icons";
import styles from "./pager.module.css";

interface Props {
  /** What is in sight: "第 1–16 户，共 58 户". */
  range: ReactNode;
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
  /** Rows can be walked with the arrow keys. */
  withKeys?: boolean;
  children?: ReactNode;
}

/** The foot of a list: forwards and back, no page numbers, since keyset pages have none. */
export function Pager({ range, onPrevious, onNext, withKeys = false, children }: Props) {
  const { t } = useTranslation("common");
  return (
    <div className={styles.foot}>
      <span>{range}</span>
      {withKeys && (
        <span className={styles.keys}>
          <kbd>↑</kbd>
          <kbd>↓</kbd> {t("table.move")} <kbd>Enter</kbd> {t("table.open")}
        </span>
      )}
      <span className={styles.spring} />
      {children}
      {(onPrevious || onNext) && (
        <>
          <Button size="small" disabled={!onPrevious} onClick={onPrevious} icon={<ChevronLeft />}>
            {t("action.previous")}
          </Button>
          <Button
            size="small"
            disabled={!onNext}
            onClick={onNext}
            icon={<ChevronRight />}
            iconPlacement="end"
          >
            {t("action.next")}
          </Button>
        </>
      )}
    </div>
  );
}
