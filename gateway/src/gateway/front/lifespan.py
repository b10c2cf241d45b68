"""Entering another ASGI app's lifespan: a mounted app's would never run."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from starlette.types import ASGIApp, Message


class StartFailed(RuntimeError):
    """The app says that it could not start."""


@contextlib.asynccontextmanager
async def entered(app: ASGIApp) -> AsyncIterator[None]:
    """Start the app, and shut it down when the block ends. Raises StartFailed."""
    asked: asyncio.Queue[Message] = asyncio.Queue()
    answered: asyncio.Queue[Message] = asyncio.Queue()
    scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": {}}

    async def run() -> None:
        try:
            await app(scope, asked.get, answered.put)
        except Exception as error:
            await answered.put({"type": "raised", "error": error})
        else:
            await answered.put({"type": "ended"})

    task = asyncio.create_task(run(), name="lifespan")
    try:
        await asked.put({"type": "lifespan.startup"})
        answer = await answered.get()
        if answer["type"] == "raised":
            raise StartFailed from answer["error"]
        if answer["type"] != "lifespan.startup.complete":
            raise StartFailed(answer.get("message", answer["type"]))
        yield
        await asked.put({"type": "lifespan.shutdown"})
        await answered.get()
    finally:
        if not task.done():
            task.cancel()
        await asyncio.gather(task, return_exceptions=True)
