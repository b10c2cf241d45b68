import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Figure, figureValue } from "@/api/figures";
import { ChevronDown, ChevronRight } from "@/components/icons";
import { Panel } from "@/components/panel";
import { Empty, ProblemNote, Skeleton } from "@/components/states";
import { count } from "@/lib/format";
import { currentLanguage } from "@/lib/language";
import { usePhone } from "@/lib/use-phone";
import { childrenQuery } from "./api";
import { type BoardSearch, isVillage } from "./board-search";
import styles from "./drill-columns.module.css";
import { DrillRows } from "./drill-rows";
import { addsUp, hasRows, sumOf } from "./shares";
import { shortName } from "./short-name";
import { walkColumns } from "./walk";

interface Props {
  figure: Figure;
  /** The regions opened, one's own first. */
  path: string[];
  search: BoardSearch;
  onGo: (change: Partial<BoardSearch>) => void;
}

/** Down from one's region to a household: a column a level, each adding up to the line it was opened from. */
export function DrillColumns({ figure, path, search, onGo }: Props) {
  const { t } = useTranslation("board");
  const language = currentLanguage();
  const value = `${figureValue(figure)} ${figure.unit_name[language]}`;
  const title = addsUp(figure)
    ? t("drill.title", { value })
    : t("drill.title-not", { figure: figure.name[language] });
  return (
    <Panel title={title} note={t(addsUp(figure) ? "drill.adds" : "drill.adds-not")}>
      {hasRows(figure) ? (
        <div className={styles.columns}>
          <Level figure={figure} path={path} depth={0} search={search} onGo={onGo} />
        </div>
      ) : (
        <Empty fact={t("drill.empty")} next={t("drill.empty-next")} />
      )}
    </Panel>
  );
}

interface LevelProps extends Props {
  depth: number;
}

/** One column, and to its right those of the region that is opened in it. */
function Level(props: LevelProps) {
  const { figure, path, depth, search, onGo } = props;
  const region = path[depth] ?? figure.region;
  if (isVillage(region)) {
    return (
      <DrillRows key={figure.rows} figure={figure} chosen={search.row} onChoose={(row) => onGo({ row })} />
    );
  }
  return <Regions {...props} key={`${figure.key}-${region}-${search.asOf}`} />;
}

function Regions(props: LevelProps) {
  const { figure, path, depth, search, onGo } = props;
  const isPhone = usePhone();
  const region = path[depth] ?? figure.region;
  const children = useQuery(childrenQuery(figure.key, region, search.asOf));
  const items = children.data?.items;
  const opened = items?.filter(hasRows).find((item) => item.region === path[depth + 1]);
  return (
    <>
      {opened && isPhone ? (
        <Step figure={opened} onClose={() => onGo({ at: depth === 0 ? "" : region, row: "" })} />
      ) : (
        <div className={styles.column} data-column>
          {children.isError ? (
            <ProblemNote problem={children.error} onRetry={() => children.refetch()} />
          ) : !items ? (
            <Skeleton rows={5} rowHeight={28} />
          ) : (
            <>
              <RegionList
                items={items.filter(hasRows)}
                opened={opened?.region}
                onOpen={(at) => onGo({ at, row: "" })}
              />
              <Sum of={figure} items={items} />
            </>
          )}
        </div>
      )}
      {opened && <Level {...props} figure={opened} depth={depth + 1} />}
    </>
  );
}

interface ListProps {
  items: Figure[];
  opened: string | undefined;
  onOpen: (region: string) => void;
}

function RegionList({ items, opened, onOpen }: ListProps) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.region}>
          <button
            type="button"
            data-step
            className={styles.step}
            aria-expanded={item.region === opened}
            onClick={() => onOpen(item.region)}
            onKeyDown={walkColumns}
          >
            <span>{shortName(item.region, item.region_name ?? item.region)}</span>
            <span className={styles.number}>{figureValue(item)}</span>
            <ChevronRight />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** On a phone a level that has been passed is one line; it opens again to choose another region. */
function Step({ figure, onClose }: { figure: Figure; onClose: () => void }) {
  return (
    <div className={styles.passed}>
      <button type="button" className={styles.step} aria-expanded onClick={onClose}>
        <span>{shortName(figure.region, figure.region_name ?? figure.region)}</span>
        <span className={styles.number}>{figureValue(figure)}</span>
        <ChevronDown />
      </button>
    </div>
  );
}

/** What the column comes to, and whether that is what the level above says. */
function Sum({ of, items }: { of: Figure; items: Figure[] }) {
  const { t } = useTranslation("board");
  const absent = items.filter((item) => !hasRows(item)).length;
  const sum = sumOf(items);
  const isEqual = sum === Number(of.numerator);
  return (
    <p className={styles.foot}>
      {addsUp(of) && (
        <span>
          {t(isEqual ? "drill.sum" : "drill.sum-not", { sum: count(sum), above: count(of.numerator) })}
        </span>
      )}
      {absent > 0 && <span>{t(addsUp(of) ? "drill.zero" : "drill.absent", { count: absent })}</span>}
    </p>
  );
}
