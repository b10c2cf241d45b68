"""The functions of role `registry_claim`: all that anyone learns of a claim is yes or no, and not for ever.

A claim passes over regions, so these tables answer neither who nor where. Rows are taken in the order of
their keys, so that two batches with the same persons wait for each other instead of deadlocking.

Who was told "yes" as often as a day allows gets no answer at all until the next day: were only the yes held
back, its absence would tell. So every function that answers asks first, and no code can forget to.
"""

from typing import Final

from kit import ddl
from registry_api.metadata import metadata

from .models import claim_answer, identity_claim, official_number_claim

EXHAUSTED: Final = "BF002"
"""SQLSTATE of a question that is no longer answered today."""

_ROLES = ddl.Roles(metadata.info["service"])

# A program without a person counts as one official.
_NOBODY = "00000000-0000-0000-0000-000000000000"
_PERSON = f"coalesce(nullif(current_setting('app.person', true), '')::uuid, '{_NOBODY}')"
_TODAY = "(clock_timestamp() at time zone interval '8 hours')::date"

_REQUIRE_ANSWERS = f"""
begin
  if exists (
    select from claim_answer a where a.person_id = {_PERSON} and a.day = {_TODAY} and a.exhausted
  ) then
    raise exception 'no more is answered today' using errcode = '{EXHAUSTED}';
  end if;
end
"""

_COUNT_ANSWERS = f"""
  insert into claim_answer as a (person_id, day, answers, exhausted)
  values ({_PERSON}, {_TODAY}, given, given >= most)
  on conflict (person_id, day) do update
    set answers = a.answers + given, exhausted = a.answers + given >= most
  returning answers <= most
"""

_CLAIM_PERSONS = """
  select require_claim_answers();
  insert into identity_claim as c (id_hash, person_id, household_id)
  select w.id_hash, w.person_id, w.household_id
  from (
    select distinct on (u.id_hash) u.id_hash, u.person_id, u.household_id
    from unnest(id_hashes, persons, households) with ordinality as u (id_hash, person_id, household_id, n)
    order by u.id_hash, u.n
  ) w
  order by w.id_hash
  on conflict (id_hash) do update set household_id = excluded.household_id where c.household_id is null
  returning c.id_hash, c.person_id, c.household_id
"""

_RELEASE_PERSONS = """
  update identity_claim set household_id = null
  where id_hash = any(id_hashes) and household_id = any(households)
"""

_PERSONS_ON_FILE = """
  select require_claim_answers();
  select c.id_hash from identity_claim c where c.id_hash = any(id_hashes) and c.household_id is not null
"""

_NUMBERS_USED = """
  select require_claim_answers();
  select c.official_no from official_number_claim c where c.official_no = any(numbers)
"""

_CLAIM_NUMBERS = """
declare
  asked record;
begin
  perform require_claim_answers();
  for asked in
    select u.household, u.official_no, u.county
    from unnest(households, wanted, counties) with ordinality as u (household, official_no, county, n)
    order by u.official_no nulls last, u.n
  loop
    household_id := asked.household;
    official_no := asked.official_no;
    loop
      if asked.official_no is null then
        official_no := asked.county || lpad(nextval('official_number_serial')::text, 8, '0');
      end if;
      insert into official_number_claim (official_no, household_id)
      values (claim_official_numbers.official_no, asked.household) on conflict do nothing;
      if found then
        return next;
        exit;
      end if;
      -- A given number that is taken is refused; a drawn one that a roster brought along is passed over.
      exit when asked.official_no is not null;
    end loop;
  end loop;
end
"""


def claims() -> list[str]:
    """SQL for the claim tables and their functions, run by the owner."""
    statements: list[str] = []
    for table in (identity_claim, official_number_claim, claim_answer):
        statements += [*ddl.create(table), *ddl.secure(table)]
    callers = (_ROLES.app, _ROLES.worker)
    return [
        *statements,
        "create sequence official_number_serial",
        f"grant usage on sequence official_number_serial to {_ROLES.claim}",
        *ddl.definer(
            "require_claim_answers",
            "",
            "void",
            _REQUIRE_ANSWERS,
            owner=_ROLES.internal,
            callers=(*callers, _ROLES.claim),
            language="plpgsql",
            attributes="stable",
        ),
        *ddl.definer(
            "count_claim_answers",
            "given integer, most integer",
            "boolean",
            _COUNT_ANSWERS,
            owner=_ROLES.internal,
            callers=callers,
        ),
        *ddl.definer(
            "claim_persons",
            "id_hashes bytea[], persons uuid[], households uuid[]",
            "table (id_hash bytea, person_id uuid, household_id uuid)",
            _CLAIM_PERSONS,
            owner=_ROLES.claim,
            callers=callers,
        ),
        *ddl.definer(
            "release_persons",
            "id_hashes bytea[], households uuid[]",
            "void",
            _RELEASE_PERSONS,
            owner=_ROLES.claim,
            callers=callers,
        ),
        *ddl.definer(
            "persons_on_file",
            "id_hashes bytea[]",
            "setof bytea",
            _PERSONS_ON_FILE,
            owner=_ROLES.claim,
            callers=callers,
            attributes="stable",
        ),
        *ddl.definer(
            "official_numbers_used",
            "numbers text[]",
            "setof text",
            _NUMBERS_USED,
            owner=_ROLES.claim,
            callers=callers,
            attributes="stable",
        ),
        *ddl.definer(
            "claim_official_numbers",
            "households uuid[], wanted text[], counties text[]",
            "table (household_id uuid, official_no text)",
            "#variable_conflict use_column" + _CLAIM_NUMBERS,
            owner=_ROLES.claim,
            callers=callers,
            language="plpgsql",
        ),
    ]
