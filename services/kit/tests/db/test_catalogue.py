"""The example's database is as its tables are declared, and the comparison sees what is not."""

import asyncpg

from kit import system
from services.kit.tests.example import SERVICE, TABLES
from tests.plugins.catalogue import differences
from tests.plugins.cluster import FreshDatabase


async def test_catalogue_is_as_declared(dsns: FreshDatabase) -> None:
    conn = await asyncpg.connect(dsns.admin)
    try:
        assert await differences(conn, SERVICE, [*system.TABLES, *TABLES]) == []
    finally:
        await conn.close()


async def test_comparison_sees_what_is_not_as_declared(dsns: FreshDatabase) -> None:
    conn = await asyncpg.connect(dsns.admin)
    try:
        await conn.execute("alter table home no force row level security")
        await conn.execute("grant delete, update (region_key) on home to example_app")
        await conn.execute("grant select on job to example_app")
        await conn.execute("alter table stay drop column valid_to cascade")
        await conn.execute("create table stray (id int)")
        await conn.execute("create function loose() returns int language sql security definer as 'select 1'")
        found = "\n".join(await differences(conn, SERVICE, [*system.TABLES, *TABLES]))
    finally:
        await conn.close()
    for wanted in (
        "home is household and has no forced row policies",
        "home is household and grants ['DELETE']",
        "example_app may change home.region_key",
        "job is internal and grants ['SELECT']",
        "stay.valid_to is not there",
        "stray is declared by no table",
        "loose() is SECURITY DEFINER and not closed",
    ):
        assert wanted in found
