"""A figure that was written past the counting is an alarm, and stays until an operator counts anew."""

import json
import logging
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import asyncpg
import pytest
import pytest_asyncio

from kit import counted
from kit.counted.nightly import Alarm, audit, until_night
from kit.counted.recount import refill
from kit.db import Database
from services.kit.tests.example_figures import INDICATORS, PERSONS
from services.kit.tests.example_rows import COUNTY, VILLAGE, WHOLE, new_home
from tests.plugins.cluster import FreshDatabase

DAY = date(2018, 3, 1)


@pytest_asyncio.fixture
async def worker(dsns: FreshDatabase) -> AsyncIterator[Database]:
    database = await Database.open(dsns.worker)
    yield database
    await database.close()


@pytest_asyncio.fixture
async def admin(dsns: FreshDatabase) -> AsyncIterator[asyncpg.Connection]:
    """The superuser, who writes past all counting."""
    conn = await asyncpg.connect(dsns.admin)
    yield conn
    await conn.close()


async def persons(db: Database) -> int | None:
    async with db.read(WHOLE) as tx:
        return (await counted.figures(tx, [PERSONS], COUNTY, DAY))[0].numerator


async def test_right_figures_are_no_alarm(db: Database, worker: Database, admin: asyncpg.Connection) -> None:
    await new_home(db, VILLAGE, persons=2)
    assert await audit(worker, INDICATORS) == []
    assert await admin.fetchval("select count(*) from journal where operation = 'figures.alarm'") == 0


async def test_a_difference_is_journalled_and_logged_and_stays_until_refilled(
    db: Database, worker: Database, admin: asyncpg.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    home = await new_home(db, VILLAGE, persons=2)
    await admin.execute(
        "delete from counted where indicator = $1 and subject = $2", PERSONS.number, home.persons[0]
    )
    wanted = Alarm(PERSONS.key, COUNTY, missing=1, surplus=0, villages=(VILLAGE,))
    with caplog.at_level(logging.ERROR):
        assert await audit(worker, INDICATORS) == [wanted]
    [record] = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert PERSONS.key in record.getMessage()
    assert COUNTY in record.getMessage()
    assert str(home.persons[0]) not in record.getMessage()
    [details] = await admin.fetch("select details from journal where operation = 'figures.alarm'")
    [told] = json.loads(details["details"])["alarms"]
    assert (told["indicator"], told["missing"], told["villages"]) == (PERSONS.key, 1, [VILLAGE])
    assert await persons(db) == 1
    await refill(worker)
    assert await persons(db) == 2
    assert await audit(worker, INDICATORS) == []


async def test_a_row_too_many_is_an_alarm(db: Database, worker: Database, admin: asyncpg.Connection) -> None:
    await new_home(db, VILLAGE, persons=1)
    await admin.execute(
        "insert into counted select indicator, gen_random_uuid(), household_id, village, n, d, valid_from, "
        "valid_to, j, j_end from counted where indicator = $1",
        PERSONS.number,
    )
    [alarm] = await audit(worker, INDICATORS)
    assert (alarm.missing, alarm.surplus) == (0, 1)


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (datetime(2026, 11, 23, 18, 0, tzinfo=UTC), 0.5),
        (datetime(2026, 11, 23, 18, 30, tzinfo=UTC), 24),
        (datetime(2026, 11, 23, 20, 30, tzinfo=UTC), 22),
    ],
)
def test_night_is_half_past_two_in_beijing(now: datetime, hours: float) -> None:
    assert until_night(now) == timedelta(hours=hours)
