"""The indicators that this service counts; what they mean to people stands in the supervision's catalogue."""

from assistance_api.handovers.models import gosling_handover
from assistance_api.households.models import household
from kit.counted import Branch, Facts, Indicator, Kind

FACTS = Facts(
    root=household,
    ctes={
        # What a household was handed on each day it was handed anything, and where it then was.
        "goslings_of_day": """
            select household_id, year, handed_over_on, sum(alive) as alive,
                   (array_agg(village_of_day order by recorded_at desc, id desc))[1] as village
            from gosling_handover
            where household_id = any(ids) and voided_on is null
            group by household_id, year, handed_over_on
        """,
        # The year's total so far, from each such day until the next, at most until the year ends.
        "goslings_so_far": """
            select household_id, village,
                   sum(alive) over year_so_far as alive,
                   daterange(
                     handed_over_on,
                     lead(handed_over_on, 1, make_date(year + 1, 1, 1)) over year_so_far
                   ) as days
            from goslings_of_day
            window year_so_far as (partition by household_id, year order by handed_over_on)
        """,
    },
)

GOSLINGS_PER_HOUSEHOLD = Indicator(
    number=1,
    key="goslings_per_household",
    kind=Kind.EXTREME,
    branches=(
        Branch(
            sql="""
                select household_id as subject, household_id, village, alive::int as n, 1 as d,
                       datemultirange(days) as days
                from goslings_so_far
            """,
            reads={gosling_handover: ("year", "handed_over_on", "alive", "village_of_day", "voided_on")},
        ),
    ),
)
"""Version 1: over the households with a live hand-over in the year, as long as there is no plan."""

INDICATORS = (GOSLINGS_PER_HOUSEHOLD,)
