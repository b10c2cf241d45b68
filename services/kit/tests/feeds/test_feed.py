"""The feed: in order, scoped, without loss; and a reader that survives anything."""

from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import pytest
import pytest_asyncio
from sqlalchemy import select
from starlette.types import ASGIApp, Receive, Scope, Send

from kit import sequencer
from kit.db import Database, Tx, WriteTx
from kit.feeds import Event
from kit.feeds.cursor import FeedCursor, Resync
from kit.feeds.endpoints import feed_router
from kit.feeds.reader import FeedReader
from kit.ids import uuid7
from kit.peers import Peers
from kit.runtime import Runtime
from kit.web import create_app
from services.kit.tests.example import SERVICE, home
from services.kit.tests.example_rows import (
    CITY,
    COUNTY,
    FAR_VILLAGE,
    SIBLING_COUNTY,
    VILLAGE,
    WHOLE,
    add_home,
    entry,
)
from tests.plugins.callers import ISSUER, ApiClient, StartApp, TestGateway
from tests.plugins.cluster import DatabaseMaker, FreshDatabase
from tests.plugins.settings import SettingsFor

EVENTS = f"/api/{SERVICE}/v1/events"
SNAPSHOT = f"/api/{SERVICE}/v1/snapshot"


async def snapshot(tx: Tx, after: UUID | None, limit: int) -> list[tuple[UUID, dict[str, Any]]]:
    rows = await tx.all(
        select(home.c.id, home.c.phone)
        .where(home.c.id > (after or UUID(int=0)))
        .order_by(home.c.id)
        .limit(limit)
    )
    return [(row["id"], {"id": str(row["id"]), "phone": row["phone"]}) for row in rows]


@pytest_asyncio.fixture
async def app(
    dsns: FreshDatabase, settings_for: SettingsFor, test_gateway: TestGateway, start_app: StartApp
) -> AsyncIterator[ASGIApp]:
    settings = settings_for(SERVICE, dsns)
    made = create_app(
        SERVICE,
        "示例",
        [feed_router(SERVICE, snapshot)],
        lambda: Runtime.opened(settings, test_gateway.peers),
    )
    yield await start_app(made)


@pytest_asyncio.fixture
async def sequencing(dsns: FreshDatabase) -> AsyncIterator[asyncpg.Connection]:
    conn = await asyncpg.connect(dsns.worker)
    assert await sequencer.lead(conn)
    yield conn
    await conn.close()


async def tell(db: Database, village: str = VILLAGE, events: int = 1) -> list[UUID]:
    """A transaction with so many homes and an event of each."""
    async with db.write(WHOLE, entry()) as tx:
        ids = []
        for _ in range(events):
            made = await add_home(tx, village)
            tx.emit(
                Event(
                    type="example.home.changed", subject=made.id, region_key=village,
                    data={"id": str(made.id), "phone": "13800000000"},
                )
            )  # fmt: skip
            ids.append(made.id)
        return ids


def subjects(page: dict[str, Any]) -> list[str]:
    return [event["subject"] for event in page["events"]]


async def test_events_come_in_order_and_pages_may_end_inside_a_transaction(
    db: Database, sequencing: asyncpg.Connection, app: ASGIApp, api_client: ApiClient
) -> None:
    told = [*await tell(db, events=5), *await tell(db, events=2)]
    await sequencer.step(sequencing)
    client = api_client(app, role="city-officer", region=CITY, permissions=frozenset({"event.read"}))
    seen: list[str] = []
    params: dict[str, Any] = {"limit": 3}
    while True:
        page = (await client.get(EVENTS, params=params)).raise_for_status().json()
        seen += subjects(page)
        params["after"] = page["cursor"]
        if not page["more"]:
            break
    assert seen == [str(subject) for subject in told]
    again = (await client.get(EVENTS, params=params)).json()
    assert again["events"] == []


async def test_event_is_a_cloud_event_with_its_place(
    db: Database, sequencing: asyncpg.Connection, app: ASGIApp, api_client: ApiClient
) -> None:
    await tell(db)
    await sequencer.step(sequencing)
    client = api_client(app, role="city-officer", region=CITY, permissions=frozenset({"event.read"}))
    answer = await client.get(EVENTS)
    (event,) = answer.json()["events"]
    assert event["id"] == f"{SERVICE}:1.1"
    assert event["type"] == "example.home.changed"
    assert (event["specversion"], event["dataversion"], event["position"]) == ("1.0", 1, 1)
    assert answer.headers["X-Position"] == f"{SERVICE}:1"


async def test_county_reads_nothing_of_its_sibling(
    db: Database, sequencing: asyncpg.Connection, app: ASGIApp, api_client: ApiClient
) -> None:
    own, other = await tell(db, VILLAGE), await tell(db, FAR_VILLAGE)
    await sequencer.step(sequencing)
    for region, wanted in ((COUNTY, own), (SIBLING_COUNTY, other), ("131003", [])):
        permissions = frozenset({"event.read", "snapshot.read"})
        client = api_client(app, role="county-officer", region=region, permissions=permissions)
        assert subjects((await client.get(EVENTS)).json()) == [str(subject) for subject in wanted]
        items = (await client.get(SNAPSHOT)).json()["items"]
        assert [item["id"] for item in items] == [str(subject) for subject in wanted]


