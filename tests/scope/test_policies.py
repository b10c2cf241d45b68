"""What the databases themselves hold back, by direct SQL as the role of requests, past all code.

Each table of each service by its declared kind. What is tried is rolled back.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest
from sqlalchemy import Table

from kit import region_keys, system
from kit.tables import Kind, is_versioned, kind_of
from tests.examples.planted import Planted
from tests.plugins.catalogue import PACKAGES, tables_of
from tests.plugins.city import HOME

pytestmark = pytest.mark.asyncio(loop_scope="session")

VILLAGE = "131002100200"
ABOVE = ("131002100200", "131002100", "131002", "1310")
BESIDE = ("131002100201", "131002101", "131022")
ELSEWHERE: tuple[str | None, ...] = (*BESIDE, None)
# The few internal tables that requests reach by policy: figures are read in one's range, and a transaction
# adds its own journal row, events and notice. All else goes through named functions.
READ_IN_RANGE = {"counted": "village"}
ADDED_TO = {"journal", "outbox", "journal_pending"}

TABLES = [(service, table) for service in PACKAGES for table in tables_of(service)]
OF_HOUSEHOLDS = [pair for pair in TABLES if kind_of(pair[1]) is Kind.HOUSEHOLD]
VERSIONED = [pair for pair in OF_HOUSEHOLDS if is_versioned(pair[1])]
CLOSED = [
    (service, table)
    for service, table in TABLES
    if kind_of(table) in (Kind.INTERNAL, Kind.CLAIM) and table.name not in READ_IN_RANGE
]


def named(value: object) -> str:
    """Service or table, for the name of a test."""
    return value.name if isinstance(value, Table) else str(value)


def of(pairs: list[tuple[str, Table]]) -> pytest.MarkDecorator:
    """Once for each table."""
    return pytest.mark.parametrize(("service", "table"), pairs, ids=named)


@asynccontextmanager
async def database(planted: Planted, service: str) -> AsyncIterator[asyncpg.Connection]:
    """The superuser's connection in a transaction that leaves nothing behind."""
    conn = await asyncpg.connect(planted.city.databases[service].admin)
    trial = conn.transaction()
    await trial.start()
    try:
        # Changed rows are stamped with a journal id.
        await conn.execute("select set_config('app.journal', nextval('journal_id')::text, true)")
        yield conn
    finally:
        await trial.rollback()
        await conn.close()


async def become(conn: asyncpg.Connection, service: str, region: str | None) -> None:
    """From here on the role of requests, in the scope of a region or of none."""
    await conn.execute("reset role")
    lo, hi = region_keys.span(region) if region else ("", "")
    up = ",".join(region_keys.ancestors(region)) if region else ""
    await conn.execute(f"set local role {service}_app")
    for name, value in (("lo", lo), ("hi", hi), ("up", up)):
        await conn.fetchrow("select set_config($1, $2, true)", f"app.{name}", value)


async def refused(conn: asyncpg.Connection, sql: str, because: str) -> None:
    """The statement is refused for that reason; the transaction goes on."""
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match=because):
        async with conn.transaction():
            await conn.execute(sql)


def harmless(table: Table) -> str:
    """A SET clause of a column that requests may change."""
    fixed = {"id", "household_id", "region_key", "j"}
    column = next(column.name for column in table.columns if column.name not in fixed)
    return f'"{column}" = "{column}"'


@of(OF_HOUSEHOLDS)
async def test_rows_are_seen_from_their_place_and_above_alone(
    planted: Planted, service: str, table: Table
) -> None:
    sql = f"select count(*) from {table.name} where region_key = '{VILLAGE}'"
    async with database(planted, service) as conn:
        there = await conn.fetchval(sql)
        assert there, f"nothing is planted in {table.name}: do so in tests/examples/planted.py"
        for region in ABOVE:
            await become(conn, service, region)
            assert await conn.fetchval(sql) == there, region
        for elsewhere in ELSEWHERE:
            await become(conn, service, elsewhere)
            assert await conn.fetchval(sql) == 0, elsewhere
        assert await conn.fetchval(f"select count(*) from {table.name}") == 0


@of(VERSIONED)
async def test_versions_are_seen_where_the_household_is_today(
    planted: Planted, service: str, table: Table
) -> None:
    sql = f"select count(*) from {table.name}_version where region_key = '{VILLAGE}'"
    async with database(planted, service) as conn:
        await conn.execute(f"update {table.name} set {harmless(table)} where region_key = '{VILLAGE}'")
        there = await conn.fetchval(sql)
        assert there, f"{table.name} keeps no versions"
        for region in ABOVE:
            await become(conn, service, region)
            assert await conn.fetchval(sql) == there, region
        for elsewhere in ELSEWHERE:
            await become(conn, service, elsewhere)
            assert await conn.fetchval(sql) == 0, elsewhere
        await refused(conn, f"delete from {table.name}_version", "permission denied")
        await refused(conn, f"update {table.name}_version set region_key = region_key", "permission denied")


