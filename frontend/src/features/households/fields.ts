import type { Codes } from "@/api/code-lists";
import { ABSENT, count, money } from "@/lib/format";
import type { Household, Income, Living, Member } from "./api";

/** How a field is written and read: every form, comparison and page of households follows this one table. */
export type FieldKind =
  | { kind: "text" | "protected" | "year" | "number" | "money" | "measure" | "yes-no" }
  | { kind: "code" | "codes"; list: string };

type Table<Key extends string> = Readonly<Record<Key, FieldKind>>;

const text = { kind: "text" } as const;
const hidden = { kind: "protected" } as const;
const year = { kind: "year" } as const;
const yesNo = { kind: "yes-no" } as const;
const amount = { kind: "money" } as const;
const measure = { kind: "measure" } as const;
const code = (list: string) => ({ kind: "code", list }) as const;
const codes = (list: string) => ({ kind: "codes", list }) as const;

export const HOUSEHOLD_FIELDS = {
  group_name: text,
  phone: hidden,
  category: code("category"),
  primary_cause: code("cause"),
  other_causes: codes("cause"),
  no_exit_reason: code("no_exit_reason"),
  recognition_standard: code("recognition_standard"),
  recognition_year: year,
  exit_year: year,
  return_year: year,
  martyr_family: yesNo,
  only_child_family: yesNo,
  two_daughters_family: yesNo,
  bank_name: text,
  bank_account: hidden,
} satisfies Table<string>;

export const MEMBER_FIELDS = {
  ethnicity: code("ethnicity"),
  phone: hidden,
  education: code("education"),
  school_status: code("school_status"),
  health: codes("health"),
  certificate_no: hidden,
  labour_skill: code("labour_skill"),
  work_region: code("work_region"),
  work_months: { kind: "number" },
  public_post: yesNo,
  willing_to_work: yesNo,
  unwilling_reason: code("unwilling_reason"),
  willing_to_train: yesNo,
  dibao: yesNo,
  tekun: yesNo,
  medical_insured: yesNo,
  illness_insured: yesNo,
  resident_pension: yesNo,
  employee_pension: yesNo,
  political_status: code("political_status"),
  in_service: yesNo,
} satisfies Table<string>;

/** Income, each part with its lines (DOMAIN A5); the cost of business is taken off at the end. */
export const INCOME_FIELDS = {
  wage: amount,
  business: amount,
  property: amount,
  family_planning: amount,
  dibao: amount,
  tekun: amount,
  pension: amount,
  ecology: amount,
  other_transfer: amount,
  business_cost: amount,
  persons: { kind: "number" },
  document: text,
} satisfies Table<string>;

export const LIVING_FIELDS = {
  house_area: measure,
  dangerous_house: yesNo,
  danger_grade: code("house_danger_grade"),
  water_safe: yesNo,
  water_difficult: yesNo,
  sanitary_toilet: yesNo,
  fuel: code("fuel"),
  living_power: yesNo,
  broadcast: yesNo,
  entry_road: code("entry_road"),
  road_distance: measure,
  production_power: yesNo,
  cooperative: yesNo,
  farmland: measure,
  irrigated: measure,
  forest: measure,
  returned_forest: measure,
  orchard: measure,
  pasture: measure,
  water_area: measure,
} satisfies Table<string>;

export type HouseholdField = keyof typeof HOUSEHOLD_FIELDS;
export type MemberField = keyof typeof MEMBER_FIELDS;
export type IncomeField = keyof typeof INCOME_FIELDS;
export type LivingField = keyof typeof LIVING_FIELDS;

export interface YesNoWords {
  yes: string;
  no: string;
}

/** A value as it is read on the page. */
export function sayValue(field: FieldKind, value: unknown, lists: Codes, words: YesNoWords): string {
  if (value === null || value === undefined || value === "") return ABSENT;
  switch (field.kind) {
    case "code":
      return lists.label(field.list, String(value));
    case "codes":
      return (value as string[]).map((one) => lists.label(field.list, one)).join("、") || ABSENT;
    case "yes-no":
      return value ? words.yes : words.no;
    case "money":
      return money(String(value));
    case "number":
    case "measure":
      return count(String(value));
    default:
      return String(value);
  }
}

/** What a form over these fields starts from; protected values are never known, so they start empty. */
export function formValues<Key extends string>(
  table: Table<Key>,
  record: Household | Member | Income | Living | null,
): Record<Key, unknown> {
  const known = (record ?? {}) as Partial<Record<Key, unknown>>;
  return Object.fromEntries(
    (Object.keys(table) as Key[]).map((key) => [
      key,
      table[key].kind === "protected" ? null : (known[key] ?? (table[key].kind === "codes" ? [] : null)),
    ]),
  ) as Record<Key, unknown>;
}
