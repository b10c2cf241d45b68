"""The nightly recount: the same SQL over all households. The rows are the truth, a difference is an alarm."""

from collections.abc import AsyncIterator
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from kit.db import Database, Prepared, Scope
from kit.journal import JournalEntry

_BATCH: Final = 200
_HOUSEHOLDS: Final = Prepared(
    text("select * from counted_households(:after, :most) as id").bindparams(bindparam("after", type_=Uuid))
)
_IDS: Final = bindparam("ids", type_=ARRAY(Uuid))
_RECOUNT: Final = Prepared(text("select * from recount_counted(:ids)").bindparams(_IDS))
_TOUCH: Final = Prepared(text("select touch_counted(:ids)").bindparams(_IDS))


async def recount(db: Database) -> list[dict[str, Any]]:
    """Rows that are counted and should not be (`counted` true), or should be and are not; empty when right.

    `db` is the worker's.
    """
    differences: list[dict[str, Any]] = []
    async for ids in _households(db):
        async with db.read(Scope.none()) as tx:
            differences += [dict(row) for row in await tx.all(_RECOUNT, ids=ids)]
    return differences


async def refill(db: Database) -> int:
    """Count all households anew, after a change of indicators; returns how many. `db` is the worker's."""
    seen = 0
    async for ids in _households(db):
        async with db.write(Scope.none(), JournalEntry(operation="figures.refill")) as tx:
            await tx.value(_TOUCH, ids=ids)
        seen += len(ids)
    return seen


async def _households(db: Database) -> AsyncIterator[list[UUID]]:
    after: UUID | None = None
    while True:
        async with db.read(Scope.none()) as tx:
            ids = [row["id"] for row in await tx.all(_HOUSEHOLDS, after=after, most=_BATCH)]
        if not ids:
            return
        yield ids
        after = ids[-1]