@of(OF_HOUSEHOLDS)
async def test_a_neighbour_adds_changes_and_moves_nothing(
    planted: Planted, service: str, table: Table
) -> None:
    columns = ", ".join(f'"{column.name}"' for column in table.columns if column.name != "j")
    async with database(planted, service) as conn:
        await conn.execute(
            f"create temp table another on commit drop as select {columns} from {table.name} "
            f"where region_key = '{VILLAGE}' limit 1; grant select on another to {service}_app"
        )
        for region in BESIDE:
            await become(conn, service, region)
            add = f"insert into {table.name} ({columns}) select {columns} from another"
            await refused(conn, add, "row-level security")
            change = f"update {table.name} set {harmless(table)} where region_key = '{VILLAGE}'"
            assert await conn.execute(change) == "UPDATE 0"
        await become(conn, service, VILLAGE)
        for change in ("set region_key = '131022100200'", "set j = 1"):
            await refused(conn, f"update {table.name} {change}", "permission denied")
        await refused(conn, f"delete from {table.name}", "permission denied")


@of(CLOSED)
async def test_requests_reach_internal_tables_by_named_functions_alone(
    planted: Planted, service: str, table: Table
) -> None:
    async with database(planted, service) as conn:
        await become(conn, service, "1310")
        name = f'"{table.name}"'
        first = f'"{next(iter(table.columns)).name}"'
        await refused(conn, f"select {first} from {name}", "permission denied")
        await refused(conn, f"update {name} set {first} = {first}", "permission denied")
        await refused(conn, f"delete from {name}", "permission denied")
        if table.name not in ADDED_TO:
            await refused(conn, f"insert into {name} default values", "permission denied")


@pytest.mark.parametrize("service", PACKAGES)
async def test_a_transaction_journals_itself_and_no_other(planted: Planted, service: str) -> None:
    async with database(planted, service) as conn:
        await become(conn, service, HOME)
        forged = (
            "insert into journal (id, operation, details, role, day) "
            "values (1, 'forged', '{}', '', current_date)",
            "insert into journal_pending (journal_id) values (1)",
            "insert into outbox (journal_id, n, type, version, subject, region_key, data) "
            "values (1, 1, 't', 1, gen_random_uuid(), '131002', '{}')",
        )
        for sql in forged:
            await refused(conn, sql, "row-level security")


@pytest.mark.parametrize("service", ["registry", "assistance"])
async def test_counted_rows_are_read_in_range(planted: Planted, service: str) -> None:
    sql = f"select count(*) from counted where village = '{VILLAGE}'"
    async with database(planted, service) as conn:
        assert await conn.fetchval(sql)
        for elsewhere in ELSEWHERE:
            await become(conn, service, elsewhere)
            assert await conn.fetchval(sql) == 0, elsewhere
        await refused(conn, "update counted set n = 0", "permission denied")


@pytest.mark.parametrize("service", PACKAGES)
async def test_parameters_reach_down_and_are_changed_within_the_range(planted: Planted, service: str) -> None:
    columns = "id, region_key, reaches_down, key, valid_from, value, document"
    values = "gen_random_uuid(), '{}', {}, 'trial', '2018-01-01', '1', 'd'"
    async with database(planted, service) as conn:
        for region, reaches in (("1310", True), ("131002", False), ("131022", True)):
            await conn.execute(f"insert into parameter ({columns}) values ({values.format(region, reaches)})")
        await become(conn, service, VILLAGE)
        seen = await conn.fetch("select region_key from parameter where key = 'trial'")
        assert [row["region_key"] for row in seen] == ["1310"]
        for region in ("1310", "131022"):
            add = f"insert into parameter ({columns}) values ({values.format(region, True)})"
            await refused(conn, add, "row-level security")
        assert await conn.execute("update parameter set value = '2' where key = 'trial'") == "UPDATE 0"
        await refused(conn, "update parameter set region_key = '131002100200'", "permission denied")


@of([pair for pair in TABLES if kind_of(pair[1]) is Kind.REFERENCE])
async def test_reference_tables_are_read_by_all_and_changed_by_nobody(
    planted: Planted, service: str, table: Table
) -> None:
    async with database(planted, service) as conn:
        await become(conn, service, None)
        if table in system.TABLES:
            assert await conn.fetchval(f"select count(*) from {table.name}")
        await refused(conn, f"delete from {table.name}", "permission denied")
        await refused(conn, f"insert into {table.name} default values", "permission denied")


async def test_no_role_of_a_service_passes_policies_by_itself(planted: Planted) -> None:
    rows = await planted.city.rows(
        "registry",
        "select rolname from pg_roles "
        "where (rolbypassrls or rolsuper) and split_part(rolname, '_', 1) = any($1)",
        list(PACKAGES),
    )
    assert [row["rolname"] for row in rows] == []


@pytest.mark.parametrize("service", PACKAGES)
async def test_functions_that_pass_a_policy_are_closed(planted: Planted, service: str) -> None:
    sql = """
        select p.oid::regprocedure::text as name, coalesce(p.proconfig::text, '') as config,
               has_function_privilege('public', p.oid, 'execute') as open, r.rolname as owner,
               r.rolcanlogin or r.rolsuper or r.rolbypassrls as mighty
        from pg_proc p join pg_roles r on r.oid = p.proowner where p.prosecdef
    """
    functions = await planted.city.rows(service, sql)
    assert functions
    for one in functions:
        assert "search_path=public, pg_temp" in one["config"], one["name"]
        assert not one["open"], one["name"]
        assert not one["mighty"], (one["name"], one["owner"])
        assert one["owner"].startswith(f"{service}_"), one["name"]
