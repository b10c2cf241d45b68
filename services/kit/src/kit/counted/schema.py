"""SQL for migrations: the triggers and functions that keep a service's figures counted (COUNTED.md, Form).

All functions belong to the narrow role `counter`: it reads the base tables past the scope, so that a
township that corrects a household's past also ends rows of a village that it cannot read.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import Table

from kit import system
from kit.counted.indicator import MOST_INDICATORS, Facts, Indicator
from kit.counted.sql import COLUMNS, Statement
from kit.ddl.functions import definer
from kit.ddl.roles import Roles
from kit.ddl.security import admit, policy
from kit.tables import root_of, service_of

BULK: Final = 100
"""From so many households on, the statement is planned for its actual array."""

_XID: Final = "pg_current_xact_id()::text"


def counted(facts: Facts, indicators: Sequence[Indicator]) -> list[str]:
    """SQL that (re)creates it all for the tables that exist; after a change of indicators run it again.

    Then let `kit.counted.refill` count what is on file.
    """
    _check(indicators)
    roles = Roles(service_of(facts.root))
    tables = _columns_read(indicators)
    return [
        *_grants(roles, facts.root, tables),
        *(statement for table in tables for statement in _touching(roles, table, tables[table], indicators)),
        *_flushing(roles, facts, indicators),
        *_recounting(roles, facts, indicators),
    ]


def _check(indicators: Sequence[Indicator]) -> None:
    numbers = [indicator.number for indicator in indicators]
    keys = [indicator.key for indicator in indicators]
    if len(set(numbers)) < len(numbers) or len(set(keys)) < len(keys):
        raise ValueError("two indicators share a number or a key")
    if len(indicators) > MOST_INDICATORS:
        raise ValueError(f"a service counts at most {MOST_INDICATORS} indicators")


def _columns_read(indicators: Sequence[Indicator]) -> dict[Table, dict[str, int]]:
    """Table -> column -> the bits of the indicators that read it."""
    found: dict[Table, dict[str, int]] = {}
    for bit, indicator in enumerate(indicators):
        for branch in indicator.branches:
            for table, columns in branch.reads.items():
                for column in columns:
                    if column not in table.columns:
                        raise ValueError(f"{indicator.key} reads {table.name}.{column}, which is not there")
                    bits = found.setdefault(table, {})
                    bits[column] = bits.get(column, 0) | 1 << bit
    return found


def _grants(roles: Roles, root: Table, tables: Iterable[Table]) -> list[str]:
    users = f"{roles.app}, {roles.worker}"
    inside = (
        "village collate \"C\" >= current_setting('app.lo', true) "
        "and village collate \"C\" < current_setting('app.hi', true)"
    )
    base = {table.name: table for table in (root, *tables)}
    return [
        *(statement for table in base.values() for statement in admit(table, roles.counter)),
        # The privilege to lock, and nothing to write.
        *policy(root, "counter_locks", "update", roles.counter, using="true", check="false"),
        f"grant update (j) on {root.name} to {roles.counter}",
        "alter table counted enable row level security",
        "alter table counted force row level security",
        *policy(system.counted, "scope", "select", users, using=inside),
        *policy(system.counted, "counts", "all", roles.counter, using="true", check="true"),
        f"grant select on counted to {users}",
        f"grant select, insert, update on counted to {roles.counter}",
        f"grant select, insert, delete on touched to {roles.counter}",
    ]


def _touching(
    roles: Roles, table: Table, columns: Mapping[str, int], indicators: Sequence[Indicator]
) -> list[str]:
    """Triggers that note the households whose figures a statement may have changed."""
    every = 0
    for bits in columns.values():
        every |= bits
    household = "id" if root_of(table) is table else "household_id"
    bodies = {
        "insert": (f"select {household}, {every}::bigint from new_rows", "new table as new_rows"),
        "update": (_changed(table, household, columns), "old table as old_rows new table as new_rows"),
        "delete": (f"select {household}, {every}::bigint from old_rows", "old table as old_rows"),
    }
    statements: list[str] = []
    for event, (source, transition) in bodies.items():
        name = f"touch_{table.name}_{event}"
        body = f"""
