"""The staging tables and the named functions that reach them, each bound to the caller's own uploads.

Own is what this person uploaded in a region of the present scope: a change of post to another county hides
it, and no colleague opens another's upload.
"""

from kit import ddl
from registry_api.imports.models import roster_household, roster_import, roster_row
from registry_api.metadata import metadata

_ROLES = ddl.Roles(metadata.info["service"])

_OWN = """
  i.id = an_id and i.person_id = nullif(current_setting('app.person', true), '')::uuid
  and i.region_key collate "C" >= current_setting('app.lo', true)
  and i.region_key collate "C" < current_setting('app.hi', true)
"""
_OWN_EXISTS = f"exists (select from roster_import i where {_OWN})"

_ADD = """
  insert into roster_import (id, region_key, person_id, status, file_name, file_address, size, document,
                             relations, wanted_sheet, created_on, expires_on)
  select an_id, current_setting('app.lo'), current_setting('app.person')::uuid, 'reading', a_file_name,
         a_file_address, a_size, a_document, a_relations, a_sheet, a_day, an_expiry
"""

_LIST = """
  select i.* from roster_import i
  where i.person_id = nullif(current_setting('app.person', true), '')::uuid
    and i.region_key collate "C" >= current_setting('app.lo', true)
    and i.region_key collate "C" < current_setting('app.hi', true)
    and (before_id is null or i.id < before_id)
  order by i.id desc limit most
"""

# Of the facts only those that are given change.
_TURN = f"""
  with turned as (
    update roster_import i set
      status = next_status,
      sheet = coalesce(facts ->> 'sheet', i.sheet),
      columns = coalesce(facts -> 'columns', i.columns),
      "unknown" = coalesce(facts -> 'unknown', i."unknown"),
      counts = i.counts || coalesce(facts -> 'counts', '{{}}'),
      refusal = coalesce(facts -> 'refusal', i.refusal),
      job_id = coalesce((facts ->> 'job_id')::uuid, i.job_id),
      finished_at = case when next_status in ('done', 'cancelled', 'refused') then clock_timestamp() end
    where {_OWN} and i.status = any(from_statuses)
    returning 1
  ) select exists (select from turned)
"""

_PAGE = f"""
  select r.number, r.household, h.state, h.household_id, h.official_no, r.shown, r.differences, r.findings,
         r.cells_sealed
  from roster_row r join roster_household h on h.import_id = r.import_id and h.number = r.household
  where r.import_id = an_id and {_OWN_EXISTS} and (states is null or h.state = any(states))
    and (r.household, r.number) > (after_household, after_number)
  order by r.household, r.number limit most
"""

_TALLY = f"""
  select h.state, count(*)::int, sum(h.persons)::int from roster_household h
  where h.import_id = an_id and {_OWN_EXISTS} group by h.state
"""


def imports() -> list[str]:
    """SQL for the staging tables and their functions, run by the owner.

    The functions are for requests; the jobs run as the worker, to which internal tables are open.
    """
    statements: list[str] = []
    for table in (roster_import, roster_household, roster_row):
        statements += [*ddl.create(table), *ddl.secure(table)]
    return [
        *statements,
        *_define(
            "roster_add",
            "an_id uuid, a_file_name text, a_file_address text, a_size integer, a_document text, "
            "a_relations text, a_sheet text, a_day date, an_expiry date",
            "void",
            _ADD,
        ),
        *_define(
            "roster_import_of",
            "an_id uuid",
            "setof roster_import",
            f"select i.* from roster_import i where {_OWN}",
            attributes="stable",
        ),
        *_define(
            "roster_imports",
            "before_id uuid, most integer",
            "setof roster_import",
            _LIST,
            attributes="stable",
        ),
        *_define(
            "roster_turn",
            "an_id uuid, from_statuses text[], next_status text, facts jsonb",
            "boolean",
            _TURN,
        ),
        *_define(
            "roster_page",
            "an_id uuid, states text[], after_household integer, after_number integer, most integer",
            "table (number integer, household integer, state text, household_id uuid, official_no text, "
            "shown jsonb, differences jsonb, findings jsonb, cells_sealed bytea)",
            _PAGE,
            attributes="stable",
        ),
        *_define(
            "roster_tally",
            "an_id uuid",
            "table (state text, households integer, persons integer)",
            _TALLY,
            attributes="stable",
        ),
    ]


def _define(name: str, arguments: str, returns: str, body: str, *, attributes: str = "") -> list[str]:
    callers = (_ROLES.app, _ROLES.worker)
    return ddl.definer(
        name, arguments, returns, body, owner=_ROLES.internal, callers=callers, attributes=attributes
    )
