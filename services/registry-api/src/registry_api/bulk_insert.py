"""One statement that inserts any number of rows under the row policies: INSERT … SELECT FROM unnest(…).

The same statement serves one household from the form and two hundred from a roster, so there is one way in,
and no staging table that would hold protected values a second time.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Integer,
    LargeBinary,
    Numeric,
    SmallInteger,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY

from kit.db import WriteTx

_TYPES: tuple[tuple[type[Any], str], ...] = (
    (Uuid, "uuid"),
    (Text, "text"),
    (Date, "date"),
    (Boolean, "boolean"),
    (SmallInteger, "smallint"),
    (Integer, "integer"),
    (Numeric, "numeric"),
    (LargeBinary, "bytea"),
    # Arrays of codes travel joined by commas: unnest would flatten an array of arrays.
    (ARRAY, "text"),
)


class BulkInsert:
    """The insert of one table for all its columns but `j`, which the database stamps."""

    def __init__(self, table: Table) -> None:
        columns = [column for column in table.columns if column.name != "j"]
        self._names = [column.name for column in columns]
        self._joined = {column.name for column in columns if isinstance(column.type, ARRAY)}
        names = ", ".join(self._names)
        arrays = ", ".join(f"${n}::{_type(column)}[]" for n, column in enumerate(columns, 1))
        values = ", ".join(
            f"string_to_array({name}, ',')" if name in self._joined else name for name in self._names
        )
        self._sql = (
            f"insert into {table.name} ({names}) select {values} from unnest({arrays}) as incoming ({names})"
        )

    async def run(self, tx: WriteTx, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert the rows; a column that a row does not name is null, an array then empty."""
        if rows:
            await tx.conn.execute(self._sql, *(self._column(name, rows) for name in self._names))

    def _column(self, name: str, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        if name in self._joined:
            return [",".join(sorted(row.get(name) or ())) for row in rows]
        return [row.get(name) for row in rows]


def _type(column: Column[Any]) -> str:
    return next(name for kind, name in _TYPES if isinstance(column.type, kind))
