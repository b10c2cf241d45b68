"""Holding back what would write while the installation's day moves.

Every writing transaction takes its hold shared, in the statement that sets its scope. Whoever moves the day
takes it exclusively: then no such transaction is open, and what begins waits, and starts on the new day.

There are two holds, since the worker must still finish what the requests before it have left.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import IntEnum
from typing import Final

import asyncpg

MOST_SECONDS: Final = 4.0
"""How long a hold may last: less than the lock timeout of a write, so that none is refused for it."""


class Hold(IntEnum):
    """Who is held back (the numbers of advisory locks)."""

    REQUESTS = 0x6B69_7403
    WORK = 0x6B69_7404


@asynccontextmanager
async def held(conn: asyncpg.Connection, hold: Hold, *, seconds: float) -> AsyncIterator[None]:
    """Hold back this database's writes until the block ends; a killed holder's hold ends with it.

    Waits at most `seconds` for the transactions that are open. Raises asyncpg.LockNotAvailableError.
    """
    async with conn.transaction():
        await conn.execute(f"set local lock_timeout = '{int(seconds * 1000)}ms'")
        await conn.execute("select pg_advisory_xact_lock($1)", int(hold))
        yield
