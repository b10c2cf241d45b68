"""SQL of the yearly account."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Uuid, any_, bindparam, select, update
from sqlalchemy.dialects.postgresql import ARRAY, insert

from assistance_api.geese_years.models import goose_year
from kit.db import Prepared, Tx, WriteTx
from kit.ids import uuid7

_NEW = insert(goose_year).values(
    household_id=bindparam("household_id"),
    id=bindparam("id"),
    region_key=bindparam("region_key"),
    year=bindparam("year"),
    allowed=bindparam("allowed"),
    given=bindparam("alive"),
)
_SUM = goose_year.c.given + _NEW.excluded.given
# One statement takes the row's lock, reads what is committed, and adds only what still fits.
_TAKE = Prepared(
    _NEW.on_conflict_do_update(
        index_elements=[goose_year.c.household_id, goose_year.c.year],
        set_={"given": _SUM, "allowed": _NEW.excluded.allowed},
        where=_NEW.excluded.allowed >= _SUM,
    ).returning(goose_year.c.given)
)
_GIVE_BACK = Prepared(
    update(goose_year)
    .where(
        goose_year.c.household_id == bindparam("of_household"),
        goose_year.c.year == bindparam("in_year"),
    )
    .values(given=goose_year.c.given - bindparam("alive"))
)
_GIVEN = Prepared(
    select(goose_year.c.household_id, goose_year.c.given).where(
        goose_year.c.household_id == any_(bindparam("households", type_=ARRAY(Uuid))),
        goose_year.c.year == bindparam("in_year"),
    )
)


async def take(
    tx: WriteTx, *, household_id: UUID, region_key: str, year: int, allowed: int, alive: int
) -> bool:
    """Add ``alive`` goslings to the household's year; False, and nothing changed, where they do not fit.

    The caller sees to it that ``alive`` alone does not exceed ``allowed``.
    """
    taken = await tx.value(
        _TAKE,
        household_id=household_id,
        id=uuid7(),
        region_key=region_key,
        year=year,
        allowed=allowed,
        alive=alive,
    )
    return taken is not None


async def give_back(tx: WriteTx, *, household_id: UUID, year: int, alive: int) -> None:
    """Take ``alive`` goslings off the household's year."""
    await tx.run(_GIVE_BACK, of_household=household_id, in_year=year, alive=alive)


async def given(tx: Tx, household_ids: Sequence[UUID], year: int) -> dict[UUID, int]:
    """What each household was given in the year; one without a row was given none and is left out."""
    rows = await tx.all(_GIVEN, households=list(household_ids), in_year=year)
    return {row["household_id"]: row["given"] for row in rows}
