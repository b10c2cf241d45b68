"""A service over the network: a pooled client that streams both bodies and gives up when the caller does."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any, Final
from urllib.parse import quote

import aiohttp
from starlette.types import Message, Receive, Scope, Send
from yarl import URL

from gateway.front import headers
from gateway.front.problems import ServiceBroken, ServiceSilent, ServiceUnreachable
from kit.web.language import choose

_CONNECTIONS: Final = 256
_CONNECT_SECONDS: Final = 2.0
_SILENCE_SECONDS: Final = 60.0
# What aiohttp would add by itself; the caller's own headers go on as they are.
_NOT_ADDED: Final = ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")


class _CallerGone(Exception):
    """The caller hung up before its body was complete."""


class Network:
    """The process of a service at a URL."""

    def __init__(self, service: str, url: str) -> None:
        self._service = service
        self._base = url.rstrip("/")
        self._client: aiohttp.ClientSession | None = None

    @contextlib.asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """A pool of connections, closed when the block ends."""
        async with aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=_CONNECTIONS),
            timeout=aiohttp.ClientTimeout(
                total=None, sock_connect=_CONNECT_SECONDS, sock_read=_SILENCE_SECONDS
            ),
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            skip_auto_headers=_NOT_ADDED,
        ) as self._client:
            yield
        self._client = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; 502, 503 or 504 where the service does not."""
        started = False

        async def send_on(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._exchange(scope, receive, send_on)
        except _CallerGone:
            return
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            if started:
                raise  # half an answer cannot be taken back: the connection is broken off
            problem = _problem(self._service, error)
            named = dict(scope["headers"])
            language = choose(headers.text(named, b"accept-language"))
            request_id = headers.text(named, b"x-request-id")
            await problem.response(language, request_id)(scope, receive, send)

    async def _exchange(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._client is None:
            raise aiohttp.ClientConnectionError("not opened")
        body, complete = await _body(receive)
        request = self._client.request(
            scope["method"],
            self._url(scope),
            headers=[(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]],
            data=body,
            allow_redirects=False,
        )
        async with _until_gone(receive, complete), request as answer:
            await send(
                {
                    "type": "http.response.start",
                    "status": answer.status,
                    "headers": headers.outward(answer.raw_headers),
                }
            )
            async for part in answer.content.iter_any():
                await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _url(self, scope: Scope) -> URL:
        raw: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
        query: bytes = scope.get("query_string", b"")
        path = raw.decode("latin-1") + (f"?{query.decode('latin-1')}" if query else "")
        return URL(self._base + path, encoded=True)


async def _body(receive: Receive) -> tuple[Any, asyncio.Event]:
    """The request's body, streamed if it comes in parts, and whether all of it has been read."""
    complete = asyncio.Event()
    first = await receive()
    if first["type"] == "http.disconnect":
        raise _CallerGone
    if not first.get("more_body", False):
        complete.set()
        return first.get("body") or None, complete

    async def parts() -> AsyncIterator[bytes]:
        message = first
        while True:
            if message["type"] == "http.disconnect":
                raise _CallerGone
            if message.get("body"):
                yield message["body"]
            if not message.get("more_body", False):
                complete.set()
                return
            message = await receive()

    return parts(), complete


@contextlib.asynccontextmanager
async def _until_gone(receive: Receive, complete: asyncio.Event) -> AsyncIterator[None]:
    """Break the block off when the caller hangs up: an export nobody reads must not go on."""
    task = asyncio.current_task()
    assert task is not None
    gone = False

    async def watch() -> None:
        nonlocal gone
        await complete.wait()
        while (await receive())["type"] != "http.disconnect":
            pass
        gone = True
        task.cancel()

    watcher = asyncio.create_task(watch())
    try:
        yield
    except asyncio.CancelledError:
        if not gone or task.uncancel() > 0:
            raise
        raise _CallerGone from None
    finally:
        watcher.cancel()


def _problem(service: str, error: Exception) -> ServiceUnreachable | ServiceSilent | ServiceBroken:
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return ServiceUnreachable(service)
    if isinstance(error, TimeoutError):
        return ServiceSilent(service)
    return ServiceBroken(service)
