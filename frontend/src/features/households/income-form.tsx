import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useToday } from "@/api/installation";
import { ChangeForm } from "@/components/change-form";
import { type Household, useHouseholdChanges } from "./api";
import { FieldItem } from "./field-item";
import { formValues, INCOME_FIELDS, type IncomeField } from "./fields";
import styles from "./forms.module.css";
import { useSay } from "./use-say";
import { YearField } from "./year-field";

type Fields = Record<IncomeField, unknown>;
const KEYS = Object.keys(INCOME_FIELDS) as IncomeField[];

interface Props {
  household: Household;
  /** The sheet to begin with; `null` for the first. */
  year: number | null;
  onDone: (year: number) => void;
}

/** The income sheet of a year, written whole. Choosing another year begins or mends that one's. */
export function IncomeForm({ household, year, onDone }: Props) {
  const { t } = useTranslation("households");
  const say = useSay();
  const today = useToday();
  const changes = useHouseholdChanges(household.id);
  const [chosen, setChosen] = useState(year ?? Number(today?.slice(0, 4)));
  const read = (one: Household) => {
    const sheet = one.incomes.find((income) => income.year === chosen) ?? null;
    return { fields: formValues(INCOME_FIELDS, sheet), etag: one.etag };
  };
  return (
    <>
      <YearField year={chosen} onChange={setChosen} />
      <ChangeForm<Fields>
        key={chosen}
        read={read(household)}
        readAgain={async () => read(await changes.latest())}
        save={(_, etag, all) => changes.setIncome(chosen, toSheet(all), etag)}
        onDone={() => onDone(chosen)}
        onCancel={() => onDone(chosen)}
        label={(key) => t(`field.${key}`)}
        say={(key, value) => say(INCOME_FIELDS[key], value)}
      >
        <div className={styles.grid}>
          {KEYS.map((key) => (
            <FieldItem key={key} name={key} label={t(`field.${key}`)} field={INCOME_FIELDS[key]} />
          ))}
        </div>
      </ChangeForm>
    </>
  );
}

/** An amount left empty is an amount of nothing. */
function toSheet(all: Fields) {
  return Object.fromEntries(
    KEYS.map((key) => [key, INCOME_FIELDS[key].kind === "money" ? (all[key] ?? "0") : (all[key] ?? null)]),
  );
}
