import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Note } from "@/components/states";
import { currentLanguage } from "@/lib/language";
import { catalogueQuery, type Figures } from "./api";
import styles from "./board-page.module.css";

interface Props {
  problem: Figures["problems"][number];
  onRetry: () => void;
}

/** A service did not answer for its figures: which ones are missing, and that the others stand. */
export function OwnerProblem({ problem, onRetry }: Props) {
  const { t } = useTranslation("common");
  const language = currentLanguage();
  const { data } = useQuery(catalogueQuery);
  const names = data?.filter((one) => problem.keys.includes(one.key)).map((one) => one.name[language]);
  return (
    <div className={styles.problem}>
      <Note
        tone="warn"
        title={problem.title[language]}
        actions={
          <button type="button" className="text-action" onClick={onRetry}>
            {t("action.retry")}
          </button>
        }
      >
        {names && names.length > 0 && <p>{names.join(language === "zh" ? "、" : ", ")}</p>}
        <p>{problem.todo[language]}</p>
      </Note>
    </div>
  );
}
