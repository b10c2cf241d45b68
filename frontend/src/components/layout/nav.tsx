import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { ChevronLeft, ChevronRight } from "@/components/icons";
import styles from "./nav.module.css";

export interface NavEntry {
  to: string;
  label: string;
  icon: ReactNode;
}

export interface NavGroup {
  label: string;
  entries: NavEntry[];
}

interface Props {
  groups: NavGroup[];
  collapsed: boolean;
  onCollapse: () => void;
}

/** The rooms of the platform, by group; only what the post may open. Folded it shows symbols with their words on hover. */
export function Nav({ groups, collapsed, onCollapse }: Props) {
  const { t } = useTranslation("common");
  return (
    <nav className={`${styles.nav} ${collapsed ? styles.collapsed : ""}`} aria-label={t("nav.label")}>
      {groups.map((group) => (
        <section key={group.label}>
          <h2>{group.label}</h2>
          {group.entries.map((entry) => (
            <NavLink
              key={entry.to}
              to={entry.to}
              end={entry.to === "/"}
              title={collapsed ? entry.label : undefined}
            >
              {entry.icon}
              <span>{entry.label}</span>
            </NavLink>
          ))}
        </section>
      ))}
      <button type="button" onClick={onCollapse} aria-expanded={!collapsed}>
        {collapsed ? <ChevronRight /> : <ChevronLeft />}
        <span>{collapsed ? t("nav.expand") : t("nav.collapse")}</span>
      </button>
    </nav>
  );
}
