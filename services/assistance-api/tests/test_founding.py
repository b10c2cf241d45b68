import asyncio

import asyncpg

from assistance_api.founding import NUMBERS
from kit import founding
from kit.db import Database
from tests.plugins.cluster import FreshDatabase


async def test_starts_at_once_find_each_number_once(db: Database, dsns: FreshDatabase) -> None:
    await asyncio.gather(*(founding.ensure(db, "1310", NUMBERS) for _ in range(4)))
    admin = await asyncpg.connect(dsns.admin)
    try:
        rows = await admin.fetch("select key, count(*) as n from parameter group by key")
        entries = await admin.fetchval("select count(*) from journal where operation = 'parameter.found'")
    finally:
        await admin.close()
    assert {row["key"]: row["n"] for row in rows} == {
        "goslings_per_household_year": 1,
        "handover_grace_days": 1,
    }
    assert entries == 2
