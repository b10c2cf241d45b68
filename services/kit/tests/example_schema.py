"""The example's database, as its first migration would make it."""

import asyncpg

from kit import ddl
from kit.provision import OWN_SCHEMA
from services.kit.tests.example import SERVICE, TABLES, home, person, stay
from services.kit.tests.example_figures import FACTS, INDICATORS


async def fill(owner_dsn: str) -> None:
    """The example's schema in an empty database."""
    conn = await asyncpg.connect(owner_dsn)
    try:
        async with conn.transaction():
            for statement in (*OWN_SCHEMA, *statements()):
                await conn.execute(statement)
    finally:
        await conn.close()


def statements() -> list[str]:
    """What the example's first migration runs."""
    found = ddl.kit_tables(SERVICE)
    for table in TABLES:
        found += [*ddl.create(table), *ddl.secure(table), *ddl.versioned(table)]
    return [*found, *ddl.history(home, (home, stay, person)), *ddl.counted(FACTS, INDICATORS)]
