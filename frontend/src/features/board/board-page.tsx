import { useQuery } from "@tanstack/react-query";
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { type Figure, figuresQuery } from "@/api/figures";
import { useToday } from "@/api/installation";
import { useSession } from "@/auth/session";
import { PageHeader } from "@/components/layout/page-header";
import { PastDay } from "@/components/past-day";
import { Empty, ProblemNote, Skeleton } from "@/components/states";
import type { Figures } from "./api";
import styles from "./board-page.module.css";
import { type BoardSearch, drillPath, isVillage, parseSearch, writeSearch } from "./board-search";
import { DrillColumns } from "./drill-columns";
import { FigureCells } from "./figure-cells";
import { Levels } from "./levels";
import { Meaning } from "./meaning";
import { OwnerProblem } from "./owner-problem";
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
  const chosen = figures.data?.items.find((figure) => figure.key === search.figure) ?? figures.data?.items[0];
  return (
    <>
      <PageHeader
        title={t("title")}
        scope={<Levels own={region} name={post?.region_name ?? ""} figure={chosen?.key} search={search} />}
        actions={<DayChoice day={search.asOf} onChoose={(asOf) => place.go({ asOf, row: "" })} />}
      />
      {search.asOf && <PastDay day={search.asOf} today={writeSearch({ ...search, asOf: "", row: "" })} />}
      <div className={search.asOf ? styles.past : undefined}>
        {figures.isError ? (
          <ProblemNote problem={figures.error} onRetry={() => figures.refetch()} />
        ) : !figures.data ? (
          <Skeleton rows={8} rowHeight={56} />
        ) : (
          <Board figures={figures.data} chosen={chosen} place={place} onRetry={() => figures.refetch()} />
        )}
      </div>
    </>
  );
}

interface BoardProps {
  figures: Figures;
  chosen: Figure | undefined;
  place: BoardPlace;
  onRetry: () => void;
}

function Board({ figures, chosen, place, onRetry }: BoardProps) {
  const { t } = useTranslation("board");
  const { search } = place;
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
  const down = (
    <DrillColumns
      figure={chosen}
      path={drillPath(chosen.region, search.at)}
      search={search}
      onGo={place.go}
    />
  );
  if (isVillage(chosen.region)) {
    return (
      <div className={styles.village}>
        {down}
        <Meaning figure={chosen} />
      </div>
    );
  }
  return (
    <>
      <div className={styles.panels}>
        <RegionsTable below={below} search={search} onSort={(sort) => place.go({ sort })} />
        <TileMap below={below} search={search} />
        <Meaning figure={chosen} />
      </div>
      {down}
    </>
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
