"""Jobs (后台任务): queued in the caller's transaction, run by the worker, resumed after a kill."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol
from uuid import UUID

from kit.db import Database, Scope, WriteTx
from kit.journal import JournalEntry


class JobCancelled(Exception):
    """Somebody asked the running job to stop; raised at its next checkpoint."""


class Job(Protocol):
    """What a handler gets: the queued job, its scope and the means to report progress."""

    id: UUID
    name: str
    key: str
    payload: dict[str, Any]
    scope: Scope
    db: Database
    done: int
    """How far the last committed checkpoint came (0 at first): where to resume."""
    context: Any
    """What the service passed to its worker (settings, keyring, peers …)."""

    def write(self, entry: JournalEntry) -> AbstractAsyncContextManager[WriteTx]:
        """A transaction in the job's scope."""
        ...

    async def checkpoint(self, tx: WriteTx, done: int, total: int | None = None) -> None:
        """Record progress in the same transaction as the work it stands for."""
        ...


Handler = Callable[[Job], Awaitable[dict[str, Any] | None]]
"""Runs a job; what it returns is kept as the job's result (no protected value)."""
