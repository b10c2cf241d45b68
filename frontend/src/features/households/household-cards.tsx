import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useCodes } from "@/api/code-lists";
import { Skeleton } from "@/components/states";
import { StatusMark, statusOf } from "@/components/status-mark";
import { ABSENT } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { HouseholdRow } from "./api";
import styles from "./households-page.module.css";
import { placeOf } from "./list-columns";

/** The list on a phone: one household a row, as large as a thumb. */
export function HouseholdCards({ rows, empty }: { rows: HouseholdRow[] | undefined; empty: ReactNode }) {
  const { t } = useTranslation("households");
  const codes = useCodes();
  if (!rows) return <Skeleton rows={8} rowHeight={64} />;
  if (rows.length === 0) return empty;
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id}>
          <Link to={paths.household(row.id)} className={styles.card}>
            <span className={styles.who}>
              <b>{row.head_name ?? ABSENT}</b>
              <span className="note">
                {[placeOf(row), t("persons", { count: row.persons }), codes.label("cause", row.primary_cause)]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
            <StatusMark status={statusOf(row.standing, row.poverty_status)} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
