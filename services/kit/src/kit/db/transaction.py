"""Transactions: what a request or a job does inside one scope."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
from asyncpg import Record
from sqlalchemy import Table

from kit.db import statement as statements
from kit.db.scope import Scope
from kit.db.statement import Statement
from kit.feeds.event import Event
from kit.ids import uuid7
from kit.journal import JournalEntry

_ENQUEUE = "select enqueue_job($1, $2, $3, $4, $5)"


class Tx:
    """An open transaction whose scope is set; made by `Database`, never by application code."""

    def __init__(self, conn: asyncpg.Connection, scope: Scope, today: date) -> None:
        self.conn = conn
        """The raw connection, scope already set: for COPY and cursors."""
        self.scope = scope
        self.today = today
        """The business day on which the transaction began."""

    async def all(self, statement: Statement, /, **params: Any) -> list[Record]:
        """All rows."""
        sql, values = statements.bind(statement, params)
        return list(await self.conn.fetch(sql, *values))

    async def first(self, statement: Statement, /, **params: Any) -> Record | None:
        """The first row, or None."""
        sql, values = statements.bind(statement, params)
        return await self.conn.fetchrow(sql, *values)

    async def value(self, statement: Statement, /, **params: Any) -> Any:
        """The first column of the first row, or None."""
        sql, values = statements.bind(statement, params)
        return await self.conn.fetchval(sql, *values)

    async def run(self, statement: Statement, /, **params: Any) -> int:
        """Run a statement and return how many rows it touched (0 for what touches none)."""
        sql, values = statements.bind(statement, params)
        status: str = await self.conn.execute(sql, *values)
        count = status.rpartition(" ")[2]
        return int(count) if count.isdigit() else 0

    async def many(self, statement: Statement, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run one statement for each row of parameters; all rows name the same parameters."""
        rows = list(rows)
        if not rows:
            return
        prepared = (
            statement
            if isinstance(statement, statements.Prepared)
            else statements.Prepared(statement, parameters=rows[0])
        )
        await self.conn.executemany(prepared.sql, [prepared.bind(row)[1] for row in rows])

    async def copy(self, table: Table | str, columns: Sequence[str], records: Iterable[Sequence[Any]]) -> int:
        """COPY records into a table without row policies (staging); returns how many went in."""
        name = table if isinstance(table, str) else table.name
        status: str = await self.conn.copy_records_to_table(name, columns=list(columns), records=records)
        return int(status.rpartition(" ")[2])


class ReadTx(Tx):
    """A READ ONLY transaction."""


class WriteTx(Tx):
    """A writing transaction: its journal row, events and jobs commit with it or not at all."""

    def __init__(
        self, conn: asyncpg.Connection, scope: Scope, today: date, journal_id: int, entry: JournalEntry
    ) -> None:
        super().__init__(conn, scope, today)
        self.journal_id = journal_id
        """Reserved when the scope was set; every row written carries it as `j`."""
        self.entry = entry
        self.events: list[Event] = []
        self.abandoned = False

    def emit(self, *events: Event) -> None:
        """Tell the others, if this transaction commits; in the order of the calls."""
        self.events.extend(events)

    async def enqueue(self, name: str, payload: dict[str, Any], key: str) -> UUID:
        """Queue a job under this transaction's scope and return its id.

        `key` is the business key: a job of that name and key that is on file already is returned, not
        queued twice. `payload` holds ids, never a protected value.
        """
        job: UUID = await self.conn.fetchval(_ENQUEUE, uuid7(), name, key, payload, self.entry.actor_name)
        return job

    def abandon(self) -> None:
        """Roll back quietly at the end: nothing was changed, nothing is to be journalled (a replay)."""
        self.abandoned = True
