"""`<table>_version`: what was superseded, kept by statement-level triggers.

A row carries the journal id that wrote it (`j`); a version carries also the one that superseded it
(`j_end`). Rows of the open transaction itself leave no version: several changes in it are one.
"""

from sqlalchemy import Column, Table
from sqlalchemy.schema import CreateColumn

from kit.ddl.create import DIALECT
from kit.ddl.functions import definer
from kit.ddl.roles import Roles
from kit.ddl.security import IN_RANGE, policy
from kit.tables import Kind, kind_of, root_of, service_of

STAMP = """
create or replace function stamp_journal() returns trigger language plpgsql as $function$
begin
  new.j := current_setting('app.journal')::bigint;
  return new;
end $function$
"""
"""The journal id of the open transaction goes into each changed row, cascades included."""


def stamped(table: Table) -> list[str]:
    """SQL for the trigger that stamps `j` on every update; inserts take it from the column's default."""
    return [
        f"create or replace trigger {table.name}_stamp before update on {table.name} "
        "for each row execute function stamp_journal()"
    ]


def versioned(table: Table, service: str | None = None) -> list[str]:
    """SQL for the version table of `table` and its triggers; of a household's table or an addressed one."""
    roles = Roles(service or service_of(table))
    return [
        *stamped(table),
        _create(table),
        *_protect(table, roles),
        *keeping(table, service),
    ]


def keeping(table: Table, service: str | None = None) -> list[str]:
    """SQL that renews the triggers alone: after ADD COLUMN on a table and on its version table."""
    roles = Roles(service or service_of(table))
    name = table.name
    triggers = [
        f"create or replace trigger {name}_keep_{event} after {event} on {name} "
        f"referencing old table as old_rows for each statement execute function keep_{name}()"
        for event in ("update", "delete")
    ]
    return [
        *definer(
            f"keep_{name}", "", "trigger", _body(table),
            owner=roles.internal, callers=(roles.owner,), language="plpgsql",
        ),
        *triggers,
    ]  # fmt: skip


def _moves(table: Table) -> bool:
    """True where a row's region follows its household, so that a version needs two: then and now."""
    return kind_of(table) is Kind.HOUSEHOLD


def _household_column(table: Table) -> str:
    return "id" if root_of(table) is table else "household_id"


def _key(table: Table) -> list[str]:
    return [column.name for column in table.primary_key]


def _create(table: Table) -> str:
    lines = ["j_end bigint not null"]
    if _moves(table):
        lines.append('region_then text collate "C" not null')
    lines += [_column(column) for column in table.columns]
    lines.append(f"primary key ({', '.join([*_key(table), 'j_end'])})")
    if _moves(table):
        root = root_of(table).name
        lines.append(
            f"foreign key ({_household_column(table)}, region_key) references {root} (id, region_key) "
            "on update cascade"
        )
    return f"create table {table.name}_version ({', '.join(lines)})"


def _column(column: Column[object]) -> str:
    bare: Column[object] = Column(column.name, column.type, nullable=True)
    return str(CreateColumn(bare).compile(dialect=DIALECT)).strip()


def _protect(table: Table, roles: Roles) -> list[str]:
    name = f"{table.name}_version"
    version = Table(name, table.metadata.__class__())
    users = f"{roles.app}, {roles.worker}"
    return [
        f"create index {name}_region_ix on {name} (region_key, {', '.join(_key(table))})",
        f"alter table {name} enable row level security",
        f"alter table {name} force row level security",
        *policy(version, "scope", "select", users, using=IN_RANGE),
        *policy(version, "keeps", "insert", roles.internal, check="true"),
        *policy(version, "keeps_reads", "select", roles.internal, using="true"),
        f"revoke all on {name} from public",
        f"grant select on {name} to {users}",
        f"grant select, insert on {name} to {roles.internal}",
    ]


def _body(table: Table) -> str:
    columns = [column.name for column in table.columns]
    if _moves(table):
        names = ["j_end", "region_then", *columns]
        values = ["entry", "o.region_key"] + [
            "r.region_key" if name == "region_key" else f"o.{name}" for name in columns
        ]
        source = f"old_rows o join {root_of(table).name} r on r.id = o.{_household_column(table)}"
    else:
        names = ["j_end", *columns]
        values = ["entry", *(f"o.{name}" for name in columns)]
        source = "old_rows o"
    return f"""
declare
  entry constant bigint := current_setting('app.journal')::bigint;
begin
  insert into {table.name}_version ({", ".join(names)})
  select {", ".join(values)} from {source} where o.j <> entry;
  return null;
end """