begin
  insert into touched (xid, household_id, mask)
  select {_XID}, t.household_id, bit_or(t.mask) from ({source}) t (household_id, mask) group by 2;
  return null;
end """
        statements += definer(
            name, "", "trigger", body, owner=roles.counter, callers=(roles.owner,), language="plpgsql"
        )
        statements.append(
            f"create or replace trigger {table.name}_touch_{event} after {event} on {table.name} "
            f"referencing {transition} for each statement execute function {name}()"
        )
    return statements


def _changed(table: Table, household: str, columns: Mapping[str, int]) -> str:
    """Households of rows whose declared columns changed; columns of the same indicators go together."""
    groups: dict[int, list[str]] = {}
    for column, bits in columns.items():
        groups.setdefault(bits, []).append(column)
    key = [column.name for column in table.primary_key]
    parts = []
    for bits, names in groups.items():
        listed = ", ".join(dict.fromkeys([household, *key, *names]))
        new, old = f"select {listed} from new_rows", f"select {listed} from old_rows"
        parts.append(
            f"select {household}, {bits}::bigint from (({new} except {old}) union all ({old} except {new})) d"
        )
    return " union all ".join(parts)


def _flushing(roles: Roles, facts: Facts, indicators: Sequence[Indicator]) -> list[str]:
    fixed = Statement(facts, indicators, ids="ids", mask="due").flush("new.id")
    planned = Statement(facts, indicators, ids="$1", mask="$2").flush("$3")
    body = f"""
declare
  ids uuid[];
  due bigint;
begin
  with taken as (delete from touched where xid = {_XID} returning household_id, mask)
  select array_agg(distinct t.household_id), bit_or(t.mask) into ids, due from taken t;
  if ids is null then
    return null;
  end if;
  -- A statement of its own: what is read after it sees what other writers of these households committed.
  perform 1 from {facts.root.name} r where r.id = any(ids) order by r.id for no key update;
  if cardinality(ids) < {BULK} then
    {fixed};
  else
    execute $flush${planned}$flush$ using ids, due, new.id;
  end if;
  return null;
end """
    return [
        *definer(
            "flush_counted", "", "trigger", body, owner=roles.counter, callers=(roles.owner,),
            # Planning costs more than running.
            language="plpgsql", attributes="set plan_cache_mode = force_generic_plan",
        ),
        "drop trigger if exists journal_flush_counted on journal",
        "create constraint trigger journal_flush_counted after insert on journal "
        "deferrable initially deferred for each row execute function flush_counted()",
    ]  # fmt: skip


def _recounting(roles: Roles, facts: Facts, indicators: Sequence[Indicator]) -> list[str]:
    every = (1 << len(indicators)) - 1
    statement = Statement(facts, indicators, ids="$1", mask=str(every))
    names = ", ".join(f"diff.{column}" for column in COLUMNS)
    return [
        *definer(
            "recount_counted", "ids uuid[]",
            "table (indicator smallint, subject uuid, household_id uuid, village text, n integer, d integer, "
            "valid_from date, valid_to date, counted boolean)",
            f"with {statement.wanted()}, {statement.live()}, {statement.difference()} "
            f"select {names}, diff.t is not null from diff",
            owner=roles.counter, callers=(roles.worker,), attributes="stable",
        ),
        *definer(
            "touch_counted", "ids uuid[]", "void",
            f"insert into touched (xid, household_id, mask) select {_XID}, id, {every} from unnest(ids) id",
            owner=roles.counter, callers=(roles.worker,),
        ),
        *definer(
            "counted_households", "after_id uuid, most integer", "setof uuid",
            f"select id from {facts.root.name} where after_id is null or id > after_id "
            "order by id limit most",
            owner=roles.counter, callers=(roles.worker,), attributes="stable",
        ),
    ]  # fmt: skip
