import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useInstallation } from "@/api/installation";
import { Seal } from "@/components/seal";
import { paths } from "@/lib/paths";
import { DemoNote } from "./demo-note";
import styles from "./masthead.module.css";
import { PersonMenu } from "./person-menu";
import { SearchBox } from "./search-box";

/** Seal, wordmark, region, search, demonstration note, person; below it the 文武线 of a red-head document. */
export function Masthead() {
  const { t } = useTranslation("common");
  const { data: installation } = useInstallation();
  return (
    <header className={styles.masthead}>
      <div className={styles.bar}>
        <Link to={paths.home} className={styles.brand}>
          <Seal size={26} />
          <span className={`song ${styles.wordmark}`}>{t("platform.name")}</span>
          <span className={styles.region}>
            <span>{installation?.region_name}</span>
            <span>{t("platform.line")}</span>
          </span>
        </Link>
        <SearchBox />
        <span className={styles.spring} />
        <DemoNote />
        <PersonMenu />
      </div>
      <div className={styles.rule} />
    </header>
  );
}
