"""SQL for the household tables, their versions, and the one function that searches names."""

from kit import ddl
from kit.ddl.security import admit
from kit.tables import is_versioned
from registry_api.metadata import metadata

from .card_models import household_card
from .models import household, household_state, member, member_state, residence
from .sheet_models import household_income, household_living

TABLES = (
    household,
    household_state,
    residence,
    member,
    member_state,
    household_income,
    household_living,
    household_card,
)

_ROLES = ddl.Roles(metadata.info["service"])

_NAME_GRAMS = """
create function name_grams(county text, name text) returns text[] language sql immutable strict parallel safe
return array(
  select distinct county || substr(name, place, 2) from generate_series(1, length(name) - 1) place order by 1
)
"""
"""Pairs of neighbouring characters, prefixed with the county: what cards keep and what a search asks for."""

# The policies of the caller do not reach into this function, so the caller's range stands inside it; a search
# under them would read every card of the range, as no operator on arrays is leakproof.
_SEARCH = """
  select h.household_id
  from region c
  join household_card h on h.grams @> name_grams(c.region_key, pattern)
  where c.level = 'county' and length(pattern) >= 2
    and (
      c.region_key = left(current_setting('app.lo', true), 6)
      or (c.region_key collate "C" >= current_setting('app.lo', true)
          and c.region_key collate "C" < current_setting('app.hi', true))
    )
    and h.region_key collate "C" >= current_setting('app.lo', true)
    and h.region_key collate "C" < current_setting('app.hi', true)
    and exists (select from unnest(h.names) name where position(pattern in name) > 0)
"""


def households() -> list[str]:
    """SQL for the tables of this feature, run by the owner."""
    users = f"{_ROLES.app}, {_ROLES.worker}, {_ROLES.search}"
    statements: list[str] = [_NAME_GRAMS, f"grant execute on function name_grams(text, text) to {users}"]
    for table in TABLES:
        keeping = ddl.versioned(table) if is_versioned(table) else ddl.stamped(table)
        statements += [*ddl.create(table), *ddl.secure(table), *keeping]
    return [
        *statements,
        *ddl.history(household, [table for table in TABLES if is_versioned(table)]),
        *admit(household_card, _ROLES.search, ("household_id", "region_key", "grams", "names")),
        *ddl.definer(
            "search_names",
            "pattern text",
            "setof uuid",
            _SEARCH,
            owner=_ROLES.search,
            callers=(_ROLES.app,),
            # A guess for the planner, which would take a thousand and read every card.
            attributes="stable rows 50",
        ),
    ]
