"""A job as its handler sees it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, Uuid, bindparam, text

from kit.db import Database, Prepared, ReadTx, Scope, WriteTx
from kit.journal import JournalEntry

_CHECKPOINT: Final = Prepared(
    text(
        "update job set done = :done, total = coalesce(:total, total) where id = :id returning state"
    ).bindparams(
        bindparam("id", type_=Uuid),
        bindparam("done", type_=BigInteger),
        bindparam("total", type_=BigInteger),
    )
)


class JobCancelled(Exception):
    """Somebody asked the running job to stop; raised at its next checkpoint."""


class JobFailed(Exception):
    """The job cannot be done, and trying again would not help; `slug` says why, without any value."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


@dataclass(kw_only=True)
class Job:
    """A queued job with the scope of whoever queued it.

    A job may be run again from the start after a kill: what it does between two checkpoints must be done in
    the transaction of the second, so that it is done once.
    """

    id: UUID
    name: str
    key: str
    payload: dict[str, Any]
    scope: Scope
    done: int
    """How far the last committed checkpoint came (0 at first): where to resume."""
    total: int | None
    db: Database
    """The worker's database: household tables within the job's scope, internal tables as they are."""
    context: Any
    """What the service gave its worker: its runtime."""
    actor_name: str | None = None

    @asynccontextmanager
    async def write(self, operation: str, *, subject: UUID | None = None) -> AsyncIterator[WriteTx]:
        """A writing transaction in the job's scope, journalled as `operation`."""
        entry = JournalEntry(operation=operation, subject=subject, actor_name=self.actor_name)
        entry.details["job"] = str(self.id)
        async with self.db.write(self.scope, entry) as tx:
            yield tx

    @asynccontextmanager
    async def read(self, *, snapshot: bool = False) -> AsyncIterator[ReadTx]:
        """A reading transaction in the job's scope."""
        async with self.db.read(self.scope, snapshot=snapshot) as tx:
            yield tx

    async def checkpoint(self, tx: WriteTx, done: int, total: int | None = None) -> None:
        """Record progress in the transaction of the work that it stands for.

        Raises JobCancelled if somebody asked for it: let it pass, the transaction is rolled back.
        """
        if await tx.value(_CHECKPOINT, id=self.id, done=done, total=total) == "cancelling":
            raise JobCancelled
        self.done = done


Handler = Callable[[Job], Awaitable[dict[str, Any] | None]]
"""Runs a job; what it returns is kept as the job's result (no protected value)."""
