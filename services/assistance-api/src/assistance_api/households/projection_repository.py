"""SQL that keeps the projection: the worker's alone."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, column, delete, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.elements import ColumnElement

from assistance_api.households.models import household, household_shadow
from kit.db import Prepared, WriteTx

_STATE = [c.name for c in household.c if c.name not in {"ended", "j"}]
# The region is not among them: a move is the mover's, never a side effect of news.
_RENEWED = [name for name in _STATE if name not in {"id", "region_key"}]
_TOLD_OF = [name for name in _RENEWED if name != "source_position"]


def _renew(states: Any, where: Callable[[Any], ColumnElement[bool]]) -> Prepared:
    """Insert the states of a JSON array; renew those on file that `where`, given the new row, holds for."""
    columns = (column(name, household.c[name].type) for name in _STATE)
    told = func.jsonb_to_recordset(states).table_valued(*columns).render_derived("told", with_types=True)
    new = postgresql.insert(household).from_select(_STATE, select(told))
    return Prepared(
        new.on_conflict_do_update(
            index_elements=[household.c.id],
            set_={**{name: new.excluded[name] for name in _RENEWED}, "ended": False},
            where=where(new.excluded),
        )
    )


_OF_RUN = household_shadow.c.run == bindparam("of_run")
_UPSERT = _renew(
    bindparam("states", type_=JSONB),
    lambda new: household.c.source_position < new.source_position,
)
_TAKE_OVER = _renew(
    select(func.jsonb_agg(household_shadow.c.state)).where(_OF_RUN).scalar_subquery(),
    lambda new: or_(household.c.ended, *(household.c[name].is_distinct_from(new[name]) for name in _TOLD_OF)),
)
_LAY_BESIDE = Prepared(
    postgresql.insert(household_shadow)
    .values(run=bindparam("run"), id=bindparam("id"), state=bindparam("state"))
    .on_conflict_do_nothing()
)
_END_ABSENT = Prepared(
    update(household)
    .where(
        ~household.c.ended,
        ~exists().where(household_shadow.c.id == household.c.id, _OF_RUN),
    )
    .values(ended=True)
)
_EMPTY = Prepared(delete(household_shadow))


async def upsert(tx: WriteTx, states: Sequence[dict[str, Any]]) -> int:
    """Insert or renew the rows whose state is newer than what is on file; returns how many."""
    return await tx.run(_UPSERT, states=states) if states else 0


async def lay_beside(tx: WriteTx, run: UUID, states: Sequence[dict[str, Any]]) -> None:
    """Keep a page of the snapshot `run` until it is whole."""
    await tx.many(_LAY_BESIDE, ({"run": run, "id": state["id"], "state": state} for state in states))


async def take_over(tx: WriteTx, run: UUID) -> int:
    """Insert or renew the rows that differ from the snapshot; returns how many."""
    return await tx.run(_TAKE_OVER, of_run=run)


async def end_absent(tx: WriteTx, run: UUID) -> int:
    """Mark as ended the rows that the snapshot does not name; returns how many."""
    return await tx.run(_END_ABSENT, of_run=run)


async def empty(tx: WriteTx) -> None:
    """Remove what was kept of snapshots, broken-off ones included."""
    await tx.run(_EMPTY)
