import { useTranslation } from "react-i18next";
import { useCodes } from "@/api/code-lists";
import { FileCell, RuledCells } from "@/components/ruled-cells";
import { ABSENT, day, money } from "@/lib/format";
import type { Household, Income } from "./api";
import styles from "./household-page.module.css";
import { Reveal } from "./reveal";

/** Where they live, why they are poor, what they live on. */
export function HouseholdHeader({ household }: { household: Household }) {
  const { t } = useTranslation("households");
  return (
    <RuledCells label={t("page.header")}>
      <Where household={household} />
      <Why household={household} />
      <IncomeCell income={household.incomes[0]} />
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

const PARTS = ["wage", "business", "property", "transfer"] as const;

function IncomeCell({ income }: { income: Income | undefined }) {
  const { t } = useTranslation("households");
  const gross = Number(income?.total ?? 0);
  return (
    <FileCell
      grow={1.4}
      label={income ? t("page.income-of", { year: income.year }) : t("page.income")}
      note={
        income && gross > 0 ? (
          <span className={styles.bar} aria-hidden="true">
            {PARTS.map((part, place) => (
              <i
                key={part}
                data-ramp={place + 1}
                style={{ width: `${(Number(income[part]) / gross) * 100}%` }}
                title={`${t(`field.${part}`)} ${money(income[part])}`}
              />
            ))}
          </span>
        ) : undefined
      }
    >
      {income ? money(income.net_per_capita) : ABSENT}
    </FileCell>
  );
}
