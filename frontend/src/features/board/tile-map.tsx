import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { figureValue } from "@/api/figures";
import { Panel } from "@/components/panel";
import { PillButton } from "@/components/pill-choice";
import { Empty, Skeleton } from "@/components/states";
import { ABSENT } from "@/lib/format";
import { type BoardSearch, writeSearch } from "./board-search";
import { shadesOf } from "./shades";
import { shortName } from "./short-name";
import styles from "./tile-map.module.css";
import { placesOf } from "./tiles";
import type { Below, RegionLine } from "./use-below";
import { walkAlong } from "./walk";

/** Equal tiles where the regions lie to each other, the stronger the ink the more it weighs; no boundaries. */
export function TileMap({ below, search }: { below: Below; search: BoardSearch }) {
  const { t } = useTranslation("board");
  const [isTable, setTable] = useState(false);
  const { lines } = below;
  return (
    <Panel
      title={t("map.title")}
      extra={
        <PillButton isPressed={isTable} onPress={() => setTable(!isTable)}>
          {t("table")}
        </PillButton>
      }
    >
      {below.problem ? (
        <Empty fact={t("map.none")} />
      ) : !lines ? (
        <Skeleton rows={8} rowHeight={40} />
      ) : isTable ? (
        <Numbers lines={lines} />
      ) : (
        <Tiles lines={lines} search={search} isGap={below.total.share !== null} />
      )}
    </Panel>
  );
}

function Tiles({ lines, search, isGap }: { lines: RegionLine[]; search: BoardSearch; isGap: boolean }) {
  const { t } = useTranslation("board");
  const places = placesOf(lines.map((line) => line.region));
  const shades = shadesOf(lines.map((line) => line.weight));
  return (
    <div className={styles.body}>
      <ul className={styles.tiles} data-walk>
        {lines.map((line, index) => (
          <li key={line.region} style={{ gridColumn: places[index]?.column, gridRow: places[index]?.row }}>
            <Link
              to={writeSearch({ ...search, at: line.region, row: "" })}
              className={styles.tile}
              data-shade={shades[index] ?? "none"}
              title={line.name}
              data-step
              onKeyDown={walkAlong}
              aria-current={search.at.startsWith(line.region) ? "true" : undefined}
            >
              <b>{shortName(line.region, line.name)}</b>
              <span>
                {said(line)}
                <Lacking line={line} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <Legend lines={lines} shades={shades} />
      <p className="note">{t(isGap ? "map.gap" : "map.value")}</p>
    </div>
  );
}

/** How many are missing to 100 %. */
function Lacking({ line }: { line: RegionLine }) {
  const { t } = useTranslation("board");
  const lacking = line.share ? Number(line.share.denominator) - Number(line.share.numerator) : 0;
  return lacking > 0 && <span className={styles.lacking}>{t("map.lacking", { count: lacking })}</span>;
}

/** The range of each shade that is used, strongest first. */
function Legend({ lines, shades }: { lines: RegionLine[]; shades: (number | null)[] }) {
  const used = [...new Set(shades)].filter((shade) => shade !== null).sort((one, other) => one - other);
  return (
    <ul className={styles.legend}>
      {used.map((shade) => {
        const ofShade = lines.filter((_, index) => shades[index] === shade);
        const values = ofShade.sort((one, other) => numberSaid(one) - numberSaid(other));
        const ends = [values[0], values.at(-1)].map((line) => (line ? said(line) : ABSENT));
        return (
          <li key={shade}>
            <i data-shade={shade} aria-hidden="true" />
            {[...new Set(ends)].join("–")}
          </li>
        );
      })}
    </ul>
  );
}

function Numbers({ lines }: { lines: RegionLine[] }) {
  const { t } = useTranslation("board");
  return (
    <table className={styles.numbers}>
      <thead>
        <tr>
          <th scope="col">{t("unit")}</th>
          <th scope="col">{t("figure")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.region}>
            <th scope="row">{line.name}</th>
            <td>{said(line)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** By what the tile says: the per cent of a share (its weight is the gap), else the value. */
function numberSaid(line: RegionLine): number {
  return line.share ? Number(line.share.percent) : (line.weight ?? 0);
}

function said(line: RegionLine): string {
  return line.share ? (line.share.percent ?? ABSENT) : figureValue(line.figure);
}
