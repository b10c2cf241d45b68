import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { figureValue } from "@/api/figures";
import { Panel } from "@/components/panel";
import { PillButton } from "@/components/pill-choice";
import { Skeleton } from "@/components/states";
import { ABSENT } from "@/lib/format";
import { type BoardSearch, writeSearch } from "./board-search";
import { shadesOf } from "./shades";
import { shortName } from "./short-name";
import styles from "./tile-map.module.css";
import { placesOf } from "./tiles";
import type { Below, RegionLine } from "./use-below";

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
      {below.problem ? null : !lines ? (
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
      <ul className={styles.tiles}>
        {lines.map((line, index) => (
          <li key={line.region} style={{ gridColumn: places[index]?.column, gridRow: places[index]?.row }}>
            <Link
              to={writeSearch({ ...search, at: line.region, row: "" })}
              className={styles.tile}
              data-shade={shades[index] ?? "none"}
              aria-current={search.at.startsWith(line.region) ? "true" : undefined}
            >
              <b>{shortName(line.region, line.name)}</b>
              <span>{said(line)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Legend lines={lines} shades={shades} />
      <p className="note">{t(isGap ? "map.gap" : "map.value")}</p>
    </div>
  );
}

/** The range of each shade that is used, strongest first. */
function Legend({ lines, shades }: { lines: RegionLine[]; shades: (number | null)[] }) {
  const used = [...new Set(shades)].filter((shade) => shade !== null).sort((one, other) => one - other);
  return (
    <ul className={styles.legend}>
      {used.map((shade) => {
        const ofShade = lines.filter((_, index) => shades[index] === shade).map(said);
        const values = ofShade.sort((one, other) => Number.parseFloat(one) - Number.parseFloat(other));
        const ends = [values[0], values.at(-1)];
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

function said(line: RegionLine): string {
  return line.share ? (line.share.percent ?? ABSENT) : figureValue(line.figure);
}
