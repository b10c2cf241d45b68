import type { ReactNode } from "react";
import styles from "./pill-choice.module.css";

interface Props<Value extends string> {
  label: string;
  value: Value;
  options: { value: Value; label: ReactNode }[];
  onChange: (value: Value) => void;
  /** Further pills that are pressed on their own. */
  children?: ReactNode;
}

/** A few choices side by side, of which one holds. */
export function PillChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
  children,
}: Props<Value>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would frame what stands in a line of text
    <span className={styles.pills} role="group" aria-label={label}>
      {options.map((option) => (
        <PillButton
          key={option.value}
          isPressed={option.value === value}
          onPress={() => onChange(option.value)}
        >
          {option.label}
        </PillButton>
      ))}
      {children}
    </span>
  );
}

interface ButtonProps {
  isPressed: boolean;
  onPress: () => void;
  children: ReactNode;
}

/** One pill that is on or off. */
export function PillButton({ isPressed, onPress, children }: ButtonProps) {
  return (
    <button type="button" className={styles.pill} aria-pressed={isPressed} onClick={onPress}>
      {children}
    </button>
  );
}
