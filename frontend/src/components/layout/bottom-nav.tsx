import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import styles from "./bottom-nav.module.css";
import type { NavEntry } from "./nav";

/** The foot of the phone: at most four rooms in thumb reach. */
export function BottomNav({ entries }: { entries: NavEntry[] }) {
  const { t } = useTranslation("common");
  return (
    <nav className={styles.bottom} aria-label={t("nav.label")}>
      {entries.map((entry) => (
        <NavLink key={entry.to} to={entry.to} end={entry.to === "/"}>
          {entry.icon}
          <span>{entry.label}</span>
        </NavLink>
      ))}
    </nav>
  );
}