async def test_unpositioned_events_wait_for_their_place(
    db: Database, sequencing: asyncpg.Connection, app: ASGIApp, api_client: ApiClient
) -> None:
    await tell(db)
    client = api_client(app, role="city-officer", region=CITY, permissions=frozenset({"event.read"}))
    assert (await client.get(EVENTS)).json()["events"] == []
    await sequencer.step(sequencing)
    assert len((await client.get(EVENTS, params={"wait": 1})).json()["events"]) == 1


@pytest.mark.parametrize(
    "cursor",
    [
        "nonsense",
        FeedCursor(99, 0, "1310", "1310:").encode(),
        FeedCursor(0, 0, "131025", "131025:").encode(),
    ],
)
async def test_cursor_that_does_not_fit_asks_for_a_resync(
    app: ASGIApp, api_client: ApiClient, cursor: str
) -> None:
    client = api_client(app, role="city-officer", region=CITY, permissions=frozenset({"event.read"}))
    answer = await client.get(EVENTS, params={"after": cursor})
    assert answer.status_code == 410
    assert answer.json()["type"] == "urn:bangfu:problem:resync"


def test_cursor_of_a_wider_scope_serves_a_narrower_one() -> None:
    FeedCursor(1, 1, "1310", "1310:").require_scope("131025", "131025:", head=1)
    with pytest.raises(Resync):
        FeedCursor(1, 1, "131025", "131025:").require_scope("131026", "131026:", head=1)


class Mirror:
    """Keeps what it was told, beside the database: enough to see that each thing came."""

    source = SERVICE

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self.ended: set[str] = set()
        self._run: dict[UUID, set[str]] = {}

    async def apply(self, tx: WriteTx, events: Sequence[dict[str, Any]]) -> None:
        for event in events:
            self.known[event["subject"]] = event["data"]["phone"]

    async def absorb(self, tx: WriteTx, items: Sequence[dict[str, Any]], run: UUID) -> None:
        self._run.setdefault(run, set()).update(item["id"] for item in items)
        self.known.update({item["id"]: item["phone"] for item in items})

    async def finish(self, tx: WriteTx, run: UUID) -> None:
        self.ended = self.known.keys() - self._run.get(run, set())


def together(gateway: ASGIApp, service: ASGIApp) -> ASGIApp:
    """As the gateway routes: its own paths, and the service's."""

    async def route(scope: Scope, receive: Receive, send: Send) -> None:
        target = service if scope["path"].startswith(f"/api/{SERVICE}/") else gateway
        await target(scope, receive, send)

    return route


@pytest_asyncio.fixture
async def reader(
    fresh_database: DatabaseMaker, app: ASGIApp, test_gateway: TestGateway
) -> AsyncIterator[tuple[FeedReader, Mirror, Database]]:
    """A second installation of the example that follows the first."""
    db = await Database.open(fresh_database(SERVICE).worker)
    transport = httpx.ASGITransport(app=together(test_gateway.app, app))
    http = httpx.AsyncClient(transport=transport, base_url="http://gateway.internal")
    peers = Peers(http, client_id="example", key=test_gateway.key, issuer=ISSUER)
    mirror = Mirror()
    yield FeedReader(db, peers, mirror, CITY), mirror, db
    await peers.close()
    await db.close()


async def test_reader_takes_the_snapshot_then_the_events(
    db: Database, sequencing: asyncpg.Connection, reader: tuple[FeedReader, Mirror, Database]
) -> None:
    follow, mirror, own = reader
    before = await tell(db, events=250)
    await sequencer.step(sequencing)
    assert await follow.step()
    # Two pages: what happens between them comes by the feed.
    between = await tell(db)
    await sequencer.step(sequencing)
    assert await follow.step()
    after = await tell(db, events=3)
    await sequencer.step(sequencing)
    while await follow.step():
        pass
    assert mirror.known.keys() == {str(subject) for subject in (*before, *between, *after)}
    assert mirror.ended == set()
    async with own.read(WHOLE) as tx:
        standing = await tx.conn.fetchval("select feed_standing($1)", SERVICE)
    assert standing == 3


async def test_reader_begins_again_when_its_cursor_is_gone(
    db: Database, sequencing: asyncpg.Connection, reader: tuple[FeedReader, Mirror, Database]
) -> None:
    follow, mirror, own = reader
    told = await tell(db)
    await sequencer.step(sequencing)
    while await follow.step():
        pass
    async with own.bookkeep() as tx:
        await tx.conn.execute("update feed_cursor set cursor = 'bm9uc2Vuc2U='")
    mirror.known = {str(uuid7()): "gone"}
    while await follow.step():
        pass
    assert str(told[0]) in mirror.known
    assert len(mirror.ended) == 1


async def test_idle_reader_journals_nothing(
    db: Database, sequencing: asyncpg.Connection, reader: tuple[FeedReader, Mirror, Database]
) -> None:
    follow, _, own = reader
    while await follow.step():
        pass
    async with own.read(WHOLE) as tx:
        before = await tx.conn.fetchval("select count(*) from journal")
    async with db.write(WHOLE, entry("nothing.told")):
        pass
    await sequencer.step(sequencing)
    assert not await follow.step()
    async with own.read(WHOLE) as tx:
        assert await tx.conn.fetchval("select count(*) from journal") == before
        assert await tx.conn.fetchval("select feed_standing($1)", SERVICE) == 1
