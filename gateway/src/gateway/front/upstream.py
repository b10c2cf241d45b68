"""A service behind the door: its ASGI app in this process, or its process over the network."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import Protocol

from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.front.lifespan import entered


class Upstream(Protocol):
    """Answers requests whose headers the door has already put right."""

    def opened(self) -> contextlib.AbstractAsyncContextManager[None]:
        """Ready to answer as long as the block lasts."""
        ...

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        ...


class InProcess:
    """A service's app in this very process; its lifespan is entered with the gateway's."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    @contextlib.asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """The app started, and shut down when the block ends."""
        async with entered(self._app):
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request to the app."""
        await self._app(scope, receive, send)
