"""The worker follows the registry: a snapshot for the newcomer, then events; a caller may be ahead of it."""

from collections.abc import AsyncIterator
from dataclasses import asdict, replace
from typing import Any

import httpx
import pytest
import pytest_asyncio

from assistance_api.households import service
from assistance_api.households.errors import HouseholdNotFound, HouseholdNotYetKnown, HouseholdVoided
from assistance_api.households.projection import HOUSEHOLD_CHANGED, HouseholdConsumer, State
from kit.db import Database, Scope
from kit.feeds.reader import FeedReader
from kit.ids import uuid7
from kit.peers import Peers
from tests.plugins.cluster import FreshDatabase


class Registry:
    """A registry in miniature: what stands in it and what it tells, at a position."""

    def __init__(self) -> None:
        self.households: list[State] = []
        self.events: list[dict[str, Any]] = []

    def tell(self, state: State) -> None:
        """Let the feed tell of a household, at the next position."""
        self.events.append(_told(state) | {"position": len(self.events) + 1})

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer the feed reader."""
        position = len(self.events)
        if request.url.path.endswith("/snapshot"):
            items = [_told(state) for state in self.households]
            page = {"items": items, "next": None, "cursor": str(position), "position": position}
        else:
            events = self.events[int(request.url.params["after"]) :]
            page = {"events": events, "cursor": str(position), "position": position, "more": False}
        return httpx.Response(200, json=page)


def _told(state: State) -> dict[str, Any]:
    data = asdict(state)
    data.pop("source_position")
    return {"type": HOUSEHOLD_CHANGED, "dataversion": 1, "subject": str(data.pop("id")), "data": data}


@pytest.fixture
def registry() -> Registry:
    """A registry without households."""
    return Registry()


@pytest_asyncio.fixture
async def reader(dsns: FreshDatabase, registry: Registry) -> AsyncIterator[FeedReader]:
    """The worker's reader of that registry's feed."""
    database = await Database.open(dsns.worker)

    class _Known(Peers):
        async def token(self) -> str:
            return "token"

    http = httpx.AsyncClient(transport=httpx.MockTransport(registry), base_url="http://gateway.test")
    yield FeedReader(database, _Known(http), HouseholdConsumer(), "1310")
    await http.aclose()
    await database.close()


def _state(**changes: Any) -> State:
    state = State(
        id=uuid7(),
        region_key="131002102236",
        official_no=f"131002{uuid7().int % 10**8:08}",
        head_name="侯测试",
        standing="registered",
        poverty_status="0",
        persons=4,
        disabled=True,
        voided=False,
        source_position=0,
    )
    return replace(state, **changes)


async def test_a_newcomer_takes_the_snapshot_and_then_the_events(
    db: Database, clerk: Scope, registry: Registry, reader: FeedReader
) -> None:
    old, new = _state(), _state()
    registry.households = [old]
    assert await reader.step()
    registry.tell(new)
    registry.tell(replace(old, voided=True))
    assert await reader.step()
    assert not await reader.step()
    async with db.read(clerk) as tx:
        assert (await service.open_to_help(tx, new.id, None)).official_no == new.official_no
        with pytest.raises(HouseholdVoided):
            await service.open_to_help(tx, old.id, None)


async def test_an_unknown_household_is_on_its_way_only_while_the_caller_is_ahead(
    db: Database, clerk: Scope, registry: Registry, reader: FeedReader
) -> None:
    await reader.step()
    registry.tell(_state())
    await reader.step()
    async with db.read(clerk) as tx:
        with pytest.raises(HouseholdNotYetKnown):
            await service.open_to_help(tx, uuid7(), "registry:2")
        with pytest.raises(HouseholdNotFound):
            await service.open_to_help(tx, uuid7(), "registry:1")
