"""SQL of the hand-overs."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from asyncpg import Record
from sqlalchemy import bindparam, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from assistance_api.handovers.models import gosling_handover
from kit.db import Prepared, Tx, WriteTx
from kit.region_keys import span

_SET_BY_OTHERS = {"j", "recorded_at", "voided_on", "void_reason", "voided_by", "voided_by_name"}
# Without naming the index: a client-made id that exists unseen is a conflict as silent as one in sight.
_ADD = Prepared(
    insert(gosling_handover)
    .values({c.name: bindparam(c.name) for c in gosling_handover.c if c.name not in _SET_BY_OTHERS})
    .on_conflict_do_nothing()
    .returning(*gosling_handover.c)
)
_BY_ID = Prepared(select(gosling_handover).where(gosling_handover.c.id == bindparam("handover_id")))
_AFTER_ID = Prepared(
    select(gosling_handover)
    .where(gosling_handover.c.id > bindparam("after_id"))
    .order_by(gosling_handover.c.id)
    .limit(bindparam("most"))
)
_FIRST = UUID(int=0)
_VOID = Prepared(
    update(gosling_handover)
    .where(gosling_handover.c.id == bindparam("handover_id"), gosling_handover.c.voided_on.is_(None))
    .values(
        voided_on=bindparam("day"),
        void_reason=bindparam("reason"),
        voided_by=bindparam("person"),
        voided_by_name=bindparam("name"),
    )
    .returning(*gosling_handover.c)
)


async def add(tx: WriteTx, values: dict[str, Any]) -> Record | None:
    """The new row, or None where its id is already taken, in sight or not."""
    return await tx.first(_ADD, **values)


async def by_id(tx: Tx, handover_id: UUID) -> Record | None:
    """The hand-over, or None where there is none within the scope."""
    return await tx.first(_BY_ID, handover_id=handover_id)


async def void(
    tx: WriteTx, handover_id: UUID, *, day: date, reason: str, person: UUID | None, name: str
) -> Record | None:
    """The voided row, or None where it does not stand (any more)."""
    return await tx.first(_VOID, handover_id=handover_id, day=day, reason=reason, person=person, name=name)


async def page(
    tx: Tx,
    *,
    region: str,
    household_id: UUID | None,
    year: int | None,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> list[Record]:
    """The last recorded first, at most ``limit``, after the given place; voided ones among them."""
    lo, hi = span(region)
    c = gosling_handover.c
    query = select(gosling_handover).where(c.region_key >= lo, c.region_key < hi)
    if household_id is not None:
        query = query.where(c.household_id == household_id)
    if year is not None:
        query = query.where(c.year == year)
    if after is not None:
        query = query.where(tuple_(c.recorded_at, c.id) < tuple_(*after))
    return await tx.all(query.order_by(c.recorded_at.desc(), c.id.desc()).limit(limit))


async def after_id(tx: Tx, after: UUID | None, most: int) -> list[Record]:
    """Hand-overs in the order of ids, at most ``most``, those after an id."""
    return await tx.all(_AFTER_ID, after_id=after or _FIRST, most=most)
