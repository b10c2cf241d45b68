"""What a database's catalogue says, compared with what the tables are declared as."""

import importlib
import pkgutil
from collections.abc import Iterable
from typing import Any, Final

import asyncpg
from sqlalchemy import Table
from sqlalchemy.dialects import postgresql

from kit import system
from kit.ddl import Roles
from kit.tables import Kind, class_of, is_versioned, kind_of

PACKAGES: Final = {
    "gateway": "gateway",
    "registry": "registry_api",
    "assistance": "assistance_api",
    "supervision": "supervision_api",
}
"""Service → package."""

_DIALECT: Final = postgresql.dialect()  # type: ignore[no-untyped-call]
_COLUMNS: Final = """
select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required
from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped
"""
_POLICIES: Final = """
select polname as name, polcmd::text as command,
       array(select rolname::text from pg_roles where oid = any(polroles)) as roles
from pg_policy where polrelid = $1::regclass
"""
_LOOSE_FUNCTIONS: Final = """
select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname = 'public' and p.prosecdef
  and not (coalesce(p.proconfig::text, '') like '%search_path=public, pg_temp%'
           and not has_function_privilege('public', p.oid, 'execute')
           and not (select rolcanlogin from pg_roles where oid = p.proowner))
"""
_PRIVILEGES: Final = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")


def tables_of(service: str) -> list[Table]:
    """The kit's tables and all that the service's `models` modules declare."""
    package = importlib.import_module(PACKAGES[service])
    names = [module.name for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    models = [importlib.import_module(name) for name in names if name.endswith("models")]
    found = {
        value.name: value for model in models for value in vars(model).values() if isinstance(value, Table)
    }
    return [*system.TABLES, *found.values()]


async def differences(conn: asyncpg.Connection, service: str, tables: Iterable[Table]) -> list[str]:
    """In words, all in which the database is not as declared; `conn` is the superuser's."""
    declared = list(tables)
    found = await _undeclared(conn, declared)
    for table in declared:
        found += await _columns(conn, table)
        found += await _protection(conn, Roles(service), table)
    for row in await conn.fetch(_LOOSE_FUNCTIONS):
        found.append(f"{row['name']} is SECURITY DEFINER and not closed")
    return found


async def _undeclared(conn: asyncpg.Connection, tables: list[Table]) -> list[str]:
    known = {table.name for table in tables} | {"alembic_version"}
    known |= {f"{table.name}_version" for table in tables if is_versioned(table)}
    rows = await conn.fetch("select tablename from pg_tables where schemaname = 'public'")
    there = {row["tablename"] for row in rows}
    return [f"{name} is declared by no table" for name in sorted(there - known)] + [
        f"{name} is declared and not there" for name in sorted(known - there - {"alembic_version"})
    ]


async def _columns(conn: asyncpg.Connection, table: Table) -> list[str]:
    found: list[str] = []
    there = {row["name"]: row for row in await conn.fetch(_COLUMNS, table.name)}
    for column in table.columns:
        class_of(column)
        row = there.pop(column.name, None)
        if row is None:
            found.append(f"{table.name}.{column.name} is not there")
        elif _type(column.type) != row["type"] or row["required"] is bool(column.nullable):
            found.append(f"{table.name}.{column.name} is {row['type']}, declared {_type(column.type)}")
    found += [f"{table.name}.{name} is declared by no column" for name in there]
    if is_versioned(table):
        versions = {row["name"] for row in await conn.fetch(_COLUMNS, f"{table.name}_version")}
        missing = {column.name for column in table.columns} | {"j_end"}
        found += [f"{table.name}_version.{name} is not there" for name in sorted(missing - versions)]
    return found


def _type(type_: Any) -> str:
    names = {"BIGINT": "bigint", "TIMESTAMP WITH TIME ZONE": "timestamp with time zone", "BYTEA": "bytea"}
    text: str = type_.compile(dialect=_DIALECT)
    bare = text.split(" COLLATE ")[0]
    return names.get(bare, bare.lower().replace(", ", ",").replace("varchar", "character varying"))


async def _protection(conn: asyncpg.Connection, roles: Roles, table: Table) -> list[str]:
    kind = kind_of(table)
    secured = await conn.fetchrow(
        "select relrowsecurity and relforcerowsecurity as forced from pg_class where oid = $1::regclass",
        table.name,
    )
    found: list[str] = []
    if kind in (Kind.HOUSEHOLD, Kind.ADDRESSED) and not secured["forced"]:
        found.append(f"{table.name} is {kind.value} and has no forced row policies")
    granted = await _granted(conn, roles.app, table.name)
    allowed = {
        Kind.HOUSEHOLD: {"SELECT", "INSERT", "UPDATE"},
        Kind.ADDRESSED: {"SELECT", "INSERT", "UPDATE"},
        Kind.REFERENCE: {"SELECT"},
        Kind.CLAIM: set(),
        # Journal, outbox and notice take the rows of one's own transaction; figures are read in one's range.
        Kind.INTERNAL: {"journal": {"INSERT"}, "outbox": {"INSERT"}, "journal_pending": {"INSERT"},
                        "counted": {"SELECT"}}.get(table.name, set()),
    }[kind]  # fmt: skip
    if granted - allowed:
        found.append(f"{table.name} is {kind.value} and grants {sorted(granted - allowed)} to {roles.app}")
    for row in await conn.fetch(_POLICIES, table.name):
        if roles.app in row["roles"] and kind is Kind.HOUSEHOLD and row["name"] != "scope":
            found.append(f"{table.name} has a second policy for {roles.app}: {row['name']}")
    for column in ("region_key", "j", "household_id", "id"):
        if column in table.columns and kind in (Kind.HOUSEHOLD, Kind.ADDRESSED):
            sql = "select has_column_privilege($1, $2, $3, 'UPDATE')"
            if await conn.fetchval(sql, roles.app, table.name, column):
                found.append(f"{roles.app} may change {table.name}.{column}")
    return found


async def _granted(conn: asyncpg.Connection, role: str, table: str) -> set[str]:
    """Privileges on the table or on any column of it."""
    found = set()
    for privilege in _PRIVILEGES:
        sql = (
            "select has_any_column_privilege($1, $2, $3)"
            if privilege in ("SELECT", "INSERT", "UPDATE")
            else "select has_table_privilege($1, $2, $3)"
        )
        if await conn.fetchval(sql, role, table, privilege):
            found.add(privilege)
    return found
