"""What the database itself holds back, asked by direct SQL past all code of the service."""

import asyncpg
import pytest

from kit.tables import Class, class_of, is_versioned
from registry_api.claims.models import identity_claim, official_number_claim
from registry_api.households.ddl import TABLES
from registry_api.households.models import household

HOUSEHOLD_TABLES = [
    name
    for table in TABLES
    for name in ([table.name, f"{table.name}_version"] if is_versioned(table) else [table.name])
]


@pytest.mark.parametrize("name", HOUSEHOLD_TABLES)
async def test_rows_are_seen_within_the_scope_only(registry, put, name):
    await put("王守田")
    await put("丁大山", region_key="131022100200")
    async with registry.write("1310") as tx:
        # A version of each row, so that the version tables have something to hide.
        for table in TABLES:
            if is_versioned(table):
                await tx.conn.execute(f"update {table.name} set {_harmless(table)}")
    for scope, expected in (("131022", {"131022100200"}), ("131002101", set()), ("131002100201", set())):
        async with registry.read(scope) as tx:
            seen = {row["region_key"] for row in await tx.conn.fetch(f"select region_key from {name}")}
        assert seen <= expected, scope


def _harmless(table):
    column = next(
        one.name for one in table.columns if one.name not in {"id", "household_id", "region_key", "j"}
    )
    return f"{column} = {column}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
async def test_no_row_changes_its_region(registry, put, table):
    await put("王守田")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with registry.write("1310") as tx:
            await tx.conn.execute(f"update {table.name} set region_key = '131022100200'")


@pytest.mark.parametrize("table", [*TABLES, identity_claim, official_number_claim], ids=lambda one: one.name)
async def test_nothing_is_deleted(registry, put, table):
    await put("王守田")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with registry.write("1310") as tx:
            await tx.conn.execute(f"delete from {table.name}")


@pytest.mark.parametrize("table", [identity_claim, official_number_claim], ids=lambda one: one.name)
async def test_claims_are_not_read(registry, table):
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with registry.read("1310") as tx:
            await tx.conn.fetch(f"select * from {table.name}")


async def test_protected_columns_hold_no_clear_text(registry, put, family):
    draft = family("王守田", phone="13800001111", bank_account="6228480402564890018")
    await put("王守田", phone=draft.phone, bank_account=draft.bank_account)
    for table in TABLES:
        for column in table.columns:
            if class_of(column) is Class.PROTECTED:
                assert str(column.type) == "BLOB"
    [row] = await registry.behind("select id_number_hash, id_number_sealed from member")
    assert len(row["id_number_hash"]) == 32
    whole = str([dict(one) for one in await registry.behind(f"select * from {household.name}")])
    assert "13800001111" not in whole
    assert "6228480402564890018" not in whole


async def test_the_feed_and_snapshot_keep_to_the_scope(registry, put, api, api_client):
    await put("王守田", phone="13800001111")
    other = await put("丁大山", region_key="131022100200")
    client = api_client(
        api, role="county-officer", region="131022", permissions=frozenset({"event.read", "snapshot.read"})
    )
    page = (await client.get("/api/registry/v1/snapshot")).json()
    assert [item["subject"] for item in page["items"]] == [str(other)]
    assert page["items"][0]["data"]["head_name"] == "丁大山"
    assert "13800001111" not in str(page)
