import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { paths } from "@/lib/paths";
import { PageHeader } from "./layout/page-header";
import { Note } from "./states";

export function NoSuchPage() {
  const { t } = useTranslation("common");
  return (
    <>
      <PageHeader title={t("problem.no-page")} />
      <Note
        tone="plain"
        title={t("problem.no-page")}
        actions={<Link to={paths.home}>{t("action.go-home")}</Link>}
      >
        {t("problem.no-page-todo")}
      </Note>
    </>
  );
}
