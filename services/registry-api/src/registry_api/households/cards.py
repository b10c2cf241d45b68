"""Keeping the household cards: rebuilt from the open rows in the transaction that changes them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text

from kit.db import Prepared, WriteTx

CARD_ROWS = """
select h.id as household_id, h.region_key, h.official_no, h.group_name,
       s.standing, s.category, s.poverty_status, s.primary_cause, s.other_causes,
       m.head_name, coalesce(m.head_pinyin, '') as sort_name, m.head_gender, m.head_birth_year,
       m.head_birth_month, m.head_id_last2, coalesce(h.phone_masked, m.head_phone_masked) as phone_masked,
       m.persons, m.disabled_persons, m.labour_persons, m.no_labour_persons, m.assured_persons,
       i.year as income_year, i.net_per_capita,
       h.origin, h.created_on, h.voided_on is not null as voided, m.names,
       array(
         select distinct gram
         from unnest(m.names) name, unnest(name_grams(left(h.region_key, 6), name)) gram
         order by 1
       ) as grams
from household h
join household_state s on s.household_id = h.id and s.valid_to is null
cross join lateral (
  -- The one head comes from the same pass: joined, the planner may read all heads for each household.
  select max(one.name) filter (where one.relation = '01') as head_name,
         max(one.pinyin) filter (where one.relation = '01') as head_pinyin,
         max(one.gender) filter (where one.relation = '01') as head_gender,
         max(one.birth_year) filter (where one.relation = '01') as head_birth_year,
         max(one.birth_month) filter (where one.relation = '01') as head_birth_month,
         max(one.id_last2) filter (where one.relation = '01') as head_id_last2,
         max(one.phone_masked) filter (where one.relation = '01') as head_phone_masked,
         count(*)::int as persons,
         count(*) filter (where '04' = any(ms.health) or ms.disability_type is not null)::int
           as disabled_persons,
         count(*) filter (where ms.labour_skill in ('01', '02', '05'))::int as labour_persons,
         count(*) filter (where ms.labour_skill in ('03', '04'))::int as no_labour_persons,
         count(*) filter (where ms.dibao or ms.tekun)::int as assured_persons,
         coalesce(array_agg(one.name order by one.id), '{}') as names
  from member one
  left join member_state ms
    on ms.household_id = one.household_id and ms.member_id = one.id and ms.valid_to is null
  where one.household_id = h.id and one.valid_to is null
) m
left join lateral (
  select year, net_per_capita from household_income where household_id = h.id order by year desc limit 1
) i on true
"""
"""One card a household, as a query: the refresh and the test that compares use the same."""

_COLUMNS = (
    "household_id, region_key, official_no, group_name, standing, category, poverty_status, primary_cause, "
    "other_causes, head_name, sort_name, head_gender, head_birth_year, head_birth_month, head_id_last2, "
    "phone_masked, persons, disabled_persons, labour_persons, no_labour_persons, assured_persons, "
    "income_year, net_per_capita, origin, created_on, voided, names, grams"
)
_FIXED = ("household_id", "region_key")

_REFRESH = Prepared(
    text(
        f"insert into household_card ({_COLUMNS}) {CARD_ROWS} where h.id = any(:ids) "
        "on conflict (household_id) do update set "
        + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS.split(", ") if name not in _FIXED)
    )
)


async def refresh(tx: WriteTx, ids: Sequence[UUID]) -> None:
    """Rebuild the cards of these households; after it a card's `j` is this transaction's."""
    await tx.run(_REFRESH, ids=list(ids))
