"""Row policies and grants of a table, from its kind (DESIGN §3: kinds of table, scope)."""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import Table

from kit.ddl.roles import Roles
from kit.tables import Kind, kind_of, root_of, service_of

IN_RANGE: Final = (
    "region_key collate \"C\" >= current_setting('app.lo', true) "
    "and region_key collate \"C\" < current_setting('app.hi', true)"
)
"""The range of the scope; without a scope both settings are empty or null, and no row is inside."""

_FROM_ABOVE: Final = (
    "(reaches_down and region_key = any(string_to_array(current_setting('app.up', true), ',')))"
)


def secure(table: Table, service: str | None = None) -> list[str]:
    """SQL for row level security and grants by the declared kind; running it again brings it up to date.

    `service` is needed for tables that are on no service's metadata (the kit's own).
    """
    roles = Roles(service or service_of(table))
    match kind_of(table):
        case Kind.HOUSEHOLD:
            return [*_row_security(table), *_household(table, roles)]
        case Kind.ADDRESSED:
            return [*_row_security(table), *_addressed(table, roles)]
        case Kind.CLAIM:
            return [*_revoke(table, roles), f"grant select, insert, update on {table.name} to {roles.claim}"]
        case Kind.REFERENCE:
            readers = ", ".join((roles.app, roles.worker, *roles.narrow))
            return [*_revoke(table, roles), f"grant select on {table.name} to {readers}"]
        case Kind.INTERNAL:
            return [
                *_revoke(table, roles),
                f"grant select, insert, update, delete on {table.name} to {roles.worker}, {roles.internal}",
            ]


def admit(table: Table, role: str, columns: Iterable[str] = ()) -> list[str]:
    """SQL that lets one narrow role read a table past the scope: all of it, or the columns named.

    For the functions of that role only, which must put the range inside themselves.
    """
    named = f" ({', '.join(columns)})" if columns else ""
    return [*policy(table, f"{role}_reads", "select", role, using="true"),
            f"grant select{named} on {table.name} to {role}"]  # fmt: skip


def _household(table: Table, roles: Roles) -> list[str]:
    root = root_of(table)
    fixed = {"id", "household_id", "region_key", "j"}
    return [
        *policy(table, "scope", "all", f"{roles.app}, {roles.worker}", using=IN_RANGE, check=IN_RANGE),
        *_revoke(table, roles),
        *_grant_writing(table, roles, fixed),
        # The function that keeps versions asks for the household's present region.
        *(admit(table, roles.internal) if table is root else ()),
    ]


def _addressed(table: Table, roles: Roles) -> list[str]:
    users = f"{roles.app}, {roles.worker}"
    return [
        *policy(table, "scope_reads", "select", users, using=f"({IN_RANGE}) or {_FROM_ABOVE}"),
        *policy(table, "scope_adds", "insert", users, check=IN_RANGE),
        *policy(table, "scope_changes", "update", users, using=IN_RANGE, check=IN_RANGE),
        *_revoke(table, roles),
        # What happened at a place stays there: its region is as fixed as its id.
        *_grant_writing(table, roles, {"id", "region_key", "j"}),
    ]


def _row_security(table: Table) -> list[str]:
    return [
        f"alter table {table.name} enable row level security",
        f"alter table {table.name} force row level security",
    ]


def policy(
    table: Table, name: str, command: str, roles: str, *, using: str | None = None, check: str | None = None
) -> list[str]:
    """SQL that (re)creates one row policy."""
    clauses = (f" using ({using})" if using else "") + (f" with check ({check})" if check else "")
    return [
        f"drop policy if exists {name} on {table.name}",
        f"create policy {name} on {table.name} for {command} to {roles}{clauses}",
    ]


def _revoke(table: Table, roles: Roles) -> list[str]:
    users = ", ".join((roles.app, roles.worker))
    return [f"revoke all on {table.name} from public, {users}"]


def _grant_writing(table: Table, roles: Roles, fixed: set[str]) -> list[str]:
    """Rows are added and changed, never deleted; `j` is the database's, the fixed columns nobody's."""
    names = [column.name for column in table.columns]
    added: Sequence[str] = [name for name in names if name != "j"]
    changed: Sequence[str] = [name for name in names if name not in fixed]
    users = f"{roles.app}, {roles.worker}"
    statements = [
        f"grant select on {table.name} to {users}",
        f"grant insert ({', '.join(added)}) on {table.name} to {users}",
    ]
    if changed:
        statements.append(f"grant update ({', '.join(changed)}) on {table.name} to {users}")
    return statements
