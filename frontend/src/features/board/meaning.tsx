import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Figure } from "@/api/figures";
import { Panel } from "@/components/panel";
import { Skeleton } from "@/components/states";
import { currentLanguage } from "@/lib/language";
import { catalogueQuery } from "./api";
import styles from "./meaning.module.css";
import { addsUp } from "./shares";

/** What the figure counts, who answers for it, and for which day it is true. */
export function Meaning({ figure }: { figure: Figure }) {
  const { t } = useTranslation("board");
  const language = currentLanguage();
  const { data } = useQuery(catalogueQuery);
  const indicator = data?.find((one) => one.key === figure.key);
  return (
    <Panel title={t("meaning.title")}>
      {!indicator ? (
        <Skeleton rows={4} />
      ) : (
        <dl className={styles.facts}>
          <dt>{indicator.name[language]}</dt>
          <dd>{indicator.meaning[language]}</dd>
          <dt>{t("meaning.office")}</dt>
          <dd>{indicator.office[language]}</dd>
          <dt>{t("meaning.unit")}</dt>
          <dd>{indicator.unit_name[language]}</dd>
          <dt>{t("meaning.sum")}</dt>
          <dd>{t(addsUp(figure) ? "meaning.adds" : "meaning.adds-not")}</dd>
          <dt>{t("as-of")}</dt>
          <dd>
            {figure.as_of} · {t("known-at", { day: figure.known_at })}
          </dd>
        </dl>
      )}
    </Panel>
  );
}
