"""Positions are gap-free and complete, whatever the order in which transactions end."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import asyncpg
import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit import known, sequencer
from kit.clock import FixedClock
from kit.db import Database
from kit.known import Known, UnknownPosition
from services.kit.tests.example_rows import VILLAGE, WHOLE, add_home, entry, new_home, set_phone
from tests.plugins.cluster import FreshDatabase


@pytest_asyncio.fixture
async def worker(dsns: FreshDatabase) -> AsyncIterator[asyncpg.Connection]:
    conn = await asyncpg.connect(dsns.worker)
    assert await sequencer.lead(conn)
    yield conn
    await conn.close()


async def positions(dsns: FreshDatabase) -> list[tuple[int, int]]:
    admin = await asyncpg.connect(dsns.admin)
    try:
        rows = await admin.fetch("select position, journal_id from journal_position order by position")
        return [(row["position"], row["journal_id"]) for row in rows]
    finally:
        await admin.close()


async def test_positions_have_no_gap_under_parallel_writers(db: Database, dsns: FreshDatabase) -> None:
    running = asyncio.create_task(sequencer.run(dsns.worker))
    made = [await new_home(db) for _ in range(3)]
    written: list[int] = []

    async def write(number: int) -> None:
        async with db.write(WHOLE, entry("home.change")) as tx:
            await set_phone(tx, made[number % 3].id, str(number))
            await asyncio.sleep(0.001 * (number % 7))
            if number % 5 == 0:
                tx.abandon()
            else:
                written.append(tx.journal_id)

    await asyncio.gather(*(write(number) for number in range(60)))
    async with asyncio.timeout(10):
        while len(await positions(dsns)) < len(written) + 3:
            pass
    running.cancel()
    found = await positions(dsns)
    assert [position for position, _ in found] == list(range(1, len(written) + 4))
    assert set(written) <= {journal_id for _, journal_id in found}


async def test_only_one_sequencer_leads(dsns: FreshDatabase, worker: asyncpg.Connection) -> None:
    rival = await asyncpg.connect(dsns.worker)
    try:
        assert not await sequencer.lead(rival)
    finally:
        await rival.close()


async def test_slow_transaction_is_positioned_later_and_unknown_before(
    db: Database, worker: asyncpg.Connection
) -> None:
    async with db.write(WHOLE, entry()) as slow:
        await add_home(slow, VILLAGE)
        await new_home(db)
        assert await sequencer.step(worker) == 1
    assert await sequencer.step(worker) == 1
    async with db.read(WHOLE) as tx:
        first, second = await known.at_position(tx, 1), await known.at_position(tx, 2)
    assert slow.journal_id in first.late
    assert not first.holds(slow.journal_id)
    assert second.holds(slow.journal_id)


async def test_position_ahead_of_the_journal_is_refused(db: Database, worker: asyncpg.Connection) -> None:
    await new_home(db)
    await sequencer.step(worker)
    async with db.read(WHOLE) as tx:
        for given_position in ("example:2", "other:1", "example:x", "example:-1"):
            with pytest.raises(UnknownPosition):
                await known.parse(tx, "example", given_position)
        assert await known.parse(tx, "example", "example:0") == known.NOTHING


async def test_day_means_its_last_position(
    db: Database, worker: asyncpg.Connection, clock: FixedClock
) -> None:
    for day in (date(2018, 3, 1), date(2018, 3, 1), date(2018, 3, 5)):
        clock.day = day
        await new_home(db)
        await sequencer.step(worker)
    async with db.read(WHOLE) as tx:
        days = [date(2018, 2, 28), date(2018, 3, 1), date(2018, 3, 4), date(2018, 3, 5), date(2019, 1, 1)]
        assert [(await known.at_day(tx, day)).position for day in days] == [0, 2, 2, 3, 3]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(list(range(1, 12))), st.integers(1, 11))
def test_known_holds_exactly_what_was_positioned(order: list[int], position: int) -> None:
    """The rule of `known_at`: the highest id up to a position and the lower ones positioned later."""
    high = max(order[:position])
    highs = [max(order[: place + 1]) for place in range(len(order))]
    late = tuple(
        journal_id
        for place, journal_id in enumerate(order)
        if place >= position and journal_id < highs[place] and journal_id < high
    )
    at = Known(position, high, late)
    assert {journal_id for journal_id in order if at.holds(journal_id)} == set(order[:position])
