import { Popover } from "antd";
import { type ReactNode, useState } from "react";
import styles from "./choice-pill.module.css";
import { ChevronDown, CloseIcon } from "./icons";

interface Props {
  label: string;
  /** What is chosen, as words; none when the filter is open. */
  chosen?: string | undefined;
  onClear?: () => void;
  clearLabel: string;
  /** The panel with the choices; call `close` when one choice ends it. */
  children: (close: () => void) => ReactNode;
}

/** One filter of a list: a pill that opens its choices, filled with its value once it has one. */
export function ChoicePill({ label, chosen, onClear, clearLabel, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <span className={`${styles.pill} ${chosen ? styles.active : ""}`}>
      <Popover
        open={isOpen}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomLeft"
        arrow={false}
        content={<div className={styles.panel}>{children(() => setOpen(false))}</div>}
      >
        <button type="button" aria-expanded={isOpen} className={styles.open}>
          {chosen ? `${label} ${chosen}` : label}
          {!chosen && <ChevronDown />}
        </button>
      </Popover>
      {chosen && (
        <button
          type="button"
          className={styles.clear}
          onClick={onClear}
          aria-label={`${clearLabel} ${label}`}
        >
          <CloseIcon />
        </button>
      )}
    </span>
  );
}
