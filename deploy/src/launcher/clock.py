"""Moving the day that a demonstration stands on.

It moves only once nothing is under way: every transaction ended, every journal row positioned, every job
ended, every feed read to its head. Otherwise an event of one day would be applied on another. New writes of
requests are held back meanwhile, those of the worker at the very end; they go on on the new day.
"""

import asyncio
import time
from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import date

import asyncpg

from kit.clock import stand_on
from kit.db.standstill import MOST_SECONDS, Hold, held
from launcher.errors import LauncherError
from launcher.installation import Installation
from launcher.postgres import Server
from launcher.services import SERVICES

QUIET_SECONDS = 120.0
PAUSE_SECONDS = 0.2
# To take one hold in one database; all of them and the draining together stay within MOST_SECONDS.
HOLD_SECONDS = 0.4

_JOBS = "select count(*) from job where state in ('queued', 'running', 'cancelling')"
_UNPOSITIONED = "select count(*) from journal_pending"
# Only positions with events ask to be read by others.
_HEAD = "select coalesce(max(position), 0) from journal_position join outbox using (journal_id)"
_READ = "select source, position from feed_cursor"

Connections = Mapping[str, asyncpg.Connection]
"""One a service, by its name."""


async def advance(installation: Installation, server: Server, day: date) -> None:
    """Wait until all is quiet, then let the installation stand on `day`. Raises LauncherError."""
    deadline = time.monotonic() + QUIET_SECONDS
    async with AsyncExitStack() as stack:
        connections: dict[str, asyncpg.Connection] = {}
        for service in SERVICES:
            connection = await asyncpg.connect(server.dsn(service.database))
            stack.push_async_callback(connection.close)
            connections[service.name] = connection
        while left := await _try(installation, connections, day):
            if time.monotonic() > deadline:
                raise LauncherError(
                    f"The clock cannot move to {day}: after {QUIET_SECONDS:.0f} s there are still {left}."
                )
            await asyncio.sleep(PAUSE_SECONDS)


async def _try(installation: Installation, connections: Connections, day: date) -> str:
    """Move the day if all comes to rest in time; otherwise what is not finished yet, in words.

    Nobody is held back for longer than MOST_SECONDS, and for no job, which may take its minutes.
    """
    if jobs := await _jobs(connections):
        return jobs
    until = time.monotonic() + MOST_SECONDS
    try:
        async with AsyncExitStack() as requests:
            await _hold_all(requests, connections, Hold.REQUESTS)
            while left := await _under_way(connections):
                if time.monotonic() + HOLD_SECONDS * len(connections) > until:
                    return left
                await asyncio.sleep(0.02)
            async with AsyncExitStack() as work:
                await _hold_all(work, connections, Hold.WORK)
                # The worker may have done something between the last look and its hold.
                left = await _under_way(connections)
                if not left:
                    stand_on(installation.clock, day)
                return left
    except asyncpg.LockNotAvailableError:
        return "open transactions"


async def _hold_all(stack: AsyncExitStack, connections: Connections, hold: Hold) -> None:
    for connection in connections.values():
        await stack.enter_async_context(held(connection, hold, seconds=HOLD_SECONDS))


async def _jobs(connections: Connections) -> str:
    counts = {name: await connection.fetchval(_JOBS) for name, connection in connections.items()}
    return ", ".join(f"{count} jobs in {name}" for name, count in counts.items() if count)


async def _under_way(connections: Connections) -> str:
    """What is not finished yet, in words; empty when all is quiet."""
    heads: dict[str, int] = {}
    found = [jobs] if (jobs := await _jobs(connections)) else []
    for name, connection in connections.items():
        if count := await connection.fetchval(_UNPOSITIONED):
            found.append(f"{count} unpositioned in {name}")
        heads[name] = await connection.fetchval(_HEAD)
    for name, connection in connections.items():
        found += [
            f"unread events of {row['source']} in {name}"
            for row in await connection.fetch(_READ)
            if row["position"] < heads.get(row["source"], 0)
        ]
    return ", ".join(found)
