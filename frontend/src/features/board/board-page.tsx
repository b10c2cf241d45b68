import { useQuery } from "@tanstack/react-query";
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { type Figure, figuresQuery } from "@/api/figures";
import { useToday } from "@/api/installation";
import { useSession } from "@/auth/session";
import { PageHeader } from "@/components/layout/page-header";
import { PastDay } from "@/components/past-day";
import { Empty, Note, ProblemNote, Skeleton } from "@/components/states";
import { currentLanguage } from "@/lib/language";
import type { Figures } from "./api";
import styles from "./board-page.module.css";
import { type BoardSearch, drillPath, isVillage, parseSearch, writeSearch } from "./board-search";
import { DrillColumns } from "./drill-columns";
import { FigureCells } from "./figure-cells";
import { Meaning } from "./meaning";
import { RegionsTable } from "./regions-table";
import { TileMap } from "./tile-map";
import { useBelow } from "./use-below";

/** "Are we on course, and where not?" The figures of one's region, those of the regions below, down to the rows. */
export function BoardPage() {
  const { t } = useTranslation("board");
  const { post } = useSession();
  const place = useBoardPlace();
  const { search } = place;
  const region = post?.region_key ?? "";
  const figures = useQuery(figuresQuery({ region, ...(search.asOf && { as_of: search.asOf }) }));
  return (
    <>
      <PageHeader
        title={t("title")}
        scope={<Levels own={region} name={post?.region_name ?? ""} search={search} />}
        actions={<DayChoice day={search.asOf} onChoose={(asOf) => place.go({ asOf, row: "" })} />}
      />
      {search.asOf && <PastDay day={search.asOf} today={writeSearch({ ...search, asOf: "", row: "" })} />}
      <div className={search.asOf ? styles.past : undefined}>
        {figures.isError ? (
          <ProblemNote problem={figures.error} onRetry={() => figures.refetch()} />
        ) : !figures.data ? (
          <Skeleton rows={8} rowHeight={56} />
        ) : (
          <Board figures={figures.data} place={place} onRetry={() => figures.refetch()} />
        )}
      </div>
    </>
  );
}

interface BoardProps {
  figures: Figures;
  place: BoardPlace;
  onRetry: () => void;
}

function Board({ figures, place, onRetry }: BoardProps) {
  const { t } = useTranslation("board");
  const { search } = place;
  const chosen = figures.items.find((figure) => figure.key === search.figure) ?? figures.items[0];
  return (
    <>
      {figures.problems.map((problem) => (
        <OwnerProblem key={problem.owner} problem={problem} onRetry={onRetry} />
      ))}
      {chosen ? (
        <>
          <FigureCells figures={figures.items} chosen={chosen.key} search={search} />
          <Below figures={figures.items} chosen={chosen} place={place} />
        </>
      ) : (
        <div className="card">
          <Empty fact={t("none")} next={t("none-why")} />
        </div>
      )}
    </>
  );
}

/** What stands below the figures: the regions side by side, their map, what is meant, and the way down. */
function Below({ figures, chosen, place }: { figures: Figure[]; chosen: Figure; place: BoardPlace }) {
  const { search } = place;
  const below = useBelow(figures, chosen, search.asOf);
  return (
    <>
      {!isVillage(chosen.region) && (
        <div className={styles.panels}>
          <RegionsTable below={below} search={search} onSort={(sort) => place.go({ sort })} />
          <TileMap below={below} search={search} />
          <Meaning figure={chosen} />
        </div>
      )}
      <DrillColumns
        figure={chosen}
        path={drillPath(chosen.region, search.at)}
        search={search}
        onGo={place.go}
      />
      {isVillage(chosen.region) && <Meaning figure={chosen} />}
    </>
  );
}

function OwnerProblem({ problem, onRetry }: { problem: Figures["problems"][number]; onRetry: () => void }) {
  const { t } = useTranslation("common");
  const language = currentLanguage();
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
        {problem.todo[language]}
      </Note>
    </div>
  );
}

function Levels({ own, name, search }: { own: string; name: string; search: BoardSearch }) {
  const { t } = useTranslation("board");
  const levels = { 4: "county", 6: "township", 9: "village", 12: "household" } as const;
  const rest = ([4, 6, 9, 12] as const).filter((length) => length >= own.length);
  return (
    <span>
      <Link to={writeSearch({ ...search, at: "", row: "" })} className={styles.own}>
        {name}
      </Link>
      {rest.map((length) => (
        <span key={length}> › {t(`level.${levels[length]}`)}</span>
      ))}
    </span>
  );
}

function DayChoice({ day, onChoose }: { day: string; onChoose: (day: string) => void }) {
  const { t } = useTranslation("board");
  const today = useToday();
  const shown = day || today;
  return (
    <span className={styles.day}>
      <label htmlFor="board-day">{t("as-of")}</label>
      <DatePicker
        id="board-day"
        allowClear={false}
        value={shown ? dayjs(shown) : null}
        disabledDate={(date) => Boolean(today && date.format("YYYY-MM-DD") > today)}
        onChange={(date) => {
          const chosen = date?.format("YYYY-MM-DD") ?? "";
          onChoose(chosen === today ? "" : chosen);
        }}
      />
      <span>{t("known-today")}</span>
    </span>
  );
}

export interface BoardPlace {
  search: BoardSearch;
  go: (change: Partial<BoardSearch>) => void;
}

/** Where on the board: all of it stands in the address, so that it can be sent on and gone back to. */
function useBoardPlace(): BoardPlace {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const search = parseSearch(params);
  return { search, go: (change) => navigate(writeSearch({ ...search, ...change }) || "?") };
}
