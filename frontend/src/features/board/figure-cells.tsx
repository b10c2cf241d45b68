import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type Figure, figureValue } from "@/api/figures";
import { RuledCells } from "@/components/ruled-cells";
import { ABSENT, count } from "@/lib/format";
import { currentLanguage } from "@/lib/language";
import { type BoardSearch, writeSearch } from "./board-search";
import styles from "./figure-cells.module.css";
import { shareOf, wholeOf } from "./shares";
import { walkAlong } from "./walk";

/** Households and their persons are one fact: the persons have the cell, the households its opener. */
const BESIDE: Readonly<Record<string, string>> = { poor_persons: "poor_households" };
const INSIDE = new Set(Object.values(BESIDE));

interface Props {
  figures: Figure[];
  chosen: string;
  search: BoardSearch;
}

/** The figures of the region; each cell leads to its regions and rows. */
export function FigureCells({ figures, chosen, search }: Props) {
  const { t } = useTranslation("board");
  const find = (key: string | null | undefined) => figures.find((figure) => figure.key === key);
  const hasCell = (figure: Figure) =>
    !INSIDE.has(figure.key) || !figures.some((other) => BESIDE[other.key] === figure.key);
  return (
    <div data-walk>
      <RuledCells label={t("figures")}>
        {figures.filter(hasCell).map((figure) => (
          <Cell
            key={figure.key}
            figure={figure}
            beside={find(BESIDE[figure.key])}
            whole={find(wholeOf(figure.key))}
            chosen={chosen}
            search={search}
          />
        ))}
      </RuledCells>
    </div>
  );
}

interface CellProps {
  figure: Figure;
  beside: Figure | undefined;
  whole: Figure | undefined;
  chosen: string;
  search: BoardSearch;
}

function Cell({ figure, beside, whole, chosen, search }: CellProps) {
  const { t } = useTranslation("board");
  const language = currentLanguage();
  const to = (key: string) => writeSearch({ ...search, figure: key, row: "" }) || "?";
  const part = shareOf(figure, whole);
  const isChosen = chosen === figure.key || chosen === beside?.key;
  return (
    <div className={`${styles.cell} ${isChosen ? styles.chosen : ""}`}>
      <Link
        to={to(figure.key)}
        className={styles.opener}
        data-step
        onKeyDown={walkAlong}
        aria-current={chosen === figure.key ? "true" : undefined}
      >
        <span className={styles.label}>{figure.name[language]}</span>
        <span className={styles.value}>
          <b className="song">{figureValue(figure)}</b> <span>{figure.unit_name[language]}</span>
        </span>
      </Link>
      <span className={styles.note}>
        {beside && (
          <>
            <Link
              to={to(beside.key)}
              className={styles.beside}
              aria-current={chosen === beside.key ? "true" : undefined}
            >
              {figureValue(beside)} {beside.unit_name[language]}
            </Link>{" "}
            {t("mean", { mean: mean(figure, beside) })}
          </>
        )}
        {part && (
          <>
            <span className={styles.parts}>
              {count(part.numerator)} / {count(part.denominator)} {figure.unit_name[language]}
            </span>{" "}
            {part.percent === null ? ABSENT : `${part.percent} %`}
          </>
        )}
        {!beside && !part && t("at", { day: figure.as_of })}
      </span>
    </div>
  );
}

/** Persons to a household with two decimals, half up. */
function mean(persons: Figure, households: Figure): string {
  const [people, homes] = [Number(persons.numerator), Number(households.numerator)];
  if (!homes) return ABSENT;
  const hundredths = Math.floor((people * 200 + homes) / (2 * homes));
  return (hundredths / 100).toFixed(2);
}
