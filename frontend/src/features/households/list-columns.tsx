import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type Codes, useCodes } from "@/api/code-lists";
import type { Column } from "@/components/data-table";
import { StatusMark, statusOf } from "@/components/status-mark";
import { ABSENT, day, money, officialNumber, spacedId } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { HouseholdRow } from "./api";
import styles from "./households-page.module.css";
import { RowBar } from "./line-bar";
import type { Ledger } from "./list-search";

/** The columns in their order; the first nine of a ledger are those shown until someone chooses. */
const OF_LEDGER = {
  poor: [
    "status",
    "head",
    "official_no",
    "id_number",
    "phone",
    "place",
    "persons",
    "category",
    "primary_cause",
    "net_per_capita",
    "line",
    "income_year",
    "group_name",
    "gender_age",
    "disabled_persons",
    "labour_persons",
    "assured_persons",
    "other_causes",
    "created_on",
  ],
  others: [
    "status",
    "head",
    "official_no",
    "id_number",
    "phone",
    "place",
    "persons",
    "category",
    "created_on",
    "group_name",
    "gender_age",
    "disabled_persons",
    "labour_persons",
    "assured_persons",
    "net_per_capita",
    "line",
    "income_year",
  ],
} as const;

const SHOWN_AT_FIRST: Record<Ledger, number> = { poor: 11, others: 9 };

export type ColumnKey = (typeof OF_LEDGER)[Ledger][number];

/** The columns of the file behind those of the page: the same, by the names of the service. */
const IN_FILE: Partial<Record<ColumnKey, string[]>> = {
  status: ["standing", "poverty_status"],
  head: ["head_name"],
  id_number: ["id_number_masked"],
  phone: ["phone_masked"],
  place: ["township", "village"],
  gender_age: ["head_gender", "head_age"],
  line: ["poverty_line", "line_difference"],
};

export function fileColumns(shown: ColumnKey[]): string[] {
  return shown.flatMap((key) => IN_FILE[key] ?? [key]);
}

export function columnKeys(ledger: Ledger): readonly ColumnKey[] {
  return OF_LEDGER[ledger];
}

export function defaultColumns(ledger: Ledger): ColumnKey[] {
  return OF_LEDGER[ledger].slice(0, SHOWN_AT_FIRST[ledger]);
}

const RIGHT = new Set<ColumnKey>([
  "persons",
  "net_per_capita",
  "disabled_persons",
  "labour_persons",
  "assured_persons",
]);
const COMPARED = new Set<ColumnKey>(["status", "head", "persons", "net_per_capita"]);

export function useHouseholdColumns(
  shown: ColumnKey[],
  rows: HouseholdRow[] | undefined,
): Column<HouseholdRow>[] {
  const { t } = useTranslation("households");
  const codes = useCodes();
  const line = oneLine(rows ?? []);
  return shown.map((key) => ({
    key,
    title: key === "line" && line ? t("line.column", { amount: line }) : t(`column.${key}`),
    render: (row) => cell(key, row, codes),
    align: RIGHT.has(key) ? "right" : "left",
    compared: COMPARED.has(key),
  }));
}

/** The line that all these households are held against, in whole yuan where it is; none where they differ. */
function oneLine(rows: HouseholdRow[]): string | undefined {
  const lines = new Set(rows.map((row) => row.poverty_line));
  const [line] = lines;
  return lines.size === 1 && line ? money(line).replace(/\.00$/, "") : undefined;
}

function cell(key: ColumnKey, row: HouseholdRow, codes: Codes) {
  switch (key) {
    case "status":
      return <StatusMark status={statusOf(row.standing, row.poverty_status)} />;
    case "head":
      return (
        <Link to={paths.household(row.id)} className={styles.head} tabIndex={-1}>
          {row.head_name ?? ABSENT}
        </Link>
      );
    case "official_no":
      return officialNumber(row.official_no);
    case "id_number":
      return row.id_number_masked ? spacedId(row.id_number_masked) : ABSENT;
    case "phone":
      return row.phone_masked ?? ABSENT;
    case "place":
      return placeOf(row);
    case "category":
      return codes.label("category", row.category) || ABSENT;
    case "primary_cause":
      return codes.label("cause", row.primary_cause) || ABSENT;
    case "other_causes":
      return row.other_causes.map((cause) => codes.label("cause", cause)).join("、") || ABSENT;
    case "net_per_capita":
      return money(row.net_per_capita);
    case "line":
      return <RowBar row={row} />;
    case "gender_age":
      return `${codes.label("gender", row.head_gender)} ${row.head_age ?? ""}`;
    case "created_on":
      return day(row.created_on);
    default:
      return row[key] ?? ABSENT;
  }
}

/** Township and village: "东沽港镇 椅子圈村". */
export function placeOf(row: Pick<HouseholdRow, "township" | "village">): string {
  return [row.township, row.village].filter(Boolean).join(" ");
}
