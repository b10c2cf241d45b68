import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useToday } from "@/api/installation";
import { Can } from "@/auth/can";
import { ChangeForm } from "@/components/change-form";
import { SideSheet } from "@/components/side-sheet";
import { Empty } from "@/components/states";
import { type Household, type Living, useHouseholdChanges } from "./api";
import { FieldItem } from "./field-item";
import { formValues, LIVING_FIELDS, type LivingField } from "./fields";
import formStyles from "./forms.module.css";
import styles from "./household-page.module.css";
import { useSay } from "./use-say";
import { YearChoice } from "./year-choice";
import { YearField } from "./year-field";

type Fields = Record<LivingField, unknown>;
const KEYS = Object.keys(LIVING_FIELDS) as LivingField[];

/** House, water, road and land of a year (AC30). */
export function LivingPart({ household }: { household: Household }) {
  const { t } = useTranslation("households");
  const say = useSay();
  const [year, setYear] = useState<number | null>(null);
  const [isEditing, setEditing] = useState(false);
  const sheet = household.living.find((one) => one.year === year) ?? household.living[0];
  return (
    <>
      <div className={styles.partHead}>
        <h2>{t("living.title")}</h2>
        {sheet && <span className="note">{t("form.year-of", { year: sheet.year })}</span>}
        <span className={styles.right}>
          <YearChoice
            years={household.living.map((one) => one.year)}
            chosen={sheet?.year ?? null}
            onChoose={setYear}
          />
          {!household.voided_on && (
            <Can permission="household.write">
              <Button size="small" onClick={() => setEditing(true)}>
                {t(sheet ? "living.edit" : "living.add")}
              </Button>
            </Can>
          )}
        </span>
      </div>
      {sheet ? (
        <dl className={styles.living}>
          {KEYS.map((key) => (
            <div key={key}>
              <dt>{t(`field.${key}`)}</dt>
              <dd>{say(LIVING_FIELDS[key], sheet[key])}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <Empty fact={t("living.none")} />
      )}
      <SideSheet title={t("living.edit")} isOpen={isEditing} onClose={() => setEditing(false)}>
        <LivingForm
          household={household}
          sheet={sheet}
          onDone={(written) => {
            setYear(written);
            setEditing(false);
          }}
        />
      </SideSheet>
    </>
  );
}

interface FormProps {
  household: Household;
  sheet: Living | undefined;
  onDone: (year: number) => void;
}

function LivingForm({ household, sheet, onDone }: FormProps) {
  const { t } = useTranslation("households");
  const say = useSay();
  const today = useToday();
  const changes = useHouseholdChanges(household.id);
  const [year, setYear] = useState(sheet?.year ?? Number(today?.slice(0, 4)));
  const read = (one: Household) => ({
    fields: formValues(LIVING_FIELDS, one.living.find((living) => living.year === year) ?? null),
    etag: one.etag,
  });
  return (
    <>
      <YearField year={year} onChange={setYear} />
      <ChangeForm<Fields>
        key={year}
        read={read(household)}
        readAgain={async () => read(await changes.latest())}
        save={(_, etag, all) => changes.setLiving(year, toSheet(all), etag)}
        onDone={() => onDone(year)}
        onCancel={() => onDone(year)}
        label={(key) => t(`field.${key}`)}
        say={(key, value) => say(LIVING_FIELDS[key], value)}
      >
        <div className={formStyles.grid}>
          {KEYS.map((key) => (
            <FieldItem key={key} name={key} label={t(`field.${key}`)} field={LIVING_FIELDS[key]} />
          ))}
        </div>
      </ChangeForm>
    </>
  );
}

function toSheet(all: Fields) {
  return Object.fromEntries(KEYS.map((key) => [key, all[key] ?? null]));
}
