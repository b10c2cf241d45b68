"""The gateway's outermost app: every request from outside comes through here, and none goes another way."""

from __future__ import annotations

import contextlib
import http.cookies
from collections.abc import AsyncIterator, Mapping
from typing import Final

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway import routes
from gateway.front import headers
from gateway.front.limits import RateLimit
from gateway.front.problems import NoSuchAddress, TooManyRequests
from gateway.front.upstream import InProcess, Upstream
from gateway.sessions import origin
from gateway.sessions.errors import ForeignOrigin
from gateway.sessions.keeper import SessionKeeper
from gateway.sessions.visit import BACKGROUND, COOKIE
from gateway.settings import GatewaySettings
from kit.ids import uuid7
from kit.web import Problem
from kit.web.edge import Edge
from kit.web.language import choose

_COOKIE_MARK: Final = COOKIE.encode()
_BACKGROUND: Final = BACKGROUND.encode()
_SESSION_HEADERS: Final = frozenset({b"cookie", _BACKGROUND})


class Door:
    """Routes by `gateway.routes`: the gateway's own app, the services, the API page, the web app."""

    def __init__(
        self,
        settings: GatewaySettings,
        own: FastAPI,
        services: Mapping[str, Upstream],
        pages: ASGIApp,
    ) -> None:
        """`own`: the gateway's own API; `pages`: what is no API of a service (web app, API page)."""
        self._settings = settings
        self.api = own
        """The gateway's own API."""
        self._upstreams: dict[str, Upstream] = {"gateway": InProcess(own), **services}
        self._pages = Edge(pages)
        limits = settings.rate_limits
        self._calls = RateLimit(limits.calls_per_second, limits.calls_at_once)
        self._sign_ins = RateLimit(limits.sign_ins_per_second, limits.sign_ins_at_once)

    def attach(self, service: str, app: ASGIApp) -> None:
        """Put a service's app behind the door, in this process; before the start.

        Services are made with a way to the gateway, so the gateway is made first.
        """
        self._upstreams[service] = InProcess(app)

    def upstream(self, service: str) -> Upstream | None:
        """The way to a service, if it is part of this composition."""
        return self._upstreams.get(service)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or live through the lifespan."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        try:
            await self._pass(scope, receive, send)
        except Problem as problem:
            await self._refuse(problem, scope, receive, send)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """The gateway's own app first, then the services, which ask it for versions as they start."""
        async with contextlib.AsyncExitStack() as stack:
            for upstream in self._upstreams.values():
                await stack.enter_async_context(upstream.opened())
            yield

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        stack = contextlib.AsyncExitStack()
        try:
            await stack.enter_async_context(self.running())
        except BaseException as error:
            await send({"type": "lifespan.startup.failed", "message": repr(error.__cause__ or error)})
            raise
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await stack.aclose()
        await send({"type": "lifespan.shutdown.complete"})

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        service = routes.service_of(path)
        if service is None:
            await self._pages(scope, receive, send)
            return
        upstream = self._upstreams.get(service)
        if upstream is None:
            raise NoSuchAddress
        raw: headers.Headers = scope["headers"]
        named: headers.Named = dict(raw)
        secret = _secret(raw) if b"cookie" in named else None
        bearer = named.get(b"authorization")
        address = self._address(scope, named)
        self._limit(scope["method"], path, address, bearer or secret)
        keeps_cookie = service == "gateway" and routes.takes_cookie(path)
        session = None
        if secret is not None and bearer is None and not keeps_cookie and not routes.is_public(path):
            session = await self._bearer(scope["method"], named, secret)
        inward = headers.inward(
            raw,
            named,
            request_id=named.get(b"x-request-id") or str(uuid7()).encode(),
            address=address,
            scheme=scope.get("scheme", "http"),
            bearer=session,
        )
        if keeps_cookie:
            inward += [pair for pair in raw if pair[0] in _SESSION_HEADERS]
        await upstream({**scope, "headers": inward}, receive, send)

    async def _bearer(self, method: str, named: headers.Named, secret: str) -> str:
        """The access token behind the cookie; unsafe requests must come from our own pages."""
        if method not in origin.SAFE_METHODS and not origin.is_own(
            headers.text(named, b"origin"), headers.text(named, b"host"), self._settings.public_origins
        ):
            raise ForeignOrigin
        keeper: SessionKeeper = self.api.state.keeper
        return await keeper.bearer(secret, background=named.get(_BACKGROUND) == b"1")

    def _limit(self, method: str, path: str, address: str, credential: bytes | str | None) -> None:
        waits = [self._calls.take(hash(credential) if credential else address)]
        if routes.is_sign_in(method, path):
            waits.append(self._sign_ins.take(address))
        seconds = max((wait for wait in waits if wait is not None), default=None)
        if seconds is not None:
            raise TooManyRequests(seconds)

    def _address(self, scope: Scope, named: headers.Named) -> str:
        if self._settings.trust_forwarded and (said := headers.text(named, b"x-forwarded-for")):
            return said.rpartition(",")[2].strip()
        client = scope.get("client")
        return client[0] if client else "unknown"

    async def _refuse(self, problem: Problem, scope: Scope, receive: Receive, send: Send) -> None:
        language = choose(headers.text(dict(scope["headers"]), b"accept-language"))

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            await problem.response(language, scope["kit.request_id"])(scope, receive, send)

        await Edge(answer)(scope, receive, send)


def _secret(raw: headers.Headers) -> str | None:
    """The session's secret among the cookies."""
    for name, value in raw:
        if name == b"cookie" and _COOKIE_MARK in value:
            with contextlib.suppress(http.cookies.CookieError):
                morsel = http.cookies.SimpleCookie(value.decode("latin-1")).get(COOKIE)
                if morsel is not None and morsel.value:
                    return morsel.value
    return None
