"""The indicators that the registry counts; what they mean to people stands in the supervision's catalogue.

A *poor household* (贫困户) is one whose standing is `registered`. Households cleared, extinct, exited in an
earlier year, applying or never registered are on file too and are not counted, nor is a voided one.
"""

from typing import Final

from kit.counted import Branch, Facts, Indicator, Kind, Reads
from registry_api.households.models import household, household_state, member, member_state, residence

FACTS: Final = Facts(
    root=household,
    ctes={
        # A household in a village, on the days when it was registered there.
        "poor": """
            select r.household_id, r.village, range_agg(
                     daterange(s.valid_from, s.valid_to) * daterange(r.valid_from, r.valid_to)
                   ) as days
            from residence r
            join household h on h.id = r.household_id and h.voided_on is null
            join household_state s on s.household_id = r.household_id and s.standing = 'registered'
            where r.household_id = any(ids)
              and daterange(s.valid_from, s.valid_to) && daterange(r.valid_from, r.valid_to)
            group by r.household_id, r.village
        """,
        # A person's days of membership, of labour lost or absent (03, 04), of 低保 or 特困.
        "person": """
            select m.household_id, m.person_id,
                   range_agg(daterange(m.valid_from, m.valid_to)) as present,
                   range_agg(daterange(m.valid_from, m.valid_to) * daterange(s.valid_from, s.valid_to))
                     filter (where s.labour_skill in ('03', '04')) as without_labour,
                   range_agg(daterange(m.valid_from, m.valid_to) * daterange(s.valid_from, s.valid_to))
                     filter (where s.dibao or s.tekun) as assured
            from member m
            left join member_state s on s.household_id = m.household_id and s.member_id = m.id
            where m.household_id = any(ids)
            group by m.household_id, m.person_id
        """,
        # Every active member without labour: days with members, less those on which any has labour.
        "members": """
            select household_id,
                   range_agg(present)
                     - coalesce(range_agg(present - coalesce(without_labour, '{}')), '{}') as without_labour,
                   coalesce(range_agg(assured), '{}') as assured
            from person
            group by household_id
        """,
    },
)

_POOR: Final[Reads] = {
    household: ("voided_on",),
    residence: ("village", "valid_from", "valid_to"),
    household_state: ("standing", "valid_from", "valid_to"),
}
_MEMBERS: Final[Reads] = {member: ("person_id", "valid_from", "valid_to")}
_LABOUR: Final[Reads] = {member_state: ("member_id", "labour_skill", "valid_from", "valid_to")}
_ASSURED: Final[Reads] = {
    member_state: ("member_id", "labour_skill", "dibao", "tekun", "valid_from", "valid_to")
}


def _households(days: str) -> str:
    return (
        "select p.household_id as subject, p.household_id, p.village, 1 as n, 1 as d, "
        f"{days} as days from poor p join members m on m.household_id = p.household_id"
    )


def _persons(days: str) -> str:
    return (
        "select a.person_id as subject, p.household_id, p.village, 1 as n, 1 as d, "
        f"{days} as days from poor p join members m on m.household_id = p.household_id "
        "join person a on a.household_id = p.household_id"
    )


POOR_HOUSEHOLDS: Final = Indicator(
    number=1,
    key="poor_households",
    kind=Kind.COUNT,
    branches=(
        Branch(
            sql="select household_id as subject, household_id, village, 1 as n, 1 as d, days from poor",
            reads=_POOR,
        ),
    ),
)

POOR_PERSONS: Final = Indicator(
    number=2,
    key="poor_persons",
    kind=Kind.COUNT,
    branches=(Branch(sql=_persons("p.days * a.present"), reads={**_POOR, **_MEMBERS}),),
)

NO_LABOUR_HOUSEHOLDS: Final = Indicator(
    number=3,
    key="no_labour_households",
    kind=Kind.COUNT,
    branches=(Branch(sql=_households("p.days * m.without_labour"), reads={**_POOR, **_MEMBERS, **_LABOUR}),),
)

NO_LABOUR_PERSONS: Final = Indicator(
    number=4,
    key="no_labour_persons",
    kind=Kind.COUNT,
    branches=(
        Branch(
            sql=_persons("p.days * m.without_labour * a.present"),
            reads={**_POOR, **_MEMBERS, **_LABOUR},
        ),
    ),
)

SAFETY_NET_HOUSEHOLDS: Final = Indicator(
    number=5,
    key="safety_net_households",
    kind=Kind.COUNT,
    branches=(
        Branch(
            sql=_households("p.days * m.without_labour * m.assured"),
            reads={**_POOR, **_MEMBERS, **_ASSURED},
        ),
    ),
)

SAFETY_NET_PERSONS: Final = Indicator(
    number=6,
    key="safety_net_persons",
    kind=Kind.COUNT,
    branches=(
        Branch(
            sql=_persons("p.days * m.without_labour * coalesce(a.assured, '{}')"),
            reads={**_POOR, **_MEMBERS, **_ASSURED},
        ),
    ),
)

INDICATORS: Final = (
    POOR_HOUSEHOLDS,
    POOR_PERSONS,
    NO_LABOUR_HOUSEHOLDS,
    NO_LABOUR_PERSONS,
    SAFETY_NET_HOUSEHOLDS,
    SAFETY_NET_PERSONS,
)
