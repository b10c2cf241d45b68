"""CREATE TABLE and its indexes from a declared table."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]


def create(table: Table) -> list[str]:
    """SQL that creates the table with its constraints and indexes."""
    statements = [str(CreateTable(table).compile(dialect=DIALECT)).strip()]
    indexes = sorted(table.indexes, key=lambda index: str(index.name))
    return statements + [str(CreateIndex(index).compile(dialect=DIALECT)) for index in indexes]
