"""Each service's database has the kinds of table, classes of column and grants that its tables declare."""

import importlib
import pkgutil

import asyncpg
import pytest
from sqlalchemy import Table

from kit import system
from tests.plugins.catalogue import differences
from tests.plugins.cluster import DatabaseMaker

PACKAGES = {
    "gateway": "gateway",
    "registry": "registry_api",
    "assistance": "assistance_api",
    "supervision": "supervision_api",
}


def tables_of(service: str) -> list[Table]:
    """The kit's tables and all that the service's `models` modules declare."""
    package = importlib.import_module(PACKAGES[service])
    names = [module.name for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    models = [importlib.import_module(name) for name in names if name.endswith("models")]
    found = {
        value.name: value for model in models for value in vars(model).values() if isinstance(value, Table)
    }
    return [*system.TABLES, *found.values()]


@pytest.mark.parametrize("service", PACKAGES)
async def test_catalogue_is_as_declared(service: str, fresh_database: DatabaseMaker) -> None:
    conn = await asyncpg.connect(fresh_database(service).admin)
    try:
        assert await differences(conn, service, tables_of(service)) == []
    finally:
        await conn.close()
