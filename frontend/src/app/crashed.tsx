import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Note } from "@/components/states";

/** A defect of the program: said as one, with a way on. */
export function Crashed() {
  const { t } = useTranslation("common");
  return (
    <Note
      tone="bad"
      title={t("problem.crashed")}
      actions={<Button onClick={() => window.location.reload()}>{t("action.retry")}</Button>}
    >
      {t("problem.crashed-todo")}
    </Note>
  );
}
