"""The sequencer (定序): gives what has committed a gap-free position, in the worker process.

What is read in order is read by position. An id would not do: ids are given at the start of transactions
that end in another order.
"""

import asyncio
from typing import Final

import asyncpg

_LOCK: Final = 0x6B69_7401
_MOST: Final = 5_000
_BUSY_SECONDS: Final = 0.005
_IDLE_SECONDS: Final = 0.05
_RIVAL_SECONDS: Final = 1.0

_STEP: Final = f"""
with taken as (
  delete from journal_pending
  where journal_id in (select journal_id from journal_pending order by journal_id limit {_MOST})
  returning journal_id
), last as (
  select position, high from journal_position order by position desc limit 1
)
insert into journal_position (position, journal_id, day, high)
select coalesce((select position from last), 0) + row_number() over (order by j.id), j.id, j.day,
       greatest(coalesce((select high from last), 0), j.id)
from taken join journal j on j.id = taken.journal_id
"""


async def lead(conn: asyncpg.Connection) -> bool:
    """Become the one sequencer of this database, for as long as the connection lives."""
    found: bool = await conn.fetchval("select pg_try_advisory_lock($1)", _LOCK)
    return found


async def step(conn: asyncpg.Connection) -> int:
    """Position what has committed by now; returns how many. Only for the connection that leads."""
    status: str = await conn.execute(_STEP)
    return int(status.rpartition(" ")[2])


async def run(worker_dsn: str) -> None:
    """Sequence until cancelled; a second process of the service waits for the first to end."""
    conn = await asyncpg.connect(worker_dsn, server_settings={"application_name": "bangfu-sequencer"})
    try:
        leads = False
        pause = 0.0
        while True:
            await asyncio.sleep(pause)
            leads = leads or await lead(conn)
            pause = await _turn(conn) if leads else _RIVAL_SECONDS
    finally:
        await conn.close(timeout=5)


async def _turn(conn: asyncpg.Connection) -> float:
    """One step; returns how long to rest."""
    return _BUSY_SECONDS if await step(conn) else _IDLE_SECONDS
