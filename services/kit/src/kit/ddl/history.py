"""The one function through which the journal of a household is read."""

from collections.abc import Sequence

from sqlalchemy import Table

from kit.ddl.functions import definer
from kit.ddl.roles import Roles
from kit.ddl.security import admit
from kit.tables import is_versioned, root_of, service_of


def history(root: Table, tables: Sequence[Table]) -> list[str]:
    """SQL for `household_journal(household, most)`: the entries about a household that the caller can see.

    `tables` are those of household kind that hang on `root`, itself included. Entries that touched no row but
    name the household as their subject (a revealed value) are among them.
    """
    roles = Roles(service_of(root))
    statements: list[str] = []
    sources = ["select id from journal where subject = a_household"]
    for table in tables:
        household = "id" if root_of(table) is table else "household_id"
        statements += admit(table, roles.internal)
        sources.append(f"select j from {table.name} where {household} = a_household")
        if is_versioned(table):
            version = f"{table.name}_version"
            sources.append(f"select j from {version} where {household} = a_household")
            sources.append(f"select j_end from {version} where {household} = a_household")
    return statements + definer(
        "household_journal", "a_household uuid, most integer",
        "table (id bigint, operation text, at timestamptz, day date, actor_name text, role text, "
        "region_key text, reason text, details jsonb)",
        f"""
        select j.id, j.operation, j.at, j.day, j.actor_name, j.role, j.region_key, j.reason, j.details
        from journal j
        where j.id in ({" union ".join(sources)})
          and exists (select from {root.name} r where r.id = a_household
                      and r.region_key collate "C" >= current_setting('app.lo', true)
                      and r.region_key collate "C" < current_setting('app.hi', true))
        order by j.id desc limit most""",
        owner=roles.internal, callers=(roles.app, roles.worker), attributes="stable",
    )  # fmt: skip
