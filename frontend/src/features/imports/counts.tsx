import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { RuledCells } from "@/components/ruled-cells";
import { Note, ProblemNote } from "@/components/states";
import { count } from "@/lib/format";
import { downloadErrors, type RosterImport, useImportDeed } from "./api";
import styles from "./counts.module.css";
import type { Filter } from "./preview";

/** What will become of the households of the file, and the button that makes it so. */
export function Counts({ roster }: { roster: RosterImport }) {
  const { t } = useTranslation("imports");
  const { counts, status } = roster;
  const errors = counts.errors ?? 0;
  const written = counts.written ?? 0;
  const commit = useImportDeed(roster.id, "commit");
  const discard = useImportDeed(roster.id, "cancel");
  const book = useMutation({ mutationFn: () => downloadErrors(roster.id) });
  const problem = commit.error ?? discard.error ?? book.error;
  return (
    <>
      {problem && <ProblemNote problem={problem} kept={t("kept")} />}
      <RuledCells label={t("counts.label")}>
        {written > 0 && (
          <Cell filter="written" sign="✓" households={written} persons={counts.written_persons ?? 0} />
        )}
        {(written === 0 || (counts.create ?? 0) > 0) && (
          <Cell
            filter="create"
            sign="+"
            households={counts.create ?? 0}
            persons={counts.create_persons ?? 0}
          />
        )}
        <Cell filter="differs" sign="~" households={counts.differs ?? 0} places={counts.differs_cells ?? 0} />
        <Cell
          filter="unchanged"
          sign="="
          households={counts.unchanged ?? 0}
          persons={counts.unchanged_persons ?? 0}
        />
        <Cell
          filter="error"
          sign="×"
          households={errors}
          places={counts.error_cells ?? 0}
          isBad={errors > 0}
        />
        <div className={styles.actions}>
          {errors > 0 && (
            <Button loading={book.isPending} onClick={() => book.mutate()}>
              {t("errors-book")}
            </Button>
          )}
          {status === "preview" && (
            <>
              <Button type="text" loading={discard.isPending} onClick={() => discard.mutate(status)}>
                {t("discard")}
              </Button>
              <Button
                type="primary"
                disabled={!counts.create}
                loading={commit.isPending}
                onClick={() => commit.mutate(status)}
              >
                {t("commit", { count: counts.create ?? 0, shown: count(counts.create ?? 0) })}
              </Button>
            </>
          )}
        </div>
      </RuledCells>
      {status === "preview" && !counts.create && (
        <Note tone="plain" title={t("nothing-new")}>
          {t(errors > 0 ? "nothing-new-errors" : "nothing-new-why")}
        </Note>
      )}
    </>
  );
}

interface CellProps {
  filter: Exclude<Filter, "all">;
  sign: string;
  households: number;
  /** What the households hold: persons, or places that differ or are wrong. */
  persons?: number;
  places?: number;
  isBad?: boolean;
}

/** The whole cell shows its rows in the grid. */
function Cell({ filter, sign, households, persons, places, isBad = false }: CellProps) {
  const { t } = useTranslation("imports");
  return (
    <Link to={`?show=${filter}`} replace className={`${styles.cell} ${isBad ? styles.bad : ""}`}>
      <span className={styles.label}>
        <span aria-hidden="true">{sign}</span> {t(`counts.${filter}`)}
      </span>
      <span>
        <b className="song">{count(households)}</b>
        <span className={styles.more}>
          {t("counts.households", { count: households })}{" "}
          {persons !== undefined && t("counts.persons", { count: persons, shown: count(persons) })}
          {places !== undefined && t("counts.places", { count: places, shown: count(places) })}
        </span>
      </span>
    </Link>
  );
}
