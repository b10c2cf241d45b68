"""The position that answers name (`X-Position: registry:12345`): how far this service's journal is ordered.

One task a process asks for it five times a second, so that no request pays for it. What a reader sees may be
a little newer than the position named, never older. The answer of a write names a place at or behind its
own, reckoned inside its transaction: who asks another service with it is told to wait, not "not found".
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Final

from sqlalchemy import text

from kit.db import Database, Prepared, Scope, WriteTx

_SECONDS: Final = 0.2
_HEAD = Prepared(text("select feed_head()"))
_AHEAD = Prepared(text("select feed_ahead()"))

_log = logging.getLogger(__name__)


class PositionWatch:
    """The head of this service's order as this process last saw it."""

    def __init__(self) -> None:
        self.head: int | None = None
        """None until it is followed."""

    @contextlib.asynccontextmanager
    async def following(self, db: Database) -> AsyncIterator[PositionWatch]:
        """Keep up with the database as long as the block lasts."""
        self.head = await _head(db)
        over = asyncio.Event()
        task = asyncio.create_task(self._follow(db, over), name="position")
        try:
            yield self
        finally:
            # Asked to end and not cancelled: a transaction of its own may be open.
            over.set()
            await task

    async def _follow(self, db: Database, over: asyncio.Event) -> None:
        failing = False
        while not over.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_SECONDS):
                    await over.wait()
            try:
                self.head = await _head(db)
                failing = False
            except Exception as error:
                if not failing:
                    _log.warning("the position is not to be had: %s", type(error).__name__)
                failing = True


async def ahead(tx: WriteTx) -> int:
    """The position that this transaction will have, or one a little behind it."""
    return int(await tx.value(_AHEAD))


async def _head(db: Database) -> int:
    async with db.read(Scope.none()) as tx:
        return int(await tx.value(_HEAD))
