import { Select } from "antd";
import { useTranslation } from "react-i18next";

interface Props {
  years: number[];
  chosen: number | null;
  onChoose: (year: number) => void;
}

/** Which year's sheet; nothing to choose where there is only one. */
export function YearChoice({ years, chosen, onChoose }: Props) {
  const { t } = useTranslation("households");
  if (years.length < 2) return null;
  return (
    <Select
      size="small"
      aria-label={t("form.year")}
      value={chosen}
      options={years.map((year) => ({ value: year, label: t("form.year-of", { year }) }))}
      onChange={onChoose}
    />
  );
}
