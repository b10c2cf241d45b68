"""The generated city arrives at the article's figures and its families are plausible."""

import csv
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from demo.city import County, build
from demo.households import DAY
from demo.people import Family, Person
from demo.population import plan_counties, read_allocation

ROOT = Path(__file__).parents[3]
ALLOCATION = ROOT / "deploy/data/langfang-2018-allocation.csv"
REGIONS = ROOT / "services/kit/src/kit/regions/data/langfang-regions-2018.csv"
ROSTER_DAY = date(2018, 1, 1)


@pytest.fixture(scope="module")
def villages() -> dict[str, list[str]]:
    below: dict[str, list[str]] = defaultdict(list)
    with REGIONS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            if row["level"] == "village":
                below[row["code"][:6]].append(row["code"])
    return below


@pytest.fixture(scope="module")
def city(villages: dict[str, list[str]]) -> list[County]:
    return build(plan_counties(read_allocation(ALLOCATION)), villages)


def no_labour(families: list[Family]) -> list[Family]:
    return [f for f in families if not any(m.able for m in f.members)]


def people(families: list[Family]) -> list[Person]:
    return [m for f in families for m in f.members]


def test_each_county_counts_to_its_row_of_the_allocation_table(city: list[County]) -> None:
    for county, row in zip(city, read_allocation(ALLOCATION), strict=True):
        idle = no_labour(county.registered)
        covered = [m for m in people(idle) if m.dibao or m.tekun]
        counted = {
            "households": len(county.registered),
            "persons": len(people(county.registered)),
            "no_labour_households": len(idle),
            "no_labour_persons": len(people(idle)),
            "safety_net_households": sum(any(m.dibao or m.tekun for m in f.members) for f in idle),
            "safety_net_persons": len(covered),
            "disabled_persons": sum(m.certificate is not None for m in people(county.registered)),
            "students_aided": sum(m.school_status != "01" for m in people(county.registered)),
            "employed": sum(m.in_work for m in people(county.registered)),
            "disabled_employed": sum(
                m.in_work and m.certificate is not None for m in people(county.registered)
            ),
        }
        assert counted == {key: int(row[key]) for key in counted}, county.name


def test_the_city_has_enough_other_households_and_geese_households(city: list[County]) -> None:
    geese = [f for c in city for f in c.registered if f.geese]
    assert len(geese) == 210
    assert all(any(m.certificate for m in f.members) for f in geese)
    assert sum(len(c.others) for c in city) >= 500


def test_about_1050_villages_hold_registered_households_at_most_12_each(city: list[County]) -> None:
    held = Counter(f.village for c in city for f in c.registered)
    assert len(held) == 1050
    assert max(held.values()) <= 12


def test_nobody_is_entered_twice_or_before_being_born(city: list[County]) -> None:
    everybody = people([f for c in city for f in (*c.registered, *c.others)])
    assert len({p.id_number for p in everybody}) == len(everybody)
    assert max(p.birth for p in everybody) <= ROSTER_DAY


def test_ages_fit_relations_and_labour(city: list[County]) -> None:
    for family in (f for c in city for f in (*c.registered, *c.others)):
        head = family.head
        assert head.relation == "01"
        assert [m.relation for m in family.members].count("01") == 1
        for member in family.members[1:]:
            gap = head.age(DAY) - member.age(DAY)
            if member.relation in ("03", "04"):
                assert gap >= 18, family
            if member.relation in ("07", "08"):
                assert gap >= 34, family
            if member.relation in ("11", "12"):
                assert gap <= -18, family
            assert not member.able or 16 <= member.age(ROSTER_DAY) <= member.age(DAY) <= 65, family


def test_the_same_seed_gives_the_same_city(city: list[County], villages: dict[str, list[str]]) -> None:
    assert build(plan_counties(read_allocation(ALLOCATION)), villages) == city
