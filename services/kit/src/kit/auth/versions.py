"""The table of versions: what ends a token before it expires.

A change of post, a lock or a sign-out raises the person's integer `ver` at the gateway. Every process keeps a
small table of the raised ones, fed by one long-polling task whose source answers at least every second. It is
consulted after the token cache, so no cached token outlives a lock; a table that has heard nothing for five
seconds refuses everything.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol
from uuid import UUID

STALE_SECONDS: Final = 5.0
WAIT_SECONDS: Final = 1.0
_PAUSE_SECONDS: Final = 0.2

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """One answer of the source: the versions raised after the cursor asked for, and the next cursor."""

    cursor: int
    versions: Mapping[UUID, int] = field(default_factory=dict)
    more: bool = False


class VersionsSource(Protocol):
    """Where versions come from: the gateway over HTTP, or the gateway's own database inside itself."""

    async def versions(self, after: int, wait: float) -> VersionsPage:
        """What was raised after the cursor (0: everything); waits up to `wait` seconds for news."""
        ...


class VersionTable:
    """The raised versions as this process knows them."""

    def __init__(self) -> None:
        self._versions: dict[UUID, int] = {}
        self._cursor = 0
        self._heard: float | None = None

    @property
    def stale(self) -> bool:
        """Whether the table is too old to trust (or was never filled)."""
        return self._heard is None or time.monotonic() - self._heard > STALE_SECONDS

    def admits(self, person_id: UUID, ver: int) -> bool:
        """Whether a token of this `ver` still holds for the person."""
        return ver >= self._versions.get(person_id, 0)

    def take(self, page: VersionsPage) -> None:
        """Enter an answer of the source."""
        for person_id, ver in page.versions.items():
            if ver > self._versions.get(person_id, 0):
                self._versions[person_id] = ver
        # A cursor that goes backwards is a gateway restored from a backup: what was raised stays raised.
        self._cursor = page.cursor
        if not page.more:
            self._heard = time.monotonic()

    async def follow(self, source: VersionsSource) -> None:
        """Poll the source until cancelled; a failed poll is tried again, and the table ages meanwhile."""
        failing = False
        while True:
            # Until the table has been filled once there is nothing to wait for.
            wait = WAIT_SECONDS if self._heard is not None else 0.0
            try:
                # Not wait_for: Python 3.11's loses a cancellation that meets the answer.
                async with asyncio.timeout(STALE_SECONDS):
                    page = await source.versions(self._cursor, wait)
            except Exception as error:
                if not failing:
                    _log.warning("the version table hears nothing from the gateway: %s", type(error).__name__)
                failing = True
                await asyncio.sleep(_PAUSE_SECONDS)
                continue
            failing = False
            self.take(page)
            if not page.versions:
                # A source that does not wait must not turn this into a busy loop.
                await asyncio.sleep(0.01)

    @contextlib.asynccontextmanager
    async def following(self, source: VersionsSource) -> AsyncIterator[VersionTable]:
        """The table, fed by a task of its own as long as the block lasts."""
        task = asyncio.create_task(self.follow(source), name="versions")
        try:
            yield self
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
