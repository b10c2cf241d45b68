import { useTranslation } from "react-i18next";
import { useCodes } from "@/api/code-lists";
import { type FieldKind, sayValue } from "./fields";

/** Says values of fields in the words of the page. */
export function useSay(): (field: FieldKind, value: unknown) => string {
  const { t } = useTranslation("households");
  const codes = useCodes();
  const words = { yes: t("form.yes"), no: t("form.no") };
  return (field, value) => sayValue(field, value, codes, words);
}
