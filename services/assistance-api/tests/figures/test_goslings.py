"""The goslings per household: what is counted, on which day, as known when."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date

import asyncpg
import pytest_asyncio

from assistance_api.figures.indicators import GOSLINGS_PER_HOUSEHOLD
from assistance_api.handovers.schemas import HandoverCreate, HandoverRead
from assistance_api.households.projection import State
from kit import counted, known, sequencer
from kit.clock import FixedClock
from kit.counted.recount import recount
from kit.db import Database, Scope
from kit.known import Known
from tests.plugins.cluster import FreshDatabase

PutHousehold = Callable[..., Awaitable[State]]
Form = Callable[..., Awaitable[HandoverCreate]]
Act = Callable[..., Awaitable[HandoverRead]]
Extreme = tuple[int | None, int | None]

CITY = Scope.of_region("1310")


@pytest_asyncio.fixture
async def worker(dsns: FreshDatabase) -> AsyncIterator[Database]:
    """The database as the worker process sees it."""
    database = await Database.open(dsns.worker)
    yield database
    await database.close()


async def _extreme(db: Database, day: date, region: str = "1310", at: Known | None = None) -> Extreme:
    async with db.read(CITY) as tx:
        (figure,) = await counted.figures(tx, [GOSLINGS_PER_HOUSEHOLD], region, day, at)
    return figure.least, figure.most


async def test_without_hand_overs_there_is_neither_least_nor_most(
    db: Database, put_household: PutHousehold
) -> None:
    await put_household()
    assert await _extreme(db, date(2018, 9, 27)) == (None, None)


async def test_a_household_counts_with_its_total_of_the_year_so_far(
    db: Database, put_household: PutHousehold, form: Form, record: Act
) -> None:
    one, two = await put_household(), await put_household()
    await record(await form(one, alive=97, handed_over_on="2018-03-20"))
    await record(await form(one, alive=3, handed_over_on="2018-04-02"))
    await record(await form(two, alive=40, handed_over_on="2018-04-02"))
    await record(await form(two, alive=20, handed_over_on="2018-04-02"))
    assert await _extreme(db, date(2018, 3, 19)) == (None, None)
    assert await _extreme(db, date(2018, 3, 20)) == (97, 97)
    assert await _extreme(db, date(2018, 4, 2)) == (60, 100)
    assert await _extreme(db, date(2018, 12, 31)) == (60, 100)


async def test_the_year_ends_and_the_next_begins_at_nothing(
    db: Database, clock: FixedClock, put_household: PutHousehold, form: Form, record: Act
) -> None:
    household = await put_household()
    await record(await form(household, alive=100))
    clock.day = date(2019, 3, 1)
    await record(await form(household, alive=10, handed_over_on="2019-03-01"))
    assert await _extreme(db, date(2018, 12, 31)) == (100, 100)
    assert await _extreme(db, date(2019, 1, 1)) == (None, None)
    assert await _extreme(db, date(2019, 3, 1)) == (10, 10)


async def test_a_voided_hand_over_counts_no_more_and_the_past_stays_known(
    db: Database, dsns: FreshDatabase, put_household: PutHousehold, form: Form, record: Act, void: Act
) -> None:
    household = await put_household()
    kept = await record(await form(household, alive=60))
    conn = await asyncpg.connect(dsns.worker)
    await sequencer.step(conn)
    async with db.read(CITY) as tx:
        before = await known.at_position(tx, await known.head(tx))
    await void(kept.id)
    await sequencer.step(conn)
    await conn.close()
    assert await _extreme(db, date(2018, 9, 27)) == (None, None)
    assert await _extreme(db, date(2018, 9, 27), at=before) == (60, 60)


async def test_rows_open_the_figure_within_the_region(
    db: Database, put_household: PutHousehold, form: Form, record: Act
) -> None:
    household = await put_household()
    await record(await form(household, alive=60))
    async with db.read(CITY) as tx:
        (row,) = await counted.rows(tx, GOSLINGS_PER_HOUSEHOLD, "131002", date(2018, 9, 27))
        assert (row.household_id, row.village, row.n) == (household.id, household.region_key, 60)
        assert row.valid_to == date(2019, 1, 1)
        assert await counted.rows(tx, GOSLINGS_PER_HOUSEHOLD, "131003", date(2018, 9, 27)) == []


async def test_what_is_counted_equals_the_recount(
    worker: Database, put_household: PutHousehold, form: Form, record: Act, void: Act
) -> None:
    for alive in (100, 60, 30):
        household = await put_household()
        kept = await record(await form(household, alive=alive, handed_over_on="2018-03-20"))
        if alive == 60:
            await void(kept.id)
        if alive == 30:
            await record(await form(household, alive=5))
    assert await recount(worker) == []
