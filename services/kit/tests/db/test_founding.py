"""What an installation begins with is put on file once, and never over what officials set."""

import asyncio
from datetime import date

import asyncpg

from kit import founding, parameters
from kit.db import Database
from kit.founding import FoundingNumber, FoundingValue
from services.kit.tests.example_rows import CITY, WHOLE, entry
from tests.plugins.cluster import FreshDatabase

LINE = FoundingNumber(
    "line",
    (
        FoundingValue(date(2017, 1, 1), "10.00", "甲字1号"),
        FoundingValue(date(2018, 1, 1), "20.00", "乙字2号"),
    ),
)


async def value(db: Database, day: date) -> str:
    async with db.read(WHOLE) as tx:
        found: str = (await parameters.find(tx, "line", CITY, day)).value
        return found


async def test_each_value_holds_from_its_day(db: Database) -> None:
    await founding.ensure(db, CITY, [LINE])
    assert await value(db, date(2017, 12, 31)) == "10.00"
    assert await value(db, date(2018, 1, 1)) == "20.00"


async def test_starts_at_once_find_each_number_once(db: Database, dsns: FreshDatabase) -> None:
    await asyncio.gather(*(founding.ensure(db, CITY, [LINE]) for _ in range(4)))
    admin = await asyncpg.connect(dsns.admin)
    try:
        assert await admin.fetchval("select count(*) from parameter") == 2
        assert await admin.fetchval("select count(*) from journal") == 1
    finally:
        await admin.close()


async def test_what_officials_set_stays(db: Database) -> None:
    async with db.write(WHOLE, entry("parameter.put")) as tx:
        await parameters.put(tx, "line", CITY, date(2018, 6, 1), "30.00", "丙字3号")
    await founding.ensure(db, CITY, [LINE])
    assert await value(db, date(2018, 9, 1)) == "30.00"
