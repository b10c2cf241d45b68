import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { figureValue } from "@/api/figures";
import { Panel } from "@/components/panel";
import { PillButton, PillChoice } from "@/components/pill-choice";
import { Empty, ProblemNote, Skeleton } from "@/components/states";
import { ABSENT, count } from "@/lib/format";
import { currentLanguage } from "@/lib/language";
import { type Axis, axisOf } from "./axis";
import { type BoardSearch, writeSearch } from "./board-search";
import styles from "./regions-table.module.css";
import { addsUp } from "./shares";
import { shortName } from "./short-name";
import type { Below, RegionLine } from "./use-below";
import { walkAlong } from "./walk";

interface Props {
  below: Below;
  search: BoardSearch;
  onSort: (sort: BoardSearch["sort"]) => void;
}

/** The regions side by side: the numbers, and their chart in the same rows; 合计 first. */
export function RegionsTable({ below, search, onSort }: Props) {
  const { t } = useTranslation("board");
  const [isPlain, setPlain] = useState(false);
  const language = currentLanguage();
  const { chosen, lines } = below;
  const title = t("regions", { level: t(levelBelow(chosen.region)), figure: chosen.name[language] });
  return (
    <Panel
      title={title}
      extra={
        <PillChoice
          label={t("sort.label")}
          value={search.sort}
          options={[
            { value: "order", label: t("sort.order") },
            { value: "value", label: t("sort.value") },
          ]}
          onChange={onSort}
        >
          <PillButton isPressed={isPlain} onPress={() => setPlain(!isPlain)}>
            {t("table")}
          </PillButton>
        </PillChoice>
      }
    >
      {below.problem ? (
        <ProblemNote problem={below.problem} onRetry={below.retry} />
      ) : !lines ? (
        <Skeleton rows={11} rowHeight={28} />
      ) : lines.length === 0 ? (
        <Empty fact={t("no-regions")} />
      ) : (
        <Lines
          below={below}
          lines={sorted(lines, search.sort)}
          isPlain={isPlain}
          search={search}
          title={title}
        />
      )}
    </Panel>
  );
}

function levelBelow(region: string) {
  return region.length === 4 ? "each.county" : region.length === 6 ? "each.township" : "each.village";
}

/** By value the largest gap, else the largest value, stands first; what cannot be said last. */
function sorted(lines: RegionLine[], sort: BoardSearch["sort"]): RegionLine[] {
  if (sort === "order") return lines;
  return [...lines].sort((one, other) => (other.weight ?? -1) - (one.weight ?? -1));
}

interface LinesProps {
  below: Below;
  lines: RegionLine[];
  isPlain: boolean;
  search: BoardSearch;
  title: string;
}

function Lines({ below, lines, isPlain, search, title }: LinesProps) {
  const { t } = useTranslation("board");
  const { chosen, total } = below;
  const isShare = total.share !== null;
  const axis = axisOf(
    lines.map((line) => (isShare ? numberOf(line.share?.percent) : endOf(line))),
    isShare,
  );
  const own = chosen.key === "poor_households" || chosen.key === "poor_persons";
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{t("unit")}</th>
            <th scope="col" className={styles.number}>
              {t("households")}
            </th>
            <th scope="col" className={styles.number}>
              {t("persons")}
            </th>
            {isShare ? (
              <th scope="col" className={styles.number}>
                {t("part")}
              </th>
            ) : (
              !own && (
                <th scope="col" className={styles.number}>
                  {chosen.unit_name[currentLanguage()]}
                </th>
              )
            )}
            {!isPlain && (
              <th scope="col" className={styles.chart}>
                <span className={styles.ends}>
                  <span>{count(axis.least)}</span>
                  <span>
                    {isShare && total.share?.percent ? t("rate-with", { value: total.share.percent }) : ""}
                  </span>
                  <span>{count(axis.most)}</span>
                </span>
              </th>
            )}
            {isShare && (
              <th scope="col" className={styles.number}>
                %
              </th>
            )}
          </tr>
        </thead>
        <tbody data-walk>
          {[total, ...lines].map((line, index) => (
            <Line
              key={line.region}
              line={line}
              isTotal={index === 0}
              total={total}
              axis={isPlain ? null : axis}
              search={search}
              own={own}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface LineProps {
  line: RegionLine;
  isTotal: boolean;
  total: RegionLine;
  axis: Axis | null;
  search: BoardSearch;
  own: boolean;
}

function Line({ line, isTotal, total, axis, search, own }: LineProps) {
  const { t } = useTranslation("board");
  const isOpen = !isTotal && search.at.startsWith(line.region);
  const { share } = line;
  return (
    <tr className={isTotal ? styles.total : isOpen ? styles.open : undefined}>
      <th scope="row">
        {isTotal ? (
          t(addsUp(line.figure) ? "total" : "whole")
        ) : (
          <Link
            to={writeSearch({ ...search, at: line.region, row: "" })}
            aria-current={isOpen ? "true" : undefined}
            data-step
            onKeyDown={walkAlong}
          >
            {shortName(line.region, line.name)}
          </Link>
        )}
      </th>
      <td className={styles.number}>{line.households ? figureValue(line.households) : ABSENT}</td>
      <td className={styles.number}>{line.persons ? figureValue(line.persons) : ABSENT}</td>
      {total.share ? (
        <td className={styles.number}>
          {share ? `${count(share.numerator)} / ${count(share.denominator)}` : ABSENT}
        </td>
      ) : (
        !own && <td className={styles.number}>{figureValue(line.figure)}</td>
      )}
      {axis && (
        <td className={styles.chart}>
          {total.share ? (
            <Dot
              axis={axis}
              value={numberOf(share?.percent)}
              mark={numberOf(total.share.percent)}
              isTotal={isTotal}
            />
          ) : (
            !isTotal && <Bar axis={axis} value={endOf(line)} />
          )}
          {line.weight === null && <span className={styles.absent}>{t("no-basis")}</span>}
        </td>
      )}
      {total.share && <td className={styles.number}>{share?.percent ?? ABSENT}</td>}
    </tr>
  );
}

/** A dot on a stated axis, with the region's own line through all rows. */
function Dot({
  axis,
  value,
  mark,
  isTotal,
}: {
  axis: Axis;
  value: number | null;
  mark: number | null;
  isTotal: boolean;
}) {
  return (
    <span className={styles.axis} aria-hidden="true">
      {mark !== null && <i className={styles.mark} style={{ left: axis.at(mark) }} />}
      {value !== null && (
        <>
          <i className={styles.track} />
          {!isTotal && <i className={styles.gap} style={{ left: axis.at(value) }} />}
          <i className={isTotal ? styles.diamond : styles.dot} style={{ left: axis.at(value) }} />
        </>
      )}
    </span>
  );
}

/** A bar from 0. */
function Bar({ axis, value }: { axis: Axis; value: number | null }) {
  return (
    <span className={styles.axis} aria-hidden="true">
      {value !== null && <i className={styles.bar} style={{ width: axis.at(value) }} />}
    </span>
  );
}

function numberOf(text: string | null | undefined): number | null {
  return text == null ? null : Number(text);
}

/** Where the bar ends: the most of an extreme, else the value. */
function endOf(line: RegionLine): number | null {
  const { value } = line.figure;
  return numberOf(Array.isArray(value) ? value[1] : value);
}
