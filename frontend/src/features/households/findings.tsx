import { useTranslation } from "react-i18next";
import { currentLanguage } from "@/lib/language";
import type { Household, Member } from "./api";
import styles from "./household-page.module.css";

interface Props {
  findings: Household["findings"];
  members: Member[];
}

/** What the national checks hold against the file as it stands: to look at, nothing is stopped by it. */
export function Findings({ findings, members }: Props) {
  const { t } = useTranslation("households");
  if (findings.length === 0) return null;
  return (
    <section className={styles.findings} aria-label={t("findings.title")}>
      <b>{t("findings.count", { count: findings.length })}</b>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.rule}-${finding.pointer}`}>
            {whose(finding.pointer, members)} {finding[currentLanguage()]}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The member that a finding points at: "/members/2/…" is the third. */
function whose(pointer: string, members: Member[]): string {
  const place = pointer.match(/^\/members\/(\d+)/)?.[1];
  return place === undefined ? "" : (members[Number(place)]?.name ?? "");
}
