"""What other services are told of hand-overs: the whole state, in order, nothing protected."""

from collections.abc import AsyncIterator, Awaitable, Callable

import asyncpg
import httpx
import pytest
import pytest_asyncio
from starlette.types import ASGIApp

from assistance_api.handovers.schemas import HandoverCreate, HandoverRead
from assistance_api.households.projection import State
from kit import sequencer
from tests.plugins.callers import ApiClient, TestGateway
from tests.plugins.cluster import FreshDatabase

PutHousehold = Callable[..., Awaitable[State]]
Form = Callable[..., Awaitable[HandoverCreate]]
Act = Callable[..., Awaitable[HandoverRead]]

BASE = "/api/assistance/v1"


@pytest.fixture
def reader(api: ASGIApp, api_client: ApiClient, test_gateway: TestGateway) -> httpx.AsyncClient:
    """Another service, as a client of its own."""
    client = api_client(api, role=None)
    client.headers["Authorization"] = f"Bearer {test_gateway.service_token('bangfu-supervision')}"
    return client


@pytest_asyncio.fixture
async def sequence(dsns: FreshDatabase) -> AsyncIterator[Callable[[], Awaitable[int]]]:
    """`await sequence()` orders what has committed."""
    conn = await asyncpg.connect(dsns.worker)
    yield lambda: sequencer.step(conn)
    await conn.close()


async def test_events_and_snapshot_tell_the_same_state(
    reader: httpx.AsyncClient,
    sequence: Callable[[], Awaitable[int]],
    put_household: PutHousehold,
    form: Form,
    record: Act,
    void: Act,
) -> None:
    kept = await record(await form(await put_household()))
    await void(kept.id)
    await sequence()
    events = (await reader.get(f"{BASE}/events")).json()["events"]
    assert [(event["subject"], event["data"]["voided"]) for event in events] == [
        (str(kept.id), False),
        (str(kept.id), True),
    ]
    snapshot = (await reader.get(f"{BASE}/snapshot")).json()
    (item,) = snapshot["items"]
    assert item["data"] == events[-1]["data"]
    assert item["type"] == events[-1]["type"] == "assistance.gosling_handover.changed"
    assert not {"signature_id", "head_name", "recorded_by"} & item["data"].keys()
    after = (await reader.get(f"{BASE}/events", params={"after": snapshot["cursor"]})).json()
    assert after["events"] == []


async def test_the_feed_is_for_services_alone(api: ASGIApp, api_client: ApiClient) -> None:
    officer = api_client(api, role="city-officer", region="1310")
    assert (await officer.get(f"{BASE}/events")).status_code == 403
    assert (await officer.get(f"{BASE}/snapshot")).status_code == 403
