"""Fixtures of the registry's tests: a migrated database, its keys, transactions and synthetic families."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio
from starlette.types import ASGIApp

from kit.clock import FixedClock
from kit.crypto import Keyring
from kit.db import Database, ReadTx, Scope, WriteTx
from kit.ids import uuid7
from kit.journal import JournalEntry
from kit.regions.loader import RegionRow, load
from registry_api import app
from registry_api.households import bulk
from registry_api.households.drafts import HouseholdDraft, MemberDraft
from registry_api.identity_numbers.rules import check_digit
from tests.plugins.callers import StartApp, TestGateway
from tests.plugins.cluster import DatabaseMaker, FreshDatabase
from tests.plugins.settings import SettingsFor

TODAY = date(2018, 9, 27)
ROSTER_DAY = date(2018, 1, 1)
REGIONS = (
    RegionRow("1310", "廊坊市"),
    RegionRow("131002", "安次区"),
    RegionRow("131022", "固安县"),
    RegionRow("131002100", "落垡镇"),
    RegionRow("131002101", "码头镇"),
    RegionRow("131022100", "固安镇"),
    RegionRow("131002100200", "甲村村委会"),
    RegionRow("131002100201", "乙村村委会"),
    RegionRow("131002101200", "丙村村委会"),
    RegionRow("131022100200", "丁村村委会"),
)


@dataclass(frozen=True)
class Registry:
    """A database of the registry with a handful of regions, and transactions in any region's scope."""

    dsn: FreshDatabase
    db: Database
    clock: FixedClock
    keyring: Keyring

    def write(self, region: str, operation: str = "test.write") -> AbstractAsyncContextManager[WriteTx]:
        return self.db.write(_scope(region), JournalEntry(operation=operation))

    def read(self, region: str) -> AbstractAsyncContextManager[ReadTx]:
        return self.db.read(_scope(region))

    async def behind(self, sql: str, *values: Any) -> list[asyncpg.Record]:
        """What a superuser sees, behind the policies."""
        admin = await asyncpg.connect(self.dsn.admin)
        try:
            return list(await admin.fetch(sql, *values))
        finally:
            await admin.close()


def _scope(region: str) -> Scope:
    return Scope.of_region(region, person_id=uuid7(), post_id=uuid7(), role="county-officer")


@pytest.fixture
def clock() -> FixedClock:
    """Stands on the article's day until a test moves it."""
    return FixedClock(TODAY)


@pytest_asyncio.fixture
async def dsns(fresh_database: DatabaseMaker) -> FreshDatabase:
    """A database of the service, with the regions of these tests alone."""
    dsn = fresh_database("registry")
    owner = await asyncpg.connect(dsn.owner)
    try:
        await load(owner, REGIONS)
    finally:
        await owner.close()
    return dsn


@pytest_asyncio.fixture
async def registry(dsns: FreshDatabase, clock: FixedClock, tmp_path: Path) -> AsyncIterator[Registry]:
    """A registry of its own for a test."""
    db = await Database.open(dsns.app, clock=clock)
    yield Registry(dsns, db, clock, Keyring.create(tmp_path / "keyring.json"))
    await db.close()


IdNumber = Callable[..., str]


@pytest.fixture
def id_number() -> IdNumber:
    """`id_number(born, gender)`: valid numbers, never twice, of an area prefix that no place has."""
    serials = count(1)

    def make(born: date = date(1960, 5, 17), gender: str = "1") -> str:
        serial = next(serials) * 2 + (1 if gender == "1" else 0)
        first = f"990000{born:%Y%m%d}{serial % 1000:03d}"
        return first + check_digit(first)

    return make


Family = Callable[..., HouseholdDraft]


@pytest.fixture
def family(id_number: IdNumber) -> Family:
    """`family("王守田", region_key=…)`: a registered household of the named members, the first its head."""

    def make(*names: str, labour: str | None = None, **changes: Any) -> HouseholdDraft:
        members = tuple(
            MemberDraft(
                name=name,
                id_number=id_number(gender="1"),
                relation="01" if place == 0 else "29",
                labour_skill=labour,
                health=frozenset({"01"}),
            )
            for place, name in enumerate(names or ("王守田",))
        )
        facts: dict[str, Any] = {
            "region_key": "131002100200",
            "standing": "registered",
            "category": "01",
            "poverty_status": "0",
            "primary_cause": "01",
            "origin": "migration",
            "document": "试验名册",
            "valid_from": ROSTER_DAY,
            "members": members,
        }
        return HouseholdDraft(**{**facts, **changes})

    return make


@pytest_asyncio.fixture
async def api(
    registry: Registry, settings_for: SettingsFor, test_gateway: TestGateway, start_app: StartApp
) -> ASGIApp:
    """The service itself, on the database and with the keys of `registry`."""
    settings = settings_for("registry", registry.dsn, day=registry.clock.day)
    return await start_app(app.create(settings, test_gateway.peers))


Put = Callable[..., Awaitable[UUID]]


@pytest.fixture
def put(registry: Registry, family: Family) -> Put:
    """`await put("王守田", …)`: puts a family of `family` on file and returns the household's id."""

    async def put(*names: str, **changes: Any) -> UUID:
        async with registry.write("1310") as tx:
            [outcome] = await bulk.register_many(tx, registry.keyring, [family(*names, **changes)])
        assert outcome.household_id is not None
        return outcome.household_id

    return put
