import { useTranslation } from "react-i18next";
import { PageHeader } from "@/components/layout/page-header";

/** The households of one's region with the goslings of the year, and the hand-overs on file. */
export function HandoversPage() {
  const { t } = useTranslation("handover");
  return <PageHeader title={t("title")} />;
}
