import { Button, Checkbox, Popover } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ColumnsIcon } from "@/components/icons";
import { readPreference, writePreference } from "@/lib/preferences";
import styles from "./households-page.module.css";
import { type ColumnKey, columnKeys, defaultColumns } from "./list-columns";
import type { Ledger } from "./list-search";

/** The columns that someone chose on this device, for each ledger. */
export function useColumnChoice(ledger: Ledger): [ColumnKey[], (chosen: ColumnKey[]) => void] {
  const stored = `bangfu.columns.${ledger}`;
  const [chosen, setChosen] = useState<ColumnKey[]>(() => {
    const kept = (readPreference(stored) ?? "").split(",");
    const known = columnKeys(ledger).filter((key) => kept.includes(key));
    return known.length > 0 ? known : defaultColumns(ledger);
  });
  const choose = (keys: ColumnKey[]) => {
    const inOrder = columnKeys(ledger).filter((key) => keys.includes(key));
    writePreference(stored, inOrder.join(","));
    setChosen(inOrder);
  };
  return [chosen, choose];
}

interface Props {
  ledger: Ledger;
  chosen: ColumnKey[];
  onChoose: (chosen: ColumnKey[]) => void;
}

/** Whose household it is must always be told. */
const ALWAYS: ColumnKey[] = ["status", "head"];

export function ColumnChoice({ ledger, chosen, onChoose }: Props) {
  const { t } = useTranslation("common");
  const { t: words } = useTranslation("households");
  const options = columnKeys(ledger).map((key) => ({
    value: key,
    label: words(`column.${key}`),
    disabled: ALWAYS.includes(key),
  }));
  const panel = (
    <>
      <Checkbox.Group className={styles.choices} options={options} value={chosen} onChange={onChoose} />
      <Button type="link" size="small" onClick={() => onChoose(defaultColumns(ledger))}>
        {t("table.columns-reset")}
      </Button>
    </>
  );
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      title={t("table.columns-title")}
      content={panel}
    >
      <Button size="small" icon={<ColumnsIcon />}>
        {t("table.columns", { shown: chosen.length, all: options.length })}
      </Button>
    </Popover>
  );
}
