"""The raised versions as this gateway process knows them: by NOTIFY at once, and by asking every second.

Long polls are answered from memory, so a hundred waiting processes cost the database nothing. A gateway that
has not reached its database for three seconds answers no poll, and the tables of the others grow stale.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator
from typing import Final
from uuid import UUID

import asyncpg
from sqlalchemy import text

from kit.auth import VersionsPage
from kit.db import Database, Prepared, Scope

CHANNEL: Final = "gateway_versions"
MOST_WAIT_SECONDS: Final = 1.0
_PAGE: Final = 1000
_BLIND_SECONDS: Final = 3.0
_RAISED: Final = Prepared(text("select * from versions_raised(:after, :most)"))

_log = logging.getLogger(__name__)


class VersionsUnknown(Exception):
    """This gateway has not reached its database for too long to say what was raised."""


class VersionsFeed:
    """Who was raised to which version, in the order of the raising (kit.auth.VersionsSource)."""

    def __init__(self, db: Database, dsn: str) -> None:
        self._db = db
        self._dsn = dsn
        self._lines: dict[UUID, tuple[int, int]] = {}  # person → (position, ver), in order of position
        self._head = 0
        self._asked: float | None = None
        self._news = asyncio.Condition()
        self._rung = asyncio.Event()

    @contextlib.asynccontextmanager
    async def watching(self) -> AsyncIterator[VersionsFeed]:
        """The feed, kept up to date as long as the block lasts; filled when the block begins."""
        await self._ask()
        tasks = [
            asyncio.create_task(self._listen(), name="versions-listen"),
            asyncio.create_task(self._follow(), name="versions-follow"),
        ]
        try:
            yield self
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def versions(self, after: int, wait: float) -> VersionsPage:
        """What was raised after the position; waits up to `wait` (at most one) seconds for news.

        A position ahead of ours comes from before a restore: it is answered from the beginning.
        """
        if after == self._head:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(wait, MOST_WAIT_SECONDS)), self._news:
                    await self._news.wait_for(lambda: self._head > after)
        if self._asked is None or time.monotonic() - self._asked > _BLIND_SECONDS:
            raise VersionsUnknown
        if after > self._head:
            after = 0
        lines = [(person, *line) for person, line in self._lines.items() if line[0] > after]
        page = lines[:_PAGE]
        more = len(lines) > len(page)
        return VersionsPage(
            cursor=page[-1][1] if more else self._head,
            versions={person: ver for person, _, ver in page},
            more=more,
        )

    async def refresh(self) -> None:
        """Ask the database now: after this process itself raised a version."""
        await self._ask()

    async def _ask(self) -> None:
        more = True
        while more:
            async with self._db.read(Scope.none()) as tx:
                rows = await tx.all(_RAISED, after=self._head, most=_PAGE)
            more = len(rows) == _PAGE
            async with self._news:
                for row in rows:
                    if row["ver_position"] > self._head:
                        self._lines.pop(row["person_id"], None)
                        self._lines[row["person_id"]] = (row["ver_position"], row["ver"])
                        self._head = row["ver_position"]
                self._asked = time.monotonic()
                if rows:
                    self._news.notify_all()

    async def _follow(self) -> None:
        while True:
            # Not asyncio.wait_for: before Python 3.12 it may swallow the cancellation that ends this task.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(MOST_WAIT_SECONDS / 2):
                    await self._rung.wait()
            self._rung.clear()
            try:
                await self._ask()
            except Exception as error:
                _log.warning("raised versions cannot be read: %s", type(error).__name__)
                await asyncio.sleep(0.2)

    async def _listen(self) -> None:
        """Hold one connection that hears what other gateway processes raise; without it we ask anyway."""
        while True:
            lost = asyncio.Event()
            try:
                connection = await asyncpg.connect(
                    self._dsn, server_settings={"application_name": "bangfu-gateway-listen"}
                )
                try:
                    connection.add_termination_listener(lambda _, lost=lost: lost.set())
                    await connection.add_listener(CHANNEL, lambda *_: self._rung.set())
                    self._rung.set()
                    await lost.wait()
                finally:
                    connection.terminate()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                _log.warning("the gateway does not hear its database: %s", type(error).__name__)
            await asyncio.sleep(1)
