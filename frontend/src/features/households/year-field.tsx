import { InputNumber } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import styles from "./forms.module.css";

/** The year that a sheet belongs to. */
export function YearField({ year, onChange }: { year: number; onChange: (year: number) => void }) {
  const { t } = useTranslation("households");
  const id = useId();
  return (
    <p className={styles.legend}>
      <label htmlFor={id}>{t("form.year")} </label>
      <InputNumber
        id={id}
        size="small"
        precision={0}
        min={2000}
        max={2100}
        value={year}
        onChange={(value) => value && onChange(value)}
      />
    </p>
  );
}
