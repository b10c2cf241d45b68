"""The regions of 2018 in a database: loaded once, listed in order, found, called by their names."""

import csv
from collections import Counter
from collections.abc import AsyncIterator
from datetime import date
from importlib.resources import files

import asyncpg
import pytest
import pytest_asyncio

from kit import region_keys, regions
from kit.clock import FixedClock
from kit.db import Database
from services.kit.tests.example import SERVICE
from services.kit.tests.example_rows import CITY, COUNTY, TOWNSHIP, VILLAGE, WHOLE
from tests.plugins.cluster import DatabaseMaker, FreshDatabase
from tests.plugins.server import run

DAY = date(2018, 3, 1)


@pytest.fixture(scope="module")
def loaded(module_database: DatabaseMaker) -> FreshDatabase:
    """A database with the shipped regions, loaded twice."""
    dsns = module_database(SERVICE)
    run(regions.load_shipped(dsns.owner))
    run(regions.load_shipped(dsns.owner))
    return dsns


@pytest_asyncio.fixture
async def db(loaded: FreshDatabase, clock: FixedClock) -> AsyncIterator[Database]:
    database = await Database.open(loaded.app, clock=clock)
    yield database
    await database.close()


async def test_counties_come_in_customary_order(db: Database) -> None:
    async with db.read(WHOLE) as tx:
        below = await regions.children(tx, CITY, DAY)
    assert [region.short[:2] for region in below] == [
        "三河", "大厂", "香河", "广阳", "安次", "固安", "永清", "霸州", "文安", "大城", "廊坊"
    ]  # fmt: skip


async def test_path_leads_from_the_county(db: Database) -> None:
    async with db.read(WHOLE) as tx:
        village = await regions.find(tx, VILLAGE, DAY)
        city = await regions.find(tx, CITY, DAY)
    assert village is not None
    assert village.path == ("大城县", "大尚屯镇", "西窨子头村")
    assert city is not None
    assert city.path == ("廊坊市",)


@pytest.mark.parametrize("query", ["大城", "131025", "dacheng", "dcx", " 大 城 "])
async def test_search_by_name_code_pinyin_and_initials(db: Database, query: str) -> None:
    async with db.read(WHOLE) as tx:
        found = await regions.search(tx, query, CITY, DAY)
    assert found[0].key == COUNTY


async def test_search_stays_within_a_region(db: Database) -> None:
    async with db.read(WHOLE) as tx:
        found = await regions.search(tx, "庄", TOWNSHIP, DAY, limit=50)
    assert found
    assert all(region.key.startswith(TOWNSHIP) for region in found)


@pytest.mark.parametrize("query", ["%", "_", "\\", " "])
async def test_search_takes_no_wildcards(db: Database, query: str) -> None:
    async with db.read(WHOLE) as tx:
        assert await regions.search(tx, query, CITY, DAY) == []


async def test_all_regions_are_loaded_with_their_levels(loaded: FreshDatabase) -> None:
    conn = await asyncpg.connect(loaded.app)
    try:
        levels = Counter(row["level"] for row in await conn.fetch("select level from region"))
    finally:
        await conn.close()
    assert levels == {"city": 1, "county": 11, "township": 119, "village": 3511}


async def test_every_village_is_found_by_the_names_of_its_path(db: Database) -> None:
    async with db.read(WHOLE) as tx:
        index = await regions.RegionIndex.load(tx, CITY, DAY)
    source = files("kit.regions") / "data" / "langfang-regions-2018.csv"
    rows = list(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))
    for row in rows:
        parent = region_keys.parent(row["code"]) or ""
        assert (
            index.resolve(row["name"], below=parent if row["level"] != "city" else "").key == row["code"]
        ), row


async def test_application_cannot_write_regions(db: Database) -> None:
    with pytest.raises(asyncpg.PostgresError):
        async with db.read(WHOLE) as tx:
            await tx.conn.execute("delete from region")


def test_list_with_an_orphan_is_refused() -> None:
    rows = [regions.RegionRow("1310", "市"), regions.RegionRow("131025102", "镇")]
    with pytest.raises(ValueError, match="parent"):
        run(regions.load(None, rows))
