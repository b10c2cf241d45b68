"""The functions of role `registry_claim`: all that anyone learns of a claim is yes or no.

A claim passes over regions, so these tables answer neither who nor where. Rows are taken in the order of
their keys, so that two batches with the same persons wait for each other instead of deadlocking.
"""

from kit import ddl
from registry_api.metadata import metadata

from .models import identity_claim, official_number_claim

_ROLES = ddl.Roles(metadata.info["service"])

_CLAIM_PERSONS = """
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
  select c.id_hash from identity_claim c where c.id_hash = any(id_hashes) and c.household_id is not null
"""

_NUMBERS_USED = "select c.official_no from official_number_claim c where c.official_no = any(numbers)"

_CLAIM_NUMBERS = """
declare
  asked record;
begin
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
    for table in (identity_claim, official_number_claim):
        statements += [*ddl.create(table), *ddl.secure(table)]
    callers = (_ROLES.app, _ROLES.worker)
    return [
        *statements,
        "create sequence official_number_serial",
        f"grant usage on sequence official_number_serial to {_ROLES.claim}",
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
