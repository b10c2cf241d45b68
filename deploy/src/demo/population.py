"""How many of whom live in each county: the allocation table broken down to kinds of people.

The table (``deploy/data/langfang-2018-allocation.csv``) gives households, persons, households
without labour and those under the safety net by county; the city-wide splits below are those of
the data set of 2018 (students by stage, dependants, able persons in work). Every split is exact:
county rows add up to the city's, kinds of people add up to the county's persons.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from demo.shares import apportion

NO_LABOUR_BY_SIZE = {2: 244, 3: 52, 4: 12}  # the rest of the 648 live alone
STUDENTS_IN_NO_LABOUR_HOMES = 38
UNCOVERED_IN_COVERED_HOMES = 14
TEKUN_SINGLE, TEKUN_PAIR = 245, 23  # 特困 268 households / 291 persons
STUDENTS_BY_STAGE = {
    "preschool": 118,
    "primary": 398,
    "middle": 204,
    "high": 131,
    "vocational": 86,
    "college": 142,
}
SMALL_CHILDREN, ELDERS, ADULTS_WITHOUT_LABOUR = 270, 700, 590
GEESE_HOUSEHOLDS = 210
OTHER_HOUSEHOLDS = 520


@dataclass(frozen=True)
class CountyPlan:
    """What one county's roster must count to; every number in households or persons."""

    code: str
    name: str
    households: int
    persons: int
    no_labour_by_size: dict[int, int]
    uncovered_by_size: dict[int, int]
    uncovered_in_covered_homes: int
    tekun_single: int
    tekun_pair: int
    students: int
    students_in_no_labour_homes: int
    small_children: int
    elders: int
    adults_without_labour: int
    able: int
    in_work: int
    disabled: int
    disabled_in_work: int
    geese: int
    others: int

    @property
    def no_labour_households(self) -> int:
        """Households in which nobody can work."""
        return sum(self.no_labour_by_size.values())

    @property
    def labour_households(self) -> int:
        """Households with at least one person able to work."""
        return self.households - self.no_labour_households


def read_allocation(path: Path) -> list[dict[str, str]]:
    """The allocation table's county rows, in its own order, without the city's total."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if len(row["code"]) == 6]


def plan_counties(allocation: list[dict[str, str]]) -> list[CountyPlan]:
    """Break the allocation table down; raises ValueError where it cannot be satisfied."""

    def column(name: str) -> list[int]:
        return [int(row[name]) for row in allocation]

    households, persons = column("households"), column("persons")
    no_labour, no_labour_persons = column("no_labour_households"), column("no_labour_persons")
    uncovered = [a - b for a, b in zip(no_labour, column("safety_net_households"), strict=True)]
    uncovered_persons = [a - b for a, b in zip(no_labour_persons, column("safety_net_persons"), strict=True)]
    extra = [p - h for p, h in zip(no_labour_persons, no_labour, strict=True)]
    fours = apportion(NO_LABOUR_BY_SIZE[4], extra)
    threes = apportion(NO_LABOUR_BY_SIZE[3], extra)
    pairs = [e - 2 * t - 3 * f for e, t, f in zip(extra, threes, fours, strict=True)]
    singles = [h - a - b - c for h, a, b, c in zip(no_labour, pairs, threes, fours, strict=True)]

    scattered = apportion(UNCOVERED_IN_COVERED_HOMES, uncovered_persons)
    open_pairs = [p - s - h for p, s, h in zip(uncovered_persons, scattered, uncovered, strict=True)]
    open_singles = [h - p for h, p in zip(uncovered, open_pairs, strict=True)]
    tekun_single = apportion(
        TEKUN_SINGLE,
        singles,
        [s - o for s, o in zip(singles, open_singles, strict=True)],
    )
    tekun_pair = apportion(TEKUN_PAIR, pairs, [p - o for p, o in zip(pairs, open_pairs, strict=True)])

    students = column("students_aided")
    hidden = apportion(
        STUDENTS_IN_NO_LABOUR_HOMES, students, [t + f for t, f in zip(threes, fours, strict=True)]
    )
    in_labour = [p - n for p, n in zip(persons, no_labour_persons, strict=True)]
    children = apportion(SMALL_CHILDREN, in_labour)
    elders = apportion(ELDERS, in_labour)
    unable = apportion(ADULTS_WITHOUT_LABOUR, in_labour)
    able = [
        p - (s - h) - c - e - u
        for p, s, h, c, e, u in zip(in_labour, students, hidden, children, elders, unable, strict=True)
    ]
    geese = apportion(GEESE_HOUSEHOLDS, column("disabled_industry_households"))
    others = apportion(OTHER_HOUSEHOLDS, households)

    plans = []
    for i, row in enumerate(allocation):
        plan = CountyPlan(
            code=row["code"],
            name=row["county"],
            households=households[i],
            persons=persons[i],
            no_labour_by_size={1: singles[i], 2: pairs[i], 3: threes[i], 4: fours[i]},
            uncovered_by_size={1: open_singles[i], 2: open_pairs[i]},
            uncovered_in_covered_homes=scattered[i],
            tekun_single=tekun_single[i],
            tekun_pair=tekun_pair[i],
            students=students[i],
            students_in_no_labour_homes=hidden[i],
            small_children=children[i],
            elders=elders[i],
            adults_without_labour=unable[i],
            able=able[i],
            in_work=column("employed")[i],
            disabled=column("disabled_persons")[i],
            disabled_in_work=column("disabled_employed")[i],
            geese=geese[i],
            others=others[i],
        )
        smallest = min(*plan.no_labour_by_size.values(), *plan.uncovered_by_size.values())
        if smallest < 0 or plan.able < max(plan.labour_households, plan.in_work):
            raise ValueError(f"the allocation of {plan.name} cannot be satisfied: {plan}")
        plans.append(plan)
    return plans
