import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { childrenQuery } from "./api";
import styles from "./board-page.module.css";
import { type BoardSearch, drillPath, writeSearch } from "./board-search";
import { shortName } from "./short-name";

const LEVELS = { 4: "county", 6: "township", 9: "village", 12: "household" } as const;
const LENGTHS = [4, 6, 9, 12] as const;

interface Props {
  /** Key and name of the caller's own region. */
  own: string;
  name: string;
  /** Key of the chosen figure, once it is known. */
  figure: string | undefined;
  search: BoardSearch;
}

/** Where one is: one's own region, those opened below it by name, and the levels that are still to come. */
export function Levels({ own, name, figure, search }: Props) {
  const { t } = useTranslation("board");
  const path = drillPath(own, search.at);
  const opened = path.slice(1);
  // The columns ask the same; here only the names are taken from it.
  const answers = useQueries({
    queries: opened.map((_, depth) => ({
      ...childrenQuery(figure ?? "", path[depth] ?? own, search.asOf),
      enabled: figure !== undefined,
    })),
  });
  const nameOf = (region: string, depth: number) => {
    const found = answers[depth]?.data?.items.find((item) => item.region === region);
    return shortName(region, found?.region_name ?? region);
  };
  const lowest = path.at(-1) ?? own;
  return (
    <nav aria-label={t("path")}>
      <Link
        to={writeSearch({ ...search, at: "", row: "" }) || "?"}
        className={styles.own}
        aria-current={opened.length === 0 ? "true" : undefined}
      >
        {name}
      </Link>
      {opened.map((region, depth) => (
        <span key={region}>
          {" › "}
          <Link
            to={writeSearch({ ...search, at: region, row: "" })}
            aria-current={region === lowest ? "true" : undefined}
          >
            {nameOf(region, depth)}
          </Link>
        </span>
      ))}
      {LENGTHS.filter((length) => length >= lowest.length).map((length) => (
        <span key={length}> › {t(`level.${LEVELS[length]}`)}</span>
      ))}
    </nav>
  );
}
