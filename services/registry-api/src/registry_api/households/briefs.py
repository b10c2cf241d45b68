"""A word on each household or person that a figure's row counts, as far as the caller may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Uuid, any_, bindparam, select, union_all
from sqlalchemy.dialects.postgresql import ARRAY

from kit import masks
from kit.counted import Row
from kit.db import Prepared, Tx

from .card_models import household_card as card
from .models import member

_IDS = bindparam("ids", type_=ARRAY(Uuid))
# A person may have left the household since; the row is still theirs.
_BRIEFS = Prepared(
    union_all(
        select(
            card.c.household_id.label("subject"), card.c.official_no, card.c.head_name.label("name")
        ).where(card.c.household_id == any_(_IDS)),
        select(member.c.person_id.label("subject"), card.c.official_no, member.c.name)
        .join(card, card.c.household_id == member.c.household_id)
        .where(member.c.household_id == any_(_IDS)),
    )
)


@dataclass(frozen=True, slots=True)
class Brief:
    """The household's number and the masked name of its head or of the person counted."""

    official_no: str
    name: str | None


async def of(tx: Tx, rows: Sequence[Row]) -> dict[UUID, Brief]:
    """Briefs by subject, of those whose household is in scope."""
    found = await tx.all(_BRIEFS, ids=list({row.household_id for row in rows}))
    return {
        row["subject"]: Brief(row["official_no"], row["name"] and masks.name(row["name"])) for row in found
    }
