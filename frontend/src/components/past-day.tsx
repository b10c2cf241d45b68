import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import styles from "./past-day.module.css";

/** Says that the page shows a day that has passed; what stands below it is sunken and read only. */
export function PastDay({ day, today }: { day: string; today: string }) {
  const { t } = useTranslation("common");
  return (
    <div className={styles.bar} role="status">
      <b>{t("past.showing", { day })}</b>
      <span>{t("past.known")}</span>
      <Link to={today || "?"}>{t("past.back")}</Link>
    </div>
  );
}
