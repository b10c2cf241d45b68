"""The running supervision service: regions of 2018, a gateway in miniature, owners that answer by script."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import date

import httpx
import pytest
import pytest_asyncio
from starlette.types import ASGIApp

from kit import regions
from kit.peers import GATEWAY, Peers
from supervision_api import app as supervision
from tests.plugins.callers import StartApp, TestGateway
from tests.plugins.cluster import DatabaseMaker, FreshDatabase
from tests.plugins.settings import SettingsFor

TODAY = date(2018, 9, 27)


class Owners:
    """The services that own the rows; `answer` decides what they say, `asked` keeps what they were asked."""

    def __init__(self) -> None:
        self.asked: list[httpx.Request] = []
        self.answer: Callable[[httpx.Request], httpx.Response] = lambda request: httpx.Response(
            200, json={"items": []}
        )

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer one question."""
        self.asked.append(request)
        return self.answer(request)


class _Behind(httpx.AsyncBaseTransport):
    """A gateway with owners behind it."""

    def __init__(self, gateway: TestGateway, owners: Owners) -> None:
        self._gateway = httpx.ASGITransport(app=gateway.app)
        self._owners = owners

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.startswith(GATEWAY):
            return await self._gateway.handle_async_request(request)
        return self._owners(request)


@pytest.fixture(scope="module")
def dsns(module_database: DatabaseMaker) -> FreshDatabase:
    """A database with the regions of 2018; the service only reads it."""
    found = module_database("supervision")
    asyncio.run(regions.load_shipped(found.owner))
    return found


@pytest.fixture
def owners() -> Owners:
    """Owners without any rows, until a test gives them an answer."""
    return Owners()


@pytest_asyncio.fixture
async def api(
    dsns: FreshDatabase,
    settings_for: SettingsFor,
    test_gateway: TestGateway,
    owners: Owners,
    start_app: StartApp,
) -> AsyncIterator[ASGIApp]:
    """The running app, on 2018-09-27."""
    settings = settings_for("supervision", dsns, day=TODAY)
    http = httpx.AsyncClient(transport=_Behind(test_gateway, owners), base_url="http://gateway.test")
    yield await start_app(supervision.create(settings, Peers(http)))
    await http.aclose()
