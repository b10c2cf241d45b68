"""The one statement a service has for its figures, generated from facts and branches."""

from collections.abc import Sequence
from typing import Final

from kit.counted.indicator import Facts, Indicator

COLUMNS: Final = ("indicator", "subject", "household_id", "village", "n", "d", "valid_from", "valid_to")


class Statement:
    """Generates SQL in which `ids` and `mask` stand for an array of households and the indicators due."""

    def __init__(self, facts: Facts, indicators: Sequence[Indicator], *, ids: str, mask: str) -> None:
        self._facts = facts
        self._indicators = indicators
        self._ids = ids
        self._mask = mask

    def wanted(self) -> str:
        """CTEs: the facts, then `wanted`, the rows that the households have by what is on record."""
        facts = [
            f"{name} as materialized ({sql.replace('any(ids)', f'any({self._ids})')})"
            for name, sql in self._facts.ctes.items()
        ]
        branches = " union all ".join(
            self._branch(bit, indicator, branch.sql)
            for bit, indicator in enumerate(self._indicators)
            for branch in indicator.branches
        )
        return ",\n".join([*facts, f"wanted as materialized ({branches})"])

    def live(self) -> str:
        """CTE `live`: the rows that are counted for the households."""
        due = ", ".join(
            f"case when {self._due(bit)} then {indicator.number} end"
            for bit, indicator in enumerate(self._indicators)
        )
        return (
            f"live as materialized (select ctid as t, {', '.join(COLUMNS)} from counted "
            f"where j_end is null and household_id = any({self._ids}) "
            f"and indicator = any(array_remove(array[{due}], null)::smallint[]))"
        )

    def difference(self) -> str:
        """CTE `diff`: rows of one side alone; `t` is the place of a counted row that is to end."""
        both = " and ".join(f"live.{column} = wanted.{column}" for column in COLUMNS)
        columns = ", ".join(f"coalesce(wanted.{column}, live.{column}) as {column}" for column in COLUMNS)
        return (
            f"diff as materialized (select live.t, {columns} from wanted full join live on {both} "
            "where live.t is null or wanted.subject is null)"
        )

    def flush(self, entry: str) -> str:
        """The whole statement: what differs is ended and begun by the journal id `entry`."""
        names = ", ".join(COLUMNS)
        return f"""
with {self.wanted()},
{self.live()},
{self.difference()},
gone as (
  update counted c set j_end = {entry} from diff where diff.t is not null and c.ctid = diff.t returning 1
)
-- Reading `gone` puts the updates first: else an insert may meet the unique index.
insert into counted ({names}, j)
select {", ".join(f"diff.{column}" for column in COLUMNS)}, {entry}
from diff, (select count(*) from gone) ended
where diff.t is null"""

    def _due(self, bit: int) -> str:
        return f"({self._mask} & {1 << bit}) <> 0"

    def _branch(self, bit: int, indicator: Indicator, sql: str) -> str:
        return (
            f"select {indicator.number}::smallint as indicator, b.subject, b.household_id, "
            'b.village collate "C" as village, b.n::integer as n, b.d::integer as d, '
            "coalesce(lower(r), '-infinity') as valid_from, coalesce(upper(r), 'infinity') as valid_to "
            f"from ({sql}) b, unnest(b.days) r where {self._due(bit)}"
        )
