"""The example's indicators: one of each shape."""

from kit.counted import Branch, Facts, Indicator, Kind
from services.kit.tests.example import home, person, stay

_DAYS = ("valid_from", "valid_to")

FACTS = Facts(
    root=home,
    ctes={
        "stays": """
            select household_id, village, datemultirange(daterange(valid_from, valid_to)) as days
            from stay where household_id = any(ids)
        """,
        "people": """
            select household_id, person_id, able, pairs,
                   datemultirange(daterange(valid_from, valid_to)) as days
            from person where household_id = any(ids)
        """,
        "homes": """
            select household_id, range_agg(days) as alive,
                   coalesce(range_agg(days) filter (where able), '{}') as able
            from people group by household_id
        """,
    },
)

_STAY = {stay: ("village", *_DAYS)}
_PERSON = {person: ("person_id", *_DAYS)}
_ABLE = {person: ("able", *_DAYS)}

PERSONS = Indicator(
    number=1,
    key="persons",
    kind=Kind.COUNT,
    branches=(
        Branch(
            """
            select p.person_id as subject, household_id, s.village, 1 as n, 1 as d, p.days * s.days as days
            from people p join stays s using (household_id)
            """,
            {**_STAY, **_PERSON},
        ),
    ),
)

UNABLE_HOMES = Indicator(
    number=2,
    key="unable_homes",
    kind=Kind.COUNT,
    branches=(
        Branch(
            """
            select household_id as subject, household_id, s.village, 1 as n, 1 as d,
                   (h.alive - h.able) * s.days as days
            from homes h join stays s using (household_id)
            """,
            {**_STAY, **_ABLE},
        ),
    ),
)

ABLE_SHARE = Indicator(
    number=3,
    key="able_share",
    kind=Kind.RATIO,
    branches=tuple(
        Branch(
            f"""
            select p.person_id as subject, household_id, s.village, {n} as n, 1 as d, p.days * s.days as days
            from people p join stays s using (household_id) where {condition}
            """,
            {**_STAY, person: ("person_id", "able", *_DAYS)},
        )
        for n, condition in ((1, "p.able"), (0, "not p.able"))
    ),
)

PAIRS = Indicator(
    number=7,
    key="pairs",
    kind=Kind.SUM,
    branches=(
        Branch(
            """
            select p.person_id as subject, household_id, s.village, p.pairs as n, 1 as d,
                   p.days * s.days as days
            from people p join stays s using (household_id) where p.pairs > 0
            """,
            {**_STAY, person: ("person_id", "pairs", *_DAYS)},
        ),
    ),
)

PAIRS_EACH = Indicator(number=9, key="pairs_each", kind=Kind.EXTREME, branches=PAIRS.branches)

DISTINCT_PERSONS = Indicator(number=11, key="distinct_persons", kind=Kind.DISTINCT, branches=PERSONS.branches)

INDICATORS = (PERSONS, UNABLE_HOMES, ABLE_SHARE, PAIRS, PAIRS_EACH, DISTINCT_PERSONS)
