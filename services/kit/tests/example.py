"""A small example service, for the tests of the kit: homes, their people, notes to regions."""

import asyncpg
from sqlalchemy import Boolean, Date, Index, Integer, Text, Uuid

from kit import ddl
from kit.tables import (
    addressed,
    household_child,
    household_root,
    new_metadata,
    personal,
    public,
    region_column,
)

SERVICE = "example"
metadata = new_metadata(SERVICE)

home = household_root("home", metadata, public("number", Text, unique=True), personal("phone", Text))

stay = household_child(
    "stay",
    metadata,
    home,
    region_column("village"),
    public("valid_from", Date),
    public("valid_to", Date, nullable=True),
)

person = household_child(
    "person",
    metadata,
    home,
    public("person_id", Uuid),
    personal("name", Text),
    public("able", Boolean),
    public("pairs", Integer),
    public("valid_from", Date),
    public("valid_to", Date, nullable=True),
    Index(None, "person_id"),
)

note = addressed("note", metadata, public("text", Text))

TABLES = (home, stay, person, note)


async def fill(owner_dsn: str) -> None:
    """The example's schema in an empty database."""
    conn = await asyncpg.connect(owner_dsn)
    try:
        async with conn.transaction():
            for statement in statements():
                await conn.execute(statement)
    finally:
        await conn.close()


def statements() -> list[str]:
    """What the example's first migration would run."""
    found = ddl.kit_tables(SERVICE)
    for table in TABLES:
        found += [*ddl.create(table), *ddl.secure(table), *ddl.versioned(table)]
    return found
