import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Outlet } from "react-router";
import { useNarrow, usePhone } from "@/lib/use-phone";
import { BottomNav } from "./bottom-nav";
import { Masthead } from "./masthead";
import { Nav, type NavEntry, type NavGroup } from "./nav";
import styles from "./shell.module.css";

interface Props {
  groups: NavGroup[];
  /** What stands at the foot of a phone. */
  phoneEntries: NavEntry[];
}

/** The frame around every page behind the sign-in. */
export function Shell({ groups, phoneEntries }: Props) {
  const { t } = useTranslation("common");
  const isPhone = usePhone();
  const isNarrow = useNarrow();
  const [choice, setChoice] = useState<boolean | null>(null);
  const collapsed = choice ?? isNarrow;
  if (isPhone) {
    return (
      <div className={styles.phone}>
        <main id="content">
          <Outlet />
        </main>
        <BottomNav entries={phoneEntries} />
      </div>
    );
  }
  return (
    <div className={styles.desk}>
      <a href="#content" className={styles.skip}>
        {t("nav.skip")}
      </a>
      <Masthead />
      <div className={styles.body}>
        <Nav groups={groups} collapsed={collapsed} onCollapse={() => setChoice(!collapsed)} />
        <main id="content" className={styles.content} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}
