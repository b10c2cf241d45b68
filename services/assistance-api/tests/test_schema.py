"""The database is what the declarations say."""

import asyncpg

from assistance_api.tables import TABLES
from tests.plugins.cluster import DatabaseMaker


async def test_migrations_make_every_declared_column(module_database: DatabaseMaker) -> None:
    admin = await asyncpg.connect(module_database("assistance").admin)
    try:
        rows = await admin.fetch(
            "select table_name, column_name, is_nullable = 'YES' as nullable "
            "from information_schema.columns where table_schema = 'public'"
        )
    finally:
        await admin.close()
    found = {(row["table_name"], row["column_name"]): row["nullable"] for row in rows}
    for table in TABLES:
        for column in table.columns:
            assert found[table.name, column.name] == column.nullable, f"{table.name}.{column.name}"
