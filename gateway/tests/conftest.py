"""Fixtures of the gateway's tests: an installation on its own database, doors to it, browsers at them."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
from asgi_lifespan import LifespanManager
from starlette.types import ASGIApp

from gateway.app import create
from gateway.front.door import Door
from gateway.operators import Made, NewPost, NewUser, Operators
from gateway.settings import GatewaySettings
from kit import regions
from kit.auth import SigningKey
from kit.clock import stand_on
from tests.plugins.cluster import DatabaseMaker, FreshDatabase

TODAY = date(2018, 9, 27)
ORIGIN = "http://bangfu.test"
# Synthetic: the area prefix 99 is assigned to no place.
ID_NUMBERS = ("991002198001010016", "991002198001010032")
REGIONS = {"1310": "廊坊市", "131002": "安次区", "131002101": "码头镇"}
PASSWORD = "Shan-Qiao-2018"


@dataclass(frozen=True)
class Installation:
    """One installation of the gateway, whose processes share database, keys and clock."""

    settings: GatewaySettings
    dsns: FreshDatabase
    clock: Path

    def stand_on(self, day: date) -> None:
        """Move the installation's day."""
        stand_on(self.clock, day)

    async def journal(self) -> list[asyncpg.Record]:
        """All journal rows, oldest first."""
        return await self.rows("select * from journal order by id")

    async def rows(self, sql: str, *values: Any) -> list[asyncpg.Record]:
        """What stands in the database, behind all policies."""
        connection = await asyncpg.connect(self.dsns.admin)
        try:
            # Changed rows are stamped with a journal id; a test's own hand has none.
            await connection.execute("select set_config('app.journal', '0', false)")
            return list(await connection.fetch(sql, *values))
        finally:
            await connection.close()


@pytest.fixture
async def installation(fresh_database: DatabaseMaker, tmp_path: Path) -> Installation:
    """A standing demonstration with one city, one county and one township."""
    dsns = fresh_database("gateway")
    clock = tmp_path / "clock.json"
    stand_on(clock, TODAY)
    settings = GatewaySettings(
        service="gateway",
        app_dsn=dsns.app,
        worker_dsn=dsns.worker,
        issuer="https://gateway.test",
        gateway_url=ORIGIN,
        keyring=tmp_path / "keyring.json",
        files_dir=tmp_path / "files",
        client_id="bangfu-gateway",
        client_key=tmp_path / "client.pem",
        clock_file=clock,
        demo=True,
        installation_name="廊坊市精准扶贫平台",
        installation_region="1310",
        signing_keys=tmp_path / "signing.json",
    )
    made = Installation(settings, dsns, clock)
    owner = await asyncpg.connect(dsns.owner)
    await regions.load(owner, [regions.RegionRow(key, name) for key, name in REGIONS.items()])
    await owner.close()
    async with Operators.opened(settings, operator="test"):
        pass  # the first numbers of policy
    return made


@pytest.fixture
async def operators(installation: Installation) -> AsyncIterator[Operators]:
    """An operator at the installation's shell."""
    async with Operators.opened(installation.settings, operator="test") as at_work:
        yield at_work


def officer(account: str = "liuwenqing", **other: Any) -> NewUser:
    """A county officer who has claimed the account and has a password of their own."""
    asked = {
        "name": "刘文清",
        "id_number": ID_NUMBERS[0],
        "posts": (NewPost(role="county-officer", region_key="131002", since=date(2017, 3, 1)),),
        "password": PASSWORD,
        "exempt": True,
    }
    return NewUser(account=account, **{**asked, **other})


@pytest.fixture
async def liu(operators: Operators) -> Made:
    """The county officer's account."""
    return await operators.create_user(officer())


OpenDoor = Callable[..., Awaitable[Door]]
Browse = Callable[..., httpx.AsyncClient]


@pytest.fixture
async def open_door(installation: Installation) -> AsyncIterator[OpenDoor]:
    """`await open_door({"registry": app}, **settings)`: another gateway process, in this one.

    `services_at`: URLs of services that run as processes of their own.
    """
    async with AsyncExitStack() as stack:

        async def start(
            services: dict[str, ASGIApp] | None = None,
            *,
            services_at: dict[str, str] | None = None,
            **changed: Any,
        ) -> Door:
            settings = replace(installation.settings, services=services_at or {}, **changed)
            door = create(settings, services)
            await stack.enter_async_context(LifespanManager(door, startup_timeout=30, shutdown_timeout=30))
            return door

        yield start


@pytest.fixture
async def door(open_door: OpenDoor) -> Door:
    """A gateway process."""
    return await open_door()


@pytest.fixture
async def browse() -> AsyncIterator[Browse]:
    """`browse(door)`: a browser on one of our pages; it keeps cookies and names its origin."""
    async with AsyncExitStack() as stack:

        def open_browser(door: ASGIApp, **headers: str) -> httpx.AsyncClient:
            client = httpx.AsyncClient(
                transport=httpx.ASGITransport(app=door),
                base_url=ORIGIN,
                headers={"Origin": ORIGIN, **headers},
            )
            stack.push_async_callback(client.aclose)
            return client

        yield open_browser


@pytest.fixture
def browser(door: Door, browse: Browse) -> httpx.AsyncClient:
    """A browser at the door."""
    return browse(door)


async def sign_in(browser: httpx.AsyncClient, made: Made, *, choose: bool = True) -> dict[str, Any]:
    """Sign in, and work in the first post unless told otherwise."""
    answer = await browser.post(
        "/api/gateway/v1/session", json={"account": made.account, "password": made.password}
    )
    assert answer.status_code == 201, answer.text
    session: dict[str, Any] = answer.json()
    if choose and session["state"] == "choose-post":
        body = {"post_id": session["posts"][0]["id"]}
        answer = await browser.put("/api/gateway/v1/session/post", json=body)
        assert answer.status_code == 200, answer.text
        session = answer.json()
    return session


async def password_grant(browser: httpx.AsyncClient, made: Made, **more: str) -> httpx.Response:
    """A program's sign-in."""
    form = {"grant_type": "password", "username": made.account, "password": made.password, **more}
    return await browser.post("/api/gateway/v1/token", data=form)


@pytest.fixture
async def service_key(operators: Operators) -> SigningKey:
    """The key of a service that may sign in as `bangfu-registry`."""
    key = SigningKey.generate()
    await operators.register_client("bangfu-registry", key.verify_key.jwk)
    return key
