"""SQL that reads the projection."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from asyncpg import Record
from sqlalchemy import Date, Select, Text, Uuid, any_, bindparam, case, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY

from assistance_api.households.models import household
from assistance_api.households.rules import SOURCE
from kit.db import Prepared, Tx
from kit.region_keys import span
from kit.system import region_name

_NAME = region_name.c
_VILLAGE = (
    select(_NAME.short)
    .where(
        _NAME.region_key == household.c.region_key,
        _NAME.valid_from <= bindparam("day", type_=Date),
        or_(_NAME.valid_to.is_(None), _NAME.valid_to > bindparam("day", type_=Date)),
    )
    .scalar_subquery()
    .label("village")
)
"""What people call the village on a day."""

_HOUSEHOLD = select(household, _VILLAGE)
_BY_ID = Prepared(_HOUSEHOLD.where(household.c.id == bindparam("household_id")))
_BY_IDS = Prepared(_HOUSEHOLD.where(household.c.id == any_(bindparam("ids", type_=ARRAY(Uuid)))))
_STANDING = Prepared(select(func.feed_standing(SOURCE)))
RANKS = (0, 1)
"""Order within a village: households with a disabled member before the others."""

_RANK = case((household.c.disabled, RANKS[0]), else_=RANKS[1])


@dataclass(frozen=True)
class Place:
    """Where a page of the list ended."""

    region_key: str
    rank: int
    official_no: str


async def by_id(tx: Tx, household_id: UUID) -> Record | None:
    """The household, or None where there is none within the scope."""
    return await tx.first(_BY_ID, household_id=household_id, day=tx.today)


async def by_ids(tx: Tx, ids: Sequence[UUID]) -> list[Record]:
    """Those of the households that are within the scope, in no order."""
    return await tx.all(_BY_IDS, ids=list(ids), day=tx.today)


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
    query: Select[Any] = _HOUSEHOLD.add_columns(_RANK.label("rank")).where(
        c.region_key >= lo,
        c.region_key < hi,
        ~c.voided,
        ~c.ended,
        c.standing == any_(bindparam("standings", type_=ARRAY(Text))),
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
    return await tx.all(
        query.order_by(c.region_key, _RANK, c.official_no).limit(limit),
        standings=list(standings),
        day=tx.today,
    )
