"""What the registry tells the others of a household: nothing protected, all that a projection needs."""

from collections.abc import Sequence
from uuid import UUID

from asyncpg import Record
from sqlalchemy import Uuid, any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from kit.db import Prepared, WriteTx
from kit.feeds.event import Event

from .card_models import household_card as card

TYPE = "registry.household.changed"
VERSION = 1

COLUMNS = (
    card.c.household_id,
    card.c.region_key,
    card.c.official_no,
    card.c.head_name,
    card.c.standing,
    card.c.poverty_status,
    card.c.persons,
    (card.c.disabled_persons > 0).label("disabled"),
    card.c.voided,
)
"""The event's data, read from the card; the snapshot for newcomers reads the same columns."""

_CHANGED = Prepared(
    select(*COLUMNS)
    .where(card.c.household_id == any_(bindparam("ids", type_=ARRAY(Uuid))))
    .order_by(card.c.household_id)
)


async def announce(tx: WriteTx, ids: Sequence[UUID]) -> None:
    """Emit `registry.household.changed` for these households, as they stand in this transaction."""
    for row in await tx.all(_CHANGED, ids=list(ids)):
        tx.emit(changed(row))


def changed(row: Record) -> Event:
    """The event of one household from its card."""
    return Event(
        type=TYPE,
        version=VERSION,
        subject=row["household_id"],
        region_key=row["region_key"],
        data={
            "official_no": row["official_no"],
            "head_name": row["head_name"],
            "region_key": row["region_key"],
            "standing": row["standing"],
            "poverty_status": row["poverty_status"],
            "persons": row["persons"],
            "disabled": row["disabled"],
            "voided": row["voided"],
        },
    )
