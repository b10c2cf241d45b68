"""One asyncpg pool of one database role, and the scoped transactions on it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final, Self

import asyncpg
import orjson

from kit.clock import Clock, SystemClock
from kit.db.scope import Scope
from kit.db.standstill import Hold
from kit.db.transaction import ReadTx, Tx, WriteTx
from kit.journal import JournalEntry

_SETTINGS: Final = ("lo", "hi", "up", "person", "post", "role", "department", "day")
_SET: Final = ", ".join(f"set_config('app.{name}', ${i}, true)" for i, name in enumerate(_SETTINGS, 1))
_BEGIN_READ: Final = f"select {_SET}"
# The journal id is reserved and the hold shared in the statement that sets the scope: one round trip for all.
_BEGIN_WRITE: Final = f"""
select set_config('app.journal', nextval('journal_id')::text, true),
       pg_advisory_xact_lock_shared(${len(_SETTINGS) + 1}), {_SET}
"""
_SET_DAY: Final = "select set_config('app.day', $1, true)"

# One statement: as three it costs a fifth of the write throughput.
_COMMIT: Final = """
with entry as (
  insert into journal (id, operation, subject, reason, request_id, actor_name, digest, details,
                       person_id, post_id, role, department, region_key, day)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
), told as (
  insert into outbox (journal_id, n, type, version, subject, region_key, data)
  select $1, n, type, version, subject, region_key, data
  from unnest($15::text[], $16::int[], $17::uuid[], $18::text[], $19::jsonb[]) with ordinality
       as event (type, version, subject, region_key, data, n)
)
insert into journal_pending (journal_id) values ($1)
"""

_SERVER_SETTINGS: Final = {
    "lock_timeout": "5s",
    "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "60s",
    # Plans of scoped statements depend on the range; jit never pays off for them.
    "jit": "off",
}


LEAK: Final = "BF001"
"""SQLSTATE with which `require_no_scope()` says that a setting is left."""

# Commit and check-in in one round trip.
_END: Final = "commit; select require_no_scope()"


class ScopeLeak(RuntimeError):
    """A transaction left a setting behind that the next user of its connection would have inherited."""


class _CheckIn:
    """Sees at the end of a transaction that no setting of its scope outlives it.

    `set_config(…, false)` does, and a rollback does not clear it. A connection that leaked is closed, and
    the leak is an error in the code that ran on it.
    """

    def __init__(self) -> None:
        # Server processes of connections that were found clear and not used since.
        self._clear: set[int] = set()

    def begin(self, conn: asyncpg.Connection) -> None:
        """The connection is in use."""
        self._clear.discard(conn.get_server_pid())

    async def commit(self, conn: asyncpg.Connection) -> None:
        """Commit and check; what leaked is committed, and told."""
        try:
            await conn.execute(_END)
        except asyncpg.PostgresError as error:
            if error.sqlstate != LEAK:
                raise
            conn.terminate()
            raise ScopeLeak("a transaction set a scope setting that outlives it") from None
        self._clear.add(conn.get_server_pid())

    async def reset(self, conn: asyncpg.Connection) -> None:
        """Before the pool takes a connection back: one whose transaction did not commit is checked here."""
        if conn.get_server_pid() in self._clear:
            return
        if await conn.fetchval("select scope_is_left()"):
            conn.terminate()
            raise ScopeLeak("a transaction set a scope setting that outlives it")
        await conn.execute(conn.get_reset_query())


class Database:
    """A pool of connections of one role; one comes out only inside a transaction with its scope set."""

    def __init__(self, pool: asyncpg.Pool, clock: Clock, check_in: _CheckIn, hold: Hold) -> None:
        self._pool = pool
        self._clock = clock
        self._check_in = check_in
        self._hold = int(hold)

    @classmethod
    async def open(
        cls,
        dsn: str,
        *,
        size: int = 5,
        application: str = "bangfu",
        clock: Clock | None = None,
        hold: Hold = Hold.REQUESTS,
    ) -> Self:
        """Open a pool of at most `size` connections; `clock` says the business day of each transaction.

        `hold`: with whom its writes wait while that day is moved.
        """
        check_in = _CheckIn()
        pool = await asyncpg.create_pool(
            dsn,
            min_size=0,
            max_size=size,
            init=_prepare,
            reset=check_in.reset,
            server_settings={**_SERVER_SETTINGS, "application_name": application},
        )
        return cls(pool, clock or SystemClock(), check_in, hold)

    async def close(self) -> None:
        """Wait for the transactions that are open, then close all connections."""
        await self._pool.close()

    @asynccontextmanager
    async def read(self, scope: Scope, *, snapshot: bool = False) -> AsyncIterator[ReadTx]:
        """A READ ONLY transaction; with `snapshot` all its statements see one instant."""
        isolation = "repeatable read" if snapshot else "read committed"
        async with self._pool.acquire() as conn:
            self._check_in.begin(conn)
            await conn.execute(f"begin isolation level {isolation} read only")
            try:
                today = self._clock.today()
                await conn.fetchrow(_BEGIN_READ, *_values(scope), today.isoformat())
                yield ReadTx(conn, scope, today)
            except BaseException:
                await conn.execute("rollback")
                raise
            await self._check_in.commit(conn)

    @asynccontextmanager
    async def bookkeep(self) -> AsyncIterator[Tx]:
        """A transaction of the worker's on internal tables that changes no fact: how far a reader came.

        It has no scope and no journal row, so no table of a domain can be written in it.
        """
        async with self._pool.acquire() as conn, conn.transaction():
            self._check_in.begin(conn)
            yield Tx(conn, Scope.none(), self._clock.today())

    @asynccontextmanager
    async def write(self, scope: Scope, entry: JournalEntry) -> AsyncIterator[WriteTx]:
        """A writing transaction; it commits when the block ends, and rolls back if the block raises.

        At the end come, in one statement, the journal row, the events and the sequencer's notice. Deferred
        checks and the counting of figures run inside the commit, so an error may come from there.
        """
        async with self._pool.acquire() as conn:
            self._check_in.begin(conn)
            await conn.execute("begin isolation level read committed")
            try:
                before = self._clock.today()
                row = await conn.fetchrow(_BEGIN_WRITE, *_values(scope), before.isoformat(), self._hold)
                # From here on the day stands still; it may have moved while this transaction was held.
                today = self._clock.today()
                if today != before:
                    await conn.fetchrow(_SET_DAY, today.isoformat())
                tx = WriteTx(conn, scope, today, int(row[0]), entry)
                yield tx
                if not tx.abandoned:
                    await conn.fetchrow(_COMMIT, *_closing(tx))
            except BaseException:
                await conn.execute("rollback")
                raise
            if tx.abandoned:
                await conn.execute("rollback")
            else:
                await self._check_in.commit(conn)


def _values(scope: Scope) -> tuple[str, ...]:
    return (
        scope.lo,
        scope.hi,
        ",".join(scope.up),
        str(scope.person_id or ""),
        str(scope.post_id or ""),
        scope.role,
        scope.department or "",
    )


def _closing(tx: WriteTx) -> tuple[Any, ...]:
    entry, scope, events = tx.entry, tx.scope, tx.events
    return (
        tx.journal_id,
        entry.operation,
        entry.subject,
        entry.reason,
        entry.request_id,
        entry.actor_name,
        entry.digest,
        entry.details,
        scope.person_id,
        scope.post_id,
        scope.role,
        scope.department,
        scope.region_key,
        tx.today,
        [event.type for event in events],
        [event.version for event in events],
        [event.subject for event in events],
        [event.region_key for event in events],
        [event.data for event in events],
    )


async def _prepare(conn: asyncpg.Connection) -> None:
    """Once a connection: jsonb by orjson."""
    await conn.set_type_codec(
        "jsonb", encoder=_to_json, decoder=orjson.loads, schema="pg_catalog", format="text"
    )


def _to_json(value: Any) -> str:
    return orjson.dumps(value, default=str).decode()
