"""Each service's database has the kinds of table, classes of column and grants that its tables declare."""

import asyncpg
import pytest

from tests.plugins.catalogue import PACKAGES, differences, tables_of
from tests.plugins.cluster import DatabaseMaker


@pytest.mark.parametrize("service", PACKAGES)
async def test_catalogue_is_as_declared(service: str, fresh_database: DatabaseMaker) -> None:
    conn = await asyncpg.connect(fresh_database(service).admin)
    try:
        assert await differences(conn, service, tables_of(service)) == []
    finally:
        await conn.close()
