"""History (历史): what a household's rows were, who changed them, when and why.

Versions are read under the caller's scope; the journal only through a function that answers for a household
that the caller can see.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Integer, Table, Uuid, bindparam, text

from kit.db import Prepared, Tx
from kit.tables import Class, class_of, root_of

_JOURNAL: Final = Prepared(
    text("select * from household_journal(:household, :most)").bindparams(
        bindparam("household", type_=Uuid), bindparam("most", type_=Integer)
    )
)
_SILENT: Final = frozenset({"j", "j_end", "region_key", "region_then", "household_id", "id"})


@dataclass(frozen=True, slots=True)
class Change:
    """One row of one table that an entry wrote. `before` is None for a new row; values of protected columns
    are not given, only that they changed (in `hidden`)."""

    table: str
    row_id: UUID
    before: dict[str, Any] | None
    after: dict[str, Any]
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A journal entry with the changes that it made to the household's rows (none: a value was revealed)."""

    journal_id: int
    operation: str
    at: datetime
    day: date
    actor_name: str | None
    role: str
    region_key: str | None
    reason: str | None
    details: dict[str, Any]
    changes: tuple[Change, ...]


async def of_household(
    tx: Tx, tables: Sequence[Table], household_id: UUID, *, limit: int = 100
) -> list[HistoryEntry]:
    """The newest entries about a household, newest first; `tables` are its versioned tables, root included.

    Empty for a household out of scope. Read it in a snapshot, so that rows and entries agree.
    """
    entries = await tx.all(_JOURNAL, household=household_id, most=limit)
    if not entries:
        return []
    changes: dict[int, list[Change]] = {}
    for table in tables:
        for j, change in await _changes(tx, table, household_id):
            changes.setdefault(j, []).append(change)
    return [
        HistoryEntry(
            row["id"], row["operation"], row["at"], row["day"], row["actor_name"], row["role"],
            row["region_key"], row["reason"], row["details"], tuple(changes.get(row["id"], ())),
        )
        for row in entries
    ]  # fmt: skip


async def _changes(tx: Tx, table: Table, household_id: UUID) -> list[tuple[int, Change]]:
    """What each journal id made of each row: consecutive states of a row, compared."""
    household = "id" if root_of(table) is table else "household_id"
    names = ", ".join(column.name for column in table.columns)
    sql = (
        f"select {names} from {table.name}_version where {household} = :household "
        f"union all select {names} from {table.name} where {household} = :household order by id, j"
    )
    rows = await tx.all(text(sql).bindparams(bindparam("household", type_=Uuid)), household=household_id)
    found: list[tuple[int, Change]] = []
    before: Any = None
    for row in rows:
        same_row = before is not None and before["id"] == row["id"]
        found.append((row["j"], _change(table, before if same_row else None, row)))
        before = row
    return found


def _change(table: Table, before: Any, after: Any) -> Change:
    shown: list[str] = []
    hidden: list[str] = []
    for column in table.columns:
        if column.name in _SILENT:
            continue
        if before is not None and before[column.name] == after[column.name]:
            continue
        if before is None and after[column.name] is None:
            continue
        (hidden if class_of(column) is Class.PROTECTED else shown).append(column.name)
    return Change(
        table.name,
        after["id"],
        None if before is None else {name: before[name] for name in shown},
        {name: after[name] for name in shown},
        tuple(hidden),
    )
