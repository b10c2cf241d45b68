import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useInstallation } from "@/api/installation";
import { DemoNote } from "@/components/layout/demo-note";
import { Seal } from "@/components/seal";
import { switchLanguage } from "@/lib/language";
import { usePhone } from "@/lib/use-phone";
import styles from "./entry-frame.module.css";
import { Village } from "./village";

/** The cover of the file: title page at the left, what is asked at the right. On a phone one column. */
export function EntryFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation("sign-in");
  const { t: common } = useTranslation("common");
  const isPhone = usePhone();
  const { data: installation } = useInstallation();
  return (
    <div className={styles.frame}>
      <header className={styles.cover}>
        <div className={styles.title}>
          <Seal size={isPhone ? 40 : 54} />
          <p className={`song ${styles.name}`}>
            {installation ? common("platform.title", { region: installation.region_name }) : " "}
          </p>
          <div className={styles.rule} />
          <p className={`song ${styles.short}`}>{common("platform.name")}</p>
          <p className={styles.motto}>{t("motto")}</p>
        </div>
        {!isPhone && <Village />}
      </header>
      <main className={styles.side}>
        <div className={styles.top}>
          <DemoNote banner={isPhone} />
          <Button type="text" size="small" onClick={switchLanguage}>
            {common("language.switch")}
          </Button>
        </div>
        <div className={styles.content}>{children}</div>
        <p className={styles.foot}>{t("foot")}</p>
      </main>
    </div>
  );
}
