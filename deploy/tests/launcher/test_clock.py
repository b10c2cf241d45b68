"""Moving the installation's day among writes, on real databases."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import pytest
import pytest_asyncio

from kit import sequencer
from kit.clock import StandingClock, stand_on
from kit.db import Database, Scope, WriteTx
from kit.db.standstill import MOST_SECONDS, Hold
from kit.journal import JournalEntry
from launcher import clock
from launcher.installation import Installation
from launcher.services import SERVICES
from tests.plugins.cluster import DatabaseMaker, FreshDatabase

OLD, NEW = date(2018, 1, 1), date(2018, 4, 9)


@dataclass(frozen=True)
class Clones:
    """A server on which each service's database is a clone made for the test."""

    clones: dict[str, FreshDatabase]

    def dsn(self, database: str) -> str:
        """The superuser's way in."""
        return self.clones[database].admin


@pytest.fixture
def installation(tmp_path) -> Installation:
    made = Installation(root=tmp_path, port=1)
    stand_on(made.clock, OLD)
    return made


@pytest.fixture
def server(fresh_database: DatabaseMaker) -> Clones:
    return Clones({service.database: fresh_database(service.name) for service in SERVICES})


@pytest.fixture
def registry(server: Clones) -> FreshDatabase:
    return server.clones["bangfu_registry"]


@pytest_asyncio.fixture
async def requests(installation: Installation, registry: FreshDatabase) -> AsyncIterator[Database]:
    opened = await Database.open(registry.app, clock=StandingClock(installation.clock))
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def work(installation: Installation, registry: FreshDatabase) -> AsyncIterator[Database]:
    held = Hold.WORK
    opened = await Database.open(registry.worker, clock=StandingClock(installation.clock), hold=held)
    yield opened
    await opened.close()


async def write(db: Database) -> tuple[date, str]:
    """A write that changes nothing: the day it was told, and the one that the database was told."""
    async with db.write(Scope.none(), JournalEntry(operation="test.write")) as tx:
        return tx.today, await day_of(tx)


async def day_of(tx: WriteTx) -> str:
    told: str = await tx.conn.fetchval("select current_setting('app.day')")
    return told


async def sequence(registry: FreshDatabase) -> None:
    with suppress(asyncio.CancelledError):
        await sequencer.run(registry.worker)


async def test_a_write_begun_during_the_move_waits_and_stands_on_the_new_day(
    installation: Installation, server: Clones, registry: FreshDatabase, requests: Database, work: Database
) -> None:
    assert await write(requests) == (OLD, OLD.isoformat())  # unpositioned: nothing sequences yet
    moving = asyncio.create_task(clock.advance(installation, server, NEW))
    await asyncio.sleep(0.5)
    late = asyncio.create_task(write(requests))
    # What the requests have left is still done, and on the day on which they were made.
    assert await asyncio.wait_for(write(work), 2) == (OLD, OLD.isoformat())
    assert not late.done()
    sequencing = asyncio.create_task(sequence(registry))
    try:
        await moving
        assert await late == (NEW, NEW.isoformat())
    finally:
        sequencing.cancel()
        await sequencing


async def test_an_open_write_ends_on_the_day_on_which_it_began(
    installation: Installation, server: Clones, registry: FreshDatabase, requests: Database
) -> None:
    sequencing = asyncio.create_task(sequence(registry))
    try:
        async with requests.write(Scope.none(), JournalEntry(operation="test.write")) as tx:
            moving = asyncio.create_task(clock.advance(installation, server, NEW))
            await asyncio.sleep(1)
            assert not moving.done()
            assert (tx.today, await day_of(tx)) == (OLD, OLD.isoformat())
            assert StandingClock(installation.clock).today() == OLD
        await moving
    finally:
        sequencing.cancel()
        await sequencing
    assert await write(requests) == (NEW, NEW.isoformat())


async def test_nobody_is_refused_for_a_move_that_does_not_come(
    installation: Installation, server: Clones, requests: Database
) -> None:
    await write(requests)  # never positioned
    moving = asyncio.create_task(clock.advance(installation, server, NEW))
    await asyncio.sleep(0.5)
    try:
        assert await asyncio.wait_for(write(requests), MOST_SECONDS) == (OLD, OLD.isoformat())
    finally:
        moving.cancel()
        with suppress(asyncio.CancelledError):
            await moving
