"""The assistance service on a database of its own: its households, its forms, its running app."""

import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
from starlette.types import ASGIApp

from assistance_api import app as assistance
from assistance_api.files import service as files
from assistance_api.files.schemas import FileRead
from assistance_api.founding import NUMBERS
from assistance_api.handovers import service
from assistance_api.handovers.schemas import HandoverCreate, HandoverRead, HandoverVoid
from assistance_api.households import projection
from assistance_api.households.projection import State
from kit import founding
from kit.clock import FixedClock
from kit.crypto import Keyring
from kit.db import Database, Scope
from kit.files import Store
from kit.ids import uuid7
from kit.journal import JournalEntry
from tests.plugins.callers import StartApp, TestGateway
from tests.plugins.cluster import DatabaseMaker, FreshDatabase
from tests.plugins.settings import SettingsFor

CITY = "1310"
VILLAGE = "131002102236"
TODAY = date(2018, 4, 9)

PutHousehold = Callable[..., Awaitable[State]]


@pytest.fixture
def clock() -> FixedClock:
    """Stands on 2018-04-09 until a test moves it."""
    return FixedClock(TODAY)


@pytest.fixture
def dsns(fresh_database: DatabaseMaker) -> FreshDatabase:
    """A database of the service."""
    return fresh_database("assistance")


@pytest_asyncio.fixture
async def db(dsns: FreshDatabase, clock: FixedClock) -> AsyncIterator[Database]:
    """The database as requests see it."""
    database = await Database.open(dsns.app, size=8, clock=clock)
    await founding.ensure(database, CITY, NUMBERS)
    yield database
    await database.close()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A file store in a folder of the test."""
    return Store(tmp_path / "files", Keyring.load_or_create(tmp_path / "keyring.json"))


@pytest.fixture
def clerk() -> Scope:
    """A clerk of the village."""
    return Scope.of_region(VILLAGE, person_id=uuid7(), post_id=uuid7(), role="village-clerk")


@pytest_asyncio.fixture
async def put_household(dsns: FreshDatabase) -> AsyncIterator[PutHousehold]:
    """`await put_household(standing="extinct", …)` lets the registry tell of a household."""
    worker = await Database.open(dsns.worker, clock=FixedClock(TODAY))
    told = 0

    async def put(state: State | None = None, **changes: object) -> State:
        nonlocal told
        told += 1
        state = replace(state or _household(told), **{"source_position": told, **changes})  # type: ignore[arg-type]
        async with worker.write(Scope.of_region(CITY), JournalEntry(operation="feed.apply")) as tx:
            await projection.apply(tx, [state])
        return state

    yield put
    await worker.close()


def _household(number: int) -> State:
    return State(
        id=uuid7(),
        region_key=VILLAGE,
        official_no=f"{13100200000000 + number}",
        head_name="侯测试",
        standing="registered",
        poverty_status="0",
        persons=4,
        disabled=True,
        voided=False,
        source_position=number,
    )


@pytest_asyncio.fixture
async def api(
    dsns: FreshDatabase, settings_for: SettingsFor, test_gateway: TestGateway, start_app: StartApp
) -> ASGIApp:
    """The running app, on 2018-04-09."""
    settings = settings_for("assistance", dsns, day=TODAY)
    return await start_app(assistance.create(settings, test_gateway.peers))


@pytest.fixture
def signature() -> bytes:
    """A drawn signature: a PNG picture of 3 × 1 points."""
    return drawing(b"\x00\xff\x00")


def drawing(row: bytes) -> bytes:
    """A grey PNG picture of one row of points."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    header = len(row).to_bytes(4, "big") + (1).to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\x00" + row)), chunk(b"IEND", b""))
    )


def _entry() -> JournalEntry:
    return JournalEntry(operation="test", actor_name="刘测试")


@pytest.fixture
def sign(db: Database, clerk: Scope, store: Store, signature: bytes) -> Callable[..., Awaitable[FileRead]]:
    """`await sign(household)` keeps a signature of the household."""

    async def sign(household: State, scope: Scope = clerk) -> FileRead:
        async with db.write(scope, _entry()) as tx:
            return await files.add_signature(
                tx, store, household_id=household.id, data=signature, position=None
            )

    return sign


@pytest.fixture
def form(sign: Callable[..., Awaitable[FileRead]]) -> Callable[..., Awaitable[HandoverCreate]]:
    """`await form(household, alive=97)` fills in the form, signed."""

    async def form(household: State, **changes: Any) -> HandoverCreate:
        values: dict[str, Any] = {
            "id": uuid7(),
            "household_id": household.id,
            "alive": 97,
            "dead_on_arrival": 3,
            "handed_over_on": "2018-04-09",
            "batch_no": "YE-1804",
        }
        if "signature_id" not in changes:
            values["signature_id"] = (await sign(household)).id
        return HandoverCreate(**(values | changes))

    return form


@pytest.fixture
def record(db: Database, clerk: Scope) -> Callable[..., Awaitable[HandoverRead]]:
    """`await record(form)` sends it."""

    async def record(sent: HandoverCreate, scope: Scope = clerk) -> HandoverRead:
        async with db.write(scope, _entry()) as tx:
            return await service.record(tx, sent, position=None)

    return record


@pytest.fixture
def void(db: Database, clerk: Scope) -> Callable[..., Awaitable[HandoverRead]]:
    """`await void(id)` voids a hand-over."""

    async def void(handover_id: UUID, scope: Scope = clerk, reason: str = "只数记错") -> HandoverRead:
        async with db.write(scope, _entry()) as tx:
            return await service.void(tx, await service.find(tx, handover_id), HandoverVoid(reason=reason))

    return void
