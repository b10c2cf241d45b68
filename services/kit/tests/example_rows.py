"""Rows of the example service, made the way a service would."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, update

from kit.db import Database, Prepared, Scope, WriteTx
from kit.ids import uuid7
from kit.journal import JournalEntry
from services.kit.tests.example import home, person, stay

CITY = "1310"
COUNTY = "131025"
TOWNSHIP = "131025102"
VILLAGE = "131025102236"
SIBLING_VILLAGE = "131025102237"
SIBLING_COUNTY = "131026"
FAR_VILLAGE = "131026103201"

WHOLE = Scope.of_region(CITY)
FIRST_DAY = date(2018, 1, 1)

_ADD_HOME = Prepared(
    insert(home).values(
        id=bindparam("id"),
        region_key=bindparam("region_key"),
        number=bindparam("number"),
        phone="13800000000",
    )
)


@dataclass(frozen=True)
class Home:
    """An example household and the persons in it."""

    id: UUID
    village: str
    persons: tuple[UUID, ...]


def entry(operation: str = "home.create") -> JournalEntry:
    """A journal entry of a test."""
    return JournalEntry(operation=operation)


async def add_home(tx: WriteTx, village: str, *, persons: int = 0, able: bool = True) -> Home:
    """A home that stays in `village` from FIRST_DAY on, with persons of one pair each."""
    household_id = uuid7()
    await tx.run(_ADD_HOME, id=household_id, region_key=village, number=str(household_id))
    await tx.run(
        insert(stay).values(
            household_id=household_id, id=uuid7(), region_key=village, village=village, valid_from=FIRST_DAY
        )
    )
    made = Home(household_id, village, tuple(uuid7() for _ in range(persons)))
    for person_id in made.persons:
        await add_person(tx, made, person_id, able=able)
    return made


async def add_person(
    tx: WriteTx, made: Home, person_id: UUID | None = None, *, since: date = FIRST_DAY, **values: Any
) -> None:
    """A person of one pair who is able, unless `values` say otherwise."""
    await tx.run(
        insert(person).values(
            household_id=made.id,
            id=uuid7(),
            region_key=made.village,
            person_id=person_id or uuid7(),
            name="测试",
            valid_from=since,
            **{"able": True, "pairs": 1, **values},
        )
    )


async def new_home(db: Database, village: str = VILLAGE, *, persons: int = 0) -> Home:
    """A home in a transaction of its own."""
    async with db.write(WHOLE, entry()) as tx:
        return await add_home(tx, village, persons=persons)


async def set_phone(tx: WriteTx, household_id: UUID, phone: str) -> int:
    """Change one field; returns how many rows that touched."""
    return await tx.run(update(home).where(home.c.id == household_id).values(phone=phone))
