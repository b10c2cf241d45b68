import { Popover } from "antd";
import { useTranslation } from "react-i18next";
import { useCodes } from "@/api/code-lists";
import { FileCell, RuledCells } from "@/components/ruled-cells";
import { ABSENT, day, money } from "@/lib/format";
import type { Household } from "./api";
import styles from "./household-page.module.css";
import { PartsBar, sideOf } from "./line-bar";
import bars from "./line-bar.module.css";
import { Reveal } from "./reveal";

/** Where they live, why they are poor, what they live on. */
export function HouseholdHeader({ household }: { household: Household }) {
  const { t } = useTranslation("households");
  return (
    <RuledCells label={t("page.header")}>
      <Where household={household} />
      <Why household={household} />
      <IncomeCell household={household} />
    </RuledCells>
  );
}

function Where({ household }: { household: Household }) {
  const { t } = useTranslation("households");
  const codes = useCodes();
  const road = codes.label("entry_road", household.living[0]?.entry_road);
  return (
    <FileCell
      label={t("page.where")}
      note={
        <>
          {t("field.phone")}{" "}
          <Reveal
            householdId={household.id}
            field="phone"
            masked={household.phone_masked}
            label={t("field.phone")}
          />
          {road && ` · ${t("page.road", { road })}`}
        </>
      }
    >
      {[household.region_path.at(-1)?.name, household.group_name].filter(Boolean).join(" ")}
    </FileCell>
  );
}

function Why({ household }: { household: Household }) {
  const { t } = useTranslation("households");
  const codes = useCodes();
  const others = household.other_causes.map((cause) => codes.label("cause", cause)).join("、");
  const disabled = household.members.filter((one) => one.health.includes("04") || one.has_certificate).length;
  const notes = [
    disabled > 0 && t("page.disabled", { count: disabled }),
    household.recognition_year && t("page.recognised", { year: household.recognition_year }),
    household.exit_year && t("page.exited", { year: household.exit_year }),
    household.origin === "migration" && (household.document ?? t("page.migrated")),
  ];
  if (household.standing !== "registered" && !household.primary_cause) {
    return (
      <FileCell label={t("page.standing")} note={notes.filter(Boolean).join(" · ")}>
        {t("page.standing-since", {
          standing: codes.label("standing", household.standing),
          day: day(household.since),
        })}
      </FileCell>
    );
  }
  return (
    <FileCell label={t("page.why")} note={notes.filter(Boolean).join(" · ")}>
      {codes.label("cause", household.primary_cause) || ABSENT}
      {others && <span className={styles.second}>{t("page.other-causes", { causes: others })}</span>}
    </FileCell>
  );
}

type PovertyLine = NonNullable<Household["poverty_line"]>;

/** What each has to live on, and on which side of the line that is. */
function IncomeCell({ household }: { household: Household }) {
  const { t } = useTranslation("households");
  const [income] = household.incomes;
  const line = household.poverty_line;
  if (!income || !line) {
    return (
      <FileCell grow={1.4} label={income ? t("page.income-of", { year: income.year }) : t("page.income")}>
        {income ? money(income.net_per_capita) : ABSENT}
      </FileCell>
    );
  }
  return (
    <FileCell
      grow={1.4}
      label={
        <>
          {t("page.income-line")}
          <LineWhy line={line} year={income.year} />
        </>
      }
      note={<PartsBar income={income} line={line.amount} />}
    >
      <span className={bars.fact}>
        {money(income.net_per_capita)}
        {line.difference != null && (
          <small className={line.difference.startsWith("-") ? bars.bad : bars.good}>
            {t(sideOf(line.difference), { amount: money(line.difference.replace("-", "")) })}
          </small>
        )}
        <small className={bars.line}>{t("line.is", { amount: money(line.amount) })}</small>
      </span>
    </FileCell>
  );
}

/** Which line was taken and which income was held against it, in words. */
function LineWhy({ line, year }: { line: PovertyLine; year: number }) {
  const { t } = useTranslation("households");
  return (
    <Popover
      trigger="click"
      placement="bottom"
      title={t("line.why-title", { year: line.since.slice(0, 4), amount: money(line.amount) })}
      content={
        <div className={bars.words}>
          <p>{t("line.why", { since: day(line.since), year })}</p>
          <p className="note">{t("line.document", { document: line.document })}</p>
        </div>
      }
    >
      <button type="button" className={bars.why} aria-label={t("line.ask")}>
        ?
      </button>
    </Popover>
  );
}
