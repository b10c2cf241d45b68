"""A whole installation in this process: the real gateway, all services behind it, their workers beside them.

Composed as the launcher composes it, with small databases and few regions. Tests call it through the door.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib import import_module
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import asyncpg
import httpx
from asgi_lifespan import LifespanManager
from fastapi import FastAPI

from gateway import app as gateway
from gateway import roles
from gateway.operators import Operators
from gateway.settings import GatewaySettings, RateLimits
from gateway.tokens.signing import SigningRing
from kit import regions
from kit.auth import AUDIENCE, SigningKey
from kit.clock import stand_on
from kit.ids import uuid7
from kit.peers import Peers
from kit.regions import RegionRow
from kit.settings import Settings
from kit.worker import ServiceWorker
from launcher.composition import app_of
from launcher.services import GATEWAY, SERVICES
from tests.plugins.cluster import DatabaseMaker, FreshDatabase

TODAY: Final = date(2018, 9, 27)
ISSUER: Final = "https://bangfu.test"
CITY: Final = "1310"
HOME, OTHER = "131002", "131022"
"""Two counties that must not meet."""
REGIONS: Final = {
    "1310": "廊坊市",
    "131002": "安次区",
    "131002100": "落垡镇",
    "131002100200": "甲村村委会",
    "131002100201": "乙村村委会",
    "131002101": "码头镇",
    "131002101200": "丙村村委会",
    "131022": "固安县",
    "131022100": "固安镇",
    "131022100200": "丁村村委会",
    "131022101": "宫村镇",
    "131022101200": "戊村村委会",
}
ROLE_REGIONS: Final = {"city": CITY, "county": HOME, "township": "131002100", "village": "131002100200"}
_MOST_SECONDS, _PAUSE_SECONDS = 30.0, 0.05


@dataclass(frozen=True)
class Official:
    """Somebody with a token, or without one, who calls the installation through its door."""

    http: httpx.AsyncClient
    token: str | None
    person: UUID
    language: str = "zh"

    async def ask(
        self, method: str, path: str, *, match: str | None = None, request_id: str | None = None, **more: Any
    ) -> httpx.Response:
        """Send a request; a POST carries a new Idempotency-Key unless `headers` names one."""
        headers = {"Accept-Language": self.language, **more.pop("headers", {})}
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        if method.upper() == "POST":
            headers.setdefault("Idempotency-Key", str(uuid7()))
        if match is not None:
            headers["If-Match"] = match
        if request_id is not None:
            headers["X-Request-Id"] = request_id
        return await self.http.request(method.upper(), path, headers=headers, **more)

    async def get(self, path: str, **more: Any) -> httpx.Response:
        """GET."""
        return await self.ask("GET", path, **more)

    async def post(self, path: str, **more: Any) -> httpx.Response:
        """POST."""
        return await self.ask("POST", path, **more)


@dataclass(frozen=True)
class City:
    """The installation: its door, its services' apps, databases and settings by name."""

    http: httpx.AsyncClient
    apps: Mapping[str, FastAPI]
    settings: Mapping[str, Settings]
    databases: Mapping[str, FreshDatabase]
    folder: Path
    signing: SigningKey

    def official(
        self,
        role: str,
        region: str | None,
        *,
        person: UUID | None = None,
        permissions: frozenset[str] | None = None,
        language: str = "zh",
    ) -> Official:
        """Somebody in a post; without `permissions` with those of the role in the gateway's table."""
        who = person or uuid7()
        granted = roles.permissions_of(role) if permissions is None else permissions
        token = self.signing.access_token(
            issuer=ISSUER,
            audience=AUDIENCE,
            subject="bangfu-test" if role == roles.SERVICE_ROLE else str(who),
            client_id="web",
            seconds=3600,
            ver=1,
            name="周测试",
            account="test",
            post=None if role == roles.SERVICE_ROLE else str(uuid7()),
            role=role,
            region=region,
            region_name=None,
            department=None,
            permissions=sorted(granted),
            client=role == roles.SERVICE_ROLE,
        )
        return Official(self.http, token, who, language)

    def stranger(self, language: str = "zh") -> Official:
        """Somebody without a token."""
        return Official(self.http, None, uuid7(), language)

    async def rows(self, service: str, sql: str, *values: Any) -> list[asyncpg.Record]:
        """What stands in a service's database, behind all policies."""
        admin = await asyncpg.connect(self.databases[service].admin)
        try:
            return list(await admin.fetch(sql, *values))
        finally:
            await admin.close()

    async def ready(self) -> None:
        """Wait until the services let people in: their versions stand still while no test runs."""
        official = self.official("city-officer", CITY)
        for service in ("registry", "assistance", "supervision"):
            path = f"/api/{service}/v1/figures"
            await until(partial(_is_let_in, official, path), f"{service} lets nobody in")

    async def is_told(self, household: str) -> None:
        """Wait until the assistance has heard of a household of the registry."""

        async def heard() -> bool:
            return bool(
                await self.rows("assistance", "select 1 from household where id = $1", UUID(household))
            )

        await until(heard, f"the assistance has not heard of {household}")


