"""Moving the day that a demonstration stands on.

It moves only once nothing is under way: no transaction open, every journal row positioned, every job ended,
every feed read to its head. Otherwise an event of one day would be applied on another.
"""

import asyncio
import time
from datetime import date

import asyncpg

from kit.clock import stand_on
from launcher.errors import LauncherError
from launcher.installation import Installation
from launcher.postgres import Server
from launcher.services import SERVICES

QUIET_SECONDS = 120.0

_BUSY = """
select (select count(*) from journal_pending) as unpositioned,
       (select count(*) from job where state in ('queued', 'running', 'cancelling')) as jobs,
       (select count(*) from pg_stat_activity
        where datname = current_database() and usename <> current_user
          and xact_start is not null and backend_type = 'client backend') as transactions
"""
# Only positions with events ask to be read by others.
_HEAD = "select coalesce(max(position), 0) from journal_position join outbox using (journal_id)"
_READ = "select source, position from feed_cursor"


async def advance(installation: Installation, server: Server, day: date) -> None:
    """Wait until all is quiet, then let the installation stand on `day`. Nobody else may write meanwhile."""
    deadline = time.monotonic() + QUIET_SECONDS
    while under_way := await _under_way(server):
        if time.monotonic() > deadline:
            raise LauncherError(
                f"The clock cannot move to {day}: after {QUIET_SECONDS:.0f} s there are still {under_way}."
            )
        await asyncio.sleep(0.2)
    stand_on(installation.clock, day)


async def _under_way(server: Server) -> str:
    """What is not finished yet, in words; empty when all is quiet."""
    heads: dict[str, int] = {}
    cursors: list[tuple[str, str, int]] = []
    found: list[str] = []
    for service in SERVICES:
        connection = await asyncpg.connect(server.dsn(service.database))
        try:
            busy = await connection.fetchrow(_BUSY)
            found += [f"{count} {what} in {service.name}" for what, count in busy.items() if count]
            heads[service.name] = await connection.fetchval(_HEAD)
            cursors += [
                (service.name, row["source"], row["position"]) for row in await connection.fetch(_READ)
            ]
        finally:
            await connection.close()
    found += [
        f"unread events of {source} in {reader}"
        for reader, source, position in cursors
        if position < heads.get(source, 0)
    ]
    return ", ".join(found)
