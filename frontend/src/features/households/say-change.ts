import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useCodes } from "@/api/code-lists";
import type { HistoryEntry } from "./api";
import { type FieldKind, HOUSEHOLD_FIELDS, INCOME_FIELDS, LIVING_FIELDS, MEMBER_FIELDS } from "./fields";
import { useSay } from "./use-say";

type Change = HistoryEntry["changes"][number];

const KINDS: Readonly<Record<string, FieldKind>> = {
  ...MEMBER_FIELDS,
  ...LIVING_FIELDS,
  ...INCOME_FIELDS,
  ...HOUSEHOLD_FIELDS,
  net: { kind: "money" },
  net_per_capita: { kind: "money" },
  standing: { kind: "code", list: "standing" },
  poverty_status: { kind: "code", list: "poverty_status" },
  relation: { kind: "code", list: "relation" },
  gender: { kind: "code", list: "gender" },
  id_type: { kind: "code", list: "id_type" },
  join_reason: { kind: "code", list: "join_reason" },
  leave_reason: { kind: "code", list: "leave_reason" },
};

/** Says an entry of the journal with the words of the forms; what has no word of its own is said as it is. */
export function useSayChange() {
  const { t } = useTranslation("households");
  const { label } = useCodes();
  const say = useSay();
  // Names of fields and operations come from the service and may be newer than this page.
  const word = t as unknown as TFunction;
  return {
    operation: (entry: HistoryEntry) =>
      word(`operation.${entry.operation.replaceAll(".", "-")}`, {
        defaultValue: entry.operation,
        reason: label("leave_reason", String(entry.details.leave_reason ?? "")),
        field: word(`field.${String(entry.details.field ?? "").replace("member_", "")}`, {
          defaultValue: "",
        }),
      }),
    role: (role: string | null) => (role ? word(`common:role.${role}`, { defaultValue: role }) : null),
    field: (change: Change) => word(`field.${change.field}`, { defaultValue: change.field }),
    value: (change: Change, value: string | null) =>
      say(KINDS[change.field] ?? { kind: "text" }, value === null ? null : parsed(change.field, value)),
  };
}

/** The journal writes every value as text; flags and lists are read back. */
function parsed(field: string, value: string): unknown {
  const kind = KINDS[field]?.kind;
  if (kind === "yes-no") return value === "true";
  if (kind === "codes") return value.split(/[,、\s]+/).filter(Boolean);
  return value;
}
