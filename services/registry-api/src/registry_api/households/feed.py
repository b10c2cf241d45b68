"""The registry's feed: events as they come, and all households as they stand for newcomers."""

from typing import Any
from uuid import UUID

from asyncpg import Record
from sqlalchemy import Integer, Uuid, bindparam, select

from kit.db import Prepared, Tx

from . import events
from .card_models import household_card as card

_FIRST = select(*events.COLUMNS).order_by(card.c.household_id).limit(bindparam("most", type_=Integer))
_FIRST_PAGE = Prepared(_FIRST)
_NEXT_PAGE = Prepared(_FIRST.where(card.c.household_id > bindparam("after", type_=Uuid)))


async def snapshot(tx: Tx, after: UUID | None, most: int) -> list[tuple[UUID, dict[str, Any]]]:
    """Households in scope after an id, voided ones too, each told as its event would tell it."""
    rows = (
        await tx.all(_FIRST_PAGE, most=most)
        if after is None
        else await tx.all(_NEXT_PAGE, most=most, after=after)
    )
    return [(row["household_id"], _item(row)) for row in rows]


def _item(row: Record) -> dict[str, Any]:
    event = events.changed(row)
    return {
        "type": event.type,
        "dataversion": event.version,
        "subject": str(event.subject),
        "region": event.region_key,
        "data": event.data,
    }
