"""Uploads go after 30 days: the file, its staged rows, its sealed drafts."""

import asyncio
from typing import Final

from kit.clock import Clock
from kit.db import Database, Scope
from kit.files import Store
from kit.journal import JournalEntry
from kit.worker import Chore
from registry_api.imports import batches

_PAUSE_SECONDS: Final = 3600


def clearing(files: Store, clock: Clock) -> Chore:
    """The chore that looks every hour for imports that are over."""

    async def clear(db: Database) -> None:
        while True:
            await clear_expired(db, files, clock)
            await asyncio.sleep(_PAUSE_SECONDS)

    return clear


async def clear_expired(db: Database, files: Store, clock: Clock) -> int:
    """Remove imports that are over on the business day, and their files; how many files went.

    Files go before the commit: a kill in between leaves rows that the next round removes, never a file that
    nothing refers to.
    """
    async with db.write(Scope.none(), JournalEntry(operation="roster.expire")) as tx:
        removed, addresses = await batches.expire(tx, clock.today())
        if not removed:
            tx.abandon()
            return 0
        for address in addresses:
            files.discard(address)
        tx.entry.details.update(imports=removed, files=len(addresses))
    return len(addresses)
