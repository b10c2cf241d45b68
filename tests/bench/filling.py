"""Fills the bench's registry by the registry's own way in, so that cards, claims and figures are right."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import asyncpg

from kit.crypto import Keyring
from kit.db import Database, Scope
from kit.journal import JournalEntry
from kit.settings import Settings
from registry_api.households import bulk
from registry_api.households.drafts import HouseholdDraft
from tests.bench.installation import CITY

# As the import does: one transaction's rows are made while PostgreSQL counts the other's.
_LANES = 2
BARE_SCHEMA = Path(__file__).with_name("bare.sql")


async def villages(admin: str) -> list[str]:
    """Keys of all villages of the city."""
    conn = await asyncpg.connect(admin)
    try:
        rows = await conn.fetch("select region_key from region where level = 'village' order by region_key")
    finally:
        await conn.close()
    return [row["region_key"] for row in rows]


async def put_on_file(settings: Settings, drafts: Sequence[HouseholdDraft]) -> None:
    """Register the families, two hundred a transaction."""
    keyring = Keyring.load_or_create(settings.keyring)
    batches = iter(
        [drafts[start : start + bulk.MOST_AT_ONCE] for start in range(0, len(drafts), bulk.MOST_AT_ONCE)]
    )
    db = await Database.open(settings.app_dsn, size=_LANES)

    async def lane() -> None:
        for batch in batches:
            async with db.write(Scope.of_region(CITY), JournalEntry(operation="bench.fill")) as tx:
                outcomes = await bulk.register_many(tx, keyring, batch)
            if any(outcome.refused for outcome in outcomes):
                raise ValueError("the registry refuses a family of the bench")

    try:
        await asyncio.gather(*(lane() for _ in range(_LANES)))
    finally:
        await db.close()


async def settle(admin: str) -> None:
    """Make the bare copies of the tables, and let the planner know what is there."""
    conn = await asyncpg.connect(admin)
    try:
        await conn.execute(BARE_SCHEMA.read_text(encoding="utf-8"))
        await conn.execute("vacuum analyze")
    finally:
        await conn.close()
