"""Callers for tests: a gateway in miniature that issues tokens under its own key, and clients with them.

The services under test are not told that it is a test: they fetch keys, versions and their own token from
this gateway by the same code as from the real one. What a role may do comes from the gateway's own table.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any, Final
from uuid import UUID

import httpx
import pytest
from asgi_lifespan import LifespanManager
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from gateway import roles
from kit.auth import AUDIENCE, SigningKey
from kit.ids import uuid7
from kit.peers import GATEWAY, Peers

ISSUER: Final = "https://bangfu.test"
_SECONDS: Final = 600


class TestGateway:
    """The gateway's part in a service's life: tokens, keys, versions."""

    __test__ = False

    def __init__(self) -> None:
        self.key = SigningKey.generate()
        self.silent = False
        """While true it answers no question for versions."""
        self._raised: list[tuple[UUID, int]] = []
        self._news = asyncio.Event()
        self.app: ASGIApp = Starlette(
            routes=[
                Route(f"{GATEWAY}/token", self._give_token, methods=["POST"]),
                Route(f"{GATEWAY}/.well-known/jwks.json", self._give_keys),
                Route(f"{GATEWAY}/versions", self._give_versions),
            ]
        )
        self.peers = Peers.in_process(self.app)

    def token(
        self,
        role: str,
        region: str | None,
        *,
        person: UUID | None = None,
        post: UUID | None = None,
        department: str | None = None,
        name: str = "王测试",
        ver: int = 1,
        permissions: frozenset[str] | None = None,
        seconds: int = _SECONDS,
    ) -> str:
        """An access token for a post; without `permissions` those of its role in the gateway's table."""
        granted = roles.permissions_of(role) if permissions is None else permissions
        return self.key.access_token(
            issuer=ISSUER,
            audience=AUDIENCE,
            subject=str(person or uuid7()),
            client_id="web",
            seconds=seconds,
            ver=ver,
            name=name,
            account="test",
            post=str(post or uuid7()),
            role=role,
            region=region,
            region_name=f"区划{region}" if region else None,
            department=department,
            permissions=sorted(granted),
        )

    def service_token(self, client_id: str, *, region: str = "1310") -> str:
        """The token of a service as a client."""
        return self.key.access_token(
            issuer=ISSUER,
            audience=AUDIENCE,
            subject=client_id,
            client_id=client_id,
            seconds=_SECONDS,
            ver=0,
            role=roles.SERVICE_ROLE,
            region=region,
            permissions=sorted(roles.SERVICE_PERMISSIONS),
            client=True,
        )

    def raise_version(self, person: UUID, ver: int) -> None:
        """End all tokens of the person below `ver`, as a lock or a sign-out does."""
        self._raised.append((person, ver))
        self._news.set()

    async def _give_token(self, request: Request) -> JSONResponse:
        form = await request.form()
        token = self.service_token(str(form["client_id"]))
        return JSONResponse({"access_token": token, "token_type": "Bearer", "expires_in": _SECONDS})

    async def _give_keys(self, request: Request) -> JSONResponse:
        return JSONResponse({"keys": [self.key.verify_key.jwk]})

    async def _give_versions(self, request: Request) -> JSONResponse:
        after = int(request.query_params["after"])
        if after >= len(self._raised):
            self._news.clear()
            try:
                async with asyncio.timeout(float(request.query_params["wait"])):
                    await self._news.wait()
            except TimeoutError:
                pass
        if self.silent:
            return JSONResponse({}, status_code=503)
        lines = [{"person_id": str(person), "ver": ver} for person, ver in self._raised[after:]]
        return JSONResponse({"cursor": len(self._raised), "versions": lines})


StartApp = Callable[[Any], Awaitable[ASGIApp]]
ApiClient = Callable[..., httpx.AsyncClient]


@pytest.fixture
async def test_gateway() -> AsyncIterator[TestGateway]:
    """The gateway in miniature; give `test_gateway.peers` to a service's `create(settings, peers)`."""
    gateway = TestGateway()
    yield gateway
    await gateway.peers.close()


@pytest.fixture
async def start_app() -> AsyncIterator[StartApp]:
    """`await start_app(app)` enters the app's lifespan until the test ends, and gives the app back."""
    async with AsyncExitStack() as stack:

        async def start(app: Any) -> ASGIApp:
            await stack.enter_async_context(LifespanManager(app, startup_timeout=30, shutdown_timeout=30))
            started: ASGIApp = app
            return started

        yield start


@pytest.fixture
async def api_client(test_gateway: TestGateway) -> AsyncIterator[ApiClient]:
    """`api_client(app, role="county-officer", region="131002")`: an httpx client signed in as that post.

    More arguments as of `TestGateway.token`; `role=None` gives a client without a token. Each POST gets an
    `Idempotency-Key` of its own unless it names one, or `keys=False`.
    """
    async with AsyncExitStack() as stack:

        def client(
            app: ASGIApp,
            *,
            role: str | None,
            region: str | None = None,
            keys: bool = True,
            **claims: Any,
        ) -> httpx.AsyncClient:
            async def give_key(request: httpx.Request) -> None:
                if keys and request.method == "POST":
                    request.headers.setdefault("Idempotency-Key", str(uuid7()))

            made = httpx.AsyncClient(
                transport=httpx.ASGITransport(app=app),
                base_url="http://service.test",
                event_hooks={"request": [give_key]},
            )
            if role is not None:
                made.headers["Authorization"] = f"Bearer {test_gateway.token(role, region, **claims)}"
            stack.push_async_callback(made.aclose)
            return made

        yield client
