"""From SQLAlchemy Core to what asyncpg runs: SQL with $1 … and a tuple of values."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.engine.interfaces import Compiled
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement

_DIALECT = asyncpg.dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]


class Prepared:
    """A statement compiled once, at import, for hot paths.

    Lists go in as one array parameter (`= any(:ids)`): an expanding IN changes the SQL with its length.
    """

    __slots__ = ("_compiled", "_names", "sql")

    def __init__(self, statement: Executable, *, parameters: Iterable[str] = ()) -> None:
        self._compiled = _compile(statement, parameters)
        self._names = tuple(self._compiled.positiontup or ())
        self.sql = str(self._compiled)

    def bind(self, values: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
        """SQL and its values in order. Raises on a parameter that has no value."""
        bound = self._compiled.construct_params(dict(values))
        return self.sql, tuple(bound[name] for name in self._names)


Statement = Executable | Prepared


def bind(statement: Statement, values: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
    """SQL and values of any statement; Core statements are compiled at each call."""
    if isinstance(statement, Prepared):
        return statement.bind(values)
    return Prepared(statement, parameters=values).bind(values)


def _compile(statement: Executable, parameters: Iterable[str]) -> SQLCompiler:
    if not isinstance(statement, ClauseElement):
        raise TypeError("a Core statement or text() is expected")
    compiled: Compiled = statement.compile(
        dialect=_DIALECT, column_keys=list(parameters), compile_kwargs={"render_postcompile": True}
    )
    if not isinstance(compiled, SQLCompiler):
        raise TypeError("DDL is run by migrations, not by a transaction")
    return compiled
