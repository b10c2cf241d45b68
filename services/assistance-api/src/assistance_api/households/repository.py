"""SQL of the projection."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from asyncpg import Record
from sqlalchemy import Select, Uuid, any_, bindparam, case, column, func, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert

from assistance_api.households.models import household
from assistance_api.households.rules import SOURCE
from kit.db import Prepared, Tx, WriteTx
from kit.region_keys import span

_TOLD_COLUMNS = [c.name for c in household.c if c.name not in {"ended", "j"}]
_BY_ID = Prepared(select(household).where(household.c.id == bindparam("household_id")))
_BY_IDS = Prepared(select(household).where(household.c.id == any_(bindparam("ids", type_=ARRAY(Uuid)))))
_STANDING = Prepared(select(func.feed_standing(SOURCE)))
_TOLD = (
    func.jsonb_to_recordset(bindparam("states", type_=JSONB))
    .table_valued(*(column(name, household.c[name].type) for name in _TOLD_COLUMNS), name="told")
    .render_derived(with_types=True)
)
_NEW = insert(household).from_select(_TOLD_COLUMNS, select(_TOLD))
_UPSERT = Prepared(
    _NEW.on_conflict_do_update(
        index_elements=[household.c.id],
        set_={
            # The region is not among them: a move is the mover's, never a side effect of news.
            **{name: _NEW.excluded[name] for name in _TOLD_COLUMNS if name not in {"id", "region_key"}},
            "ended": False,
        },
        where=household.c.source_position < _NEW.excluded.source_position,
    )
)
_RANK = case((household.c.disabled, 0), else_=1)


@dataclass(frozen=True)
class Place:
    """Where a page of the list ended."""

    region_key: str
    rank: int
    official_no: str


async def by_id(tx: Tx, household_id: UUID) -> Record | None:
    """The household, or None where there is none within the scope."""
    return await tx.first(_BY_ID, household_id=household_id)


async def by_ids(tx: Tx, ids: Sequence[UUID]) -> list[Record]:
    """Those of the households that are within the scope, in no order."""
    return await tx.all(_BY_IDS, ids=list(ids))


async def standing(tx: Tx) -> int | None:
    """The position in the registry's journal that the projection has reached; None before it is whole."""
    position: int | None = await tx.value(_STANDING)
    return position


async def page(
    tx: Tx,
    *,
    region: str,
    standings: Sequence[str],
    disabled: bool | None,
    words: str | None,
    after: Place | None,
    limit: int,
) -> list[Record]:
    """Households that stand, by village, those with a disabled member first, then by official number."""
    lo, hi = span(region)
    c = household.c
    query: Select[Any] = select(household, _RANK.label("rank")).where(
        c.region_key >= lo, c.region_key < hi, ~c.voided, ~c.ended, c.standing.in_(standings)
    )
    if disabled is not None:
        query = query.where(c.disabled == disabled)
    if words:
        query = query.where(c.head_name.contains(words, autoescape=True) | (c.official_no == words))
    if after is not None:
        query = query.where(
            tuple_(c.region_key, _RANK, c.official_no)
            > tuple_(after.region_key, after.rank, after.official_no)
        )
    return await tx.all(query.order_by(c.region_key, _RANK, c.official_no).limit(limit))


async def upsert(tx: WriteTx, states: Sequence[dict[str, Any]]) -> int:
    """Insert or renew the rows whose state is newer than what is on file; returns how many."""
    return await tx.run(_UPSERT, states=states) if states else 0
