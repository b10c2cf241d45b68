import { useId } from "react";
import { useTranslation } from "react-i18next";
import styles from "./form.module.css";

interface Props {
  label: string;
  value: number | null;
  min: number;
  fault?: string | undefined;
  onChange: (value: number | null) => void;
}

/** A count between two thumbs: less, the number itself to be typed, more. */
export function Stepper({ label, value, min, fault, onChange }: Props) {
  const { t } = useTranslation("handover");
  const id = useId();
  const step = (by: number) => onChange(Math.max(min, (value ?? min) + by));
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <div className={styles.stepper} data-bad={Boolean(fault)}>
        <button type="button" aria-label={t("form.less", { label })} onClick={() => step(-1)}>
          −
        </button>
        <input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          maxLength={5}
          value={value ?? ""}
          aria-invalid={Boolean(fault)}
          aria-describedby={fault ? `${id}-fault` : undefined}
          onChange={(event) => onChange(numberIn(event.target.value))}
          onFocus={(event) => event.target.select()}
          onKeyDown={(event) => {
            if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
            event.preventDefault();
            step(event.key === "ArrowUp" ? 1 : -1);
          }}
        />
        <button type="button" aria-label={t("form.more", { label })} onClick={() => step(1)}>
          ＋
        </button>
      </div>
      {fault && (
        <p id={`${id}-fault`} className={styles.fault}>
          {fault}
        </p>
      )}
    </div>
  );
}

function numberIn(text: string): number | null {
  const digits = text.replace(/\D/g, "");
  return digits === "" ? null : Number(digits);
}