async def until(holds: Callable[[], Awaitable[bool]], otherwise: str) -> None:
    """Wait for a condition, at most half a minute."""
    deadline = asyncio.get_running_loop().time() + _MOST_SECONDS
    while not await holds():
        assert asyncio.get_running_loop().time() < deadline, otherwise
        await asyncio.sleep(_PAUSE_SECONDS)


async def _is_let_in(official: Official, path: str) -> bool:
    answer = await official.get(path, params={"region": CITY, "key": "poor_households"})
    return answer.status_code != httpx.codes.SERVICE_UNAVAILABLE


@asynccontextmanager
async def founded(databases: DatabaseMaker, folder: Path) -> AsyncIterator[City]:
    """An installation that runs as long as the block lasts."""
    dsns = {service.name: databases(service.name) for service in SERVICES}
    stand_on(folder / "clock.json", TODAY)
    settings = {name: _settings(name, found, folder) for name, found in dsns.items()}
    for found in dsns.values():
        owner = await asyncpg.connect(found.owner)
        await regions.load(owner, [RegionRow(key, name) for key, name in REGIONS.items()])
        await owner.close()
    own = settings[GATEWAY.name]
    assert isinstance(own, GatewaySettings)
    async with Operators.opened(own, operator="test") as operators:
        for one in settings.values():
            key = SigningKey.load_or_create(one.client_key)
            await operators.register_client(one.client_id, key.verify_key.jwk)
    async with AsyncExitStack() as stack:
        door = gateway.create(own)
        peers = Peers.in_process(door)
        stack.push_async_callback(peers.close)
        apps = {GATEWAY.name: door.api}
        for service in SERVICES:
            if service is not GATEWAY:
                apps[service.name] = app_of(service, settings[service.name], peers)
                door.attach(service.name, apps[service.name])
        await stack.enter_async_context(LifespanManager(door, startup_timeout=30, shutdown_timeout=30))
        for service in SERVICES:
            made: ServiceWorker = import_module(f"{service.package}.worker").worker(
                settings[service.name], peers
            )
            await stack.enter_async_context(_running(made))
        http = await stack.enter_async_context(
            httpx.AsyncClient(
                transport=httpx.ASGITransport(app=door, raise_app_exceptions=False),
                base_url=ISSUER,
                # All officials of a process share it: nobody may come in by the cookie of another.
                cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            )
        )
        signing = SigningRing.load_or_create(own.signing_keys).current
        yield City(http, apps, settings, dsns, folder, signing)


@asynccontextmanager
async def _running(worker: ServiceWorker) -> AsyncIterator[None]:
    task = asyncio.create_task(worker.run(), name=f"worker of {worker.service}")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _settings(service: str, dsns: FreshDatabase, folder: Path) -> Settings:
    common: dict[str, Any] = {
        "service": service,
        "app_dsn": dsns.app,
        "worker_dsn": dsns.worker,
        "issuer": ISSUER,
        "gateway_url": ISSUER,
        "keyring": folder / f"{service}.keyring.json",
        "files_dir": folder / "files" / service,
        "client_id": f"bangfu-{service}",
        "client_key": folder / f"{service}.client.pem",
        "clock_file": folder / "clock.json",
        "installation_name": "测试市",
        "installation_region": CITY,
    }
    if service != GATEWAY.name:
        return Settings(**common)
    limits = RateLimits(
        calls_per_second=1e6, calls_at_once=10**6, sign_ins_per_second=1e6, sign_ins_at_once=10**6
    )
    return GatewaySettings(**common, signing_keys=folder / "signing.json", rate_limits=limits)
