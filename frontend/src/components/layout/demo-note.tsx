import { useTranslation } from "react-i18next";
import { useInstallation } from "@/api/installation";
import styles from "./demo-note.module.css";

/** Says on every page of a demonstration that its people are made up, and which day it stands on. */
export function DemoNote({ banner = false }: { banner?: boolean }) {
  const { t } = useTranslation("common");
  const { data: installation } = useInstallation();
  if (!installation?.demo) return null;
  return (
    <p className={banner ? styles.banner : styles.framed}>
      <span>{t("demo.data")}</span>
      <i aria-hidden="true" />
      <span>{t("demo.day", { day: installation.today })}</span>
    </p>
  );
}
