import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Can } from "@/auth/can";
import { SideSheet } from "@/components/side-sheet";
import { Empty } from "@/components/states";
import { money } from "@/lib/format";
import type { Household, Income } from "./api";
import styles from "./household-page.module.css";
import { IncomeForm } from "./income-form";
import { LivingPart } from "./living-part";
import { YearChoice } from "./year-choice";

const TRANSFERS = ["family_planning", "dibao", "tekun", "pension", "ecology", "other_transfer"] as const;

/** What the household lives on, a sheet a year, and how it lives. */
export function IncomeTab({ household }: { household: Household }) {
  const { t } = useTranslation("households");
  const [year, setYear] = useState<number | null>(null);
  const [isEditing, setEditing] = useState(false);
  const sheet = household.incomes.find((one) => one.year === year) ?? household.incomes[0];
  const before = household.incomes.find((one) => one.year === (sheet?.year ?? 0) - 1);
  return (
    <>
      <div className={styles.partHead}>
        <h2>{sheet ? t("income.of-year", { year: sheet.year }) : t("income.title")}</h2>
        {sheet && (
          <span className="note">{t("income.period", { before: sheet.year - 1, year: sheet.year })}</span>
        )}
        <span className={styles.right}>
          <YearChoice
            years={household.incomes.map((one) => one.year)}
            chosen={sheet?.year ?? null}
            onChoose={setYear}
          />
          {!household.voided_on && (
            <Can permission="household.write">
              <Button size="small" onClick={() => setEditing(true)}>
                {t(sheet ? "income.edit" : "income.add")}
              </Button>
            </Can>
          )}
        </span>
      </div>
      {sheet ? (
        <IncomeSheet sheet={sheet} before={before} />
      ) : (
        <Empty fact={t("income.none")} next={t("income.none-next")} />
      )}
      <LivingPart household={household} />
      <SideSheet title={t("income.edit")} isOpen={isEditing} onClose={() => setEditing(false)}>
        <IncomeForm
          household={household}
          year={sheet?.year ?? null}
          onDone={(written) => {
            setYear(written);
            setEditing(false);
          }}
        />
      </SideSheet>
    </>
  );
}

function IncomeSheet({ sheet, before }: { sheet: Income; before: Income | undefined }) {
  const { t } = useTranslation("households");
  const rows = [
    { key: "wage", amount: sheet.wage, last: before?.wage, ramp: 1 },
    { key: "business", amount: sheet.business, last: before?.business, ramp: 2 },
    { key: "property", amount: sheet.property, last: before?.property, ramp: 3 },
    { key: "transfer", amount: sheet.transfer, last: before?.transfer, ramp: 4 },
  ] as const;
  const transfers = TRANSFERS.filter((key) => Number(sheet[key]) !== 0);
  return (
    <table className={styles.sheet}>
      <thead>
        <tr>
          <th>{t("income.item")}</th>
          <th className={styles.basis}>{t("income.basis")}</th>
          {before && <th className={styles.lastYear}>{t("income.last-year", { year: before.year })}</th>}
          <th className={styles.number}>{t("income.amount")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              <i className={styles.swatch} data-ramp={row.ramp} />
              {t(`field.${row.key}`)}
            </th>
            <td className={styles.basis}>
              {row.key === "transfer" &&
                transfers.map((key) => `${t(`field.${key}`)} ${money(sheet[key])}`).join("，")}
            </td>
            {before && <td className={styles.lastYear}>{money(row.last)}</td>}
            <td className={styles.number}>{money(row.amount)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t("income.minus", { item: t("field.business_cost") })}</th>
          <td className={styles.basis} />
          {before && <td className={styles.lastYear}>{negative(before.business_cost)}</td>}
          <td className={styles.number}>{negative(sheet.business_cost)}</td>
        </tr>
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("income.per-capita", { persons: sheet.persons })}</th>
          <td className={styles.basis}>
            {money(sheet.net)} ÷ {sheet.persons}
            {sheet.document && ` · ${sheet.document}`}
          </td>
          {before && <td className={styles.lastYear}>{money(before.net_per_capita)}</td>}
          <td className={styles.number}>{money(sheet.net_per_capita)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** What is taken off is written with its sign. */
function negative(amount: string): string {
  return Number(amount) === 0 ? money(amount) : `−${money(amount)}`;
}
