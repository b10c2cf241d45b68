"""The whole city from one seed: families of every county, placed in villages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random

from demo.households import DAY, STAGES, Builder, Shape, certify, furnish, labour_shapes
from demo.identity import IdentityNumbers
from demo.people import Family, Person
from demo.population import STUDENTS_BY_STAGE, CountyPlan

SEED = 20180927
VILLAGES_WITH_POOR, MOST_IN_A_VILLAGE = 1050, 12
OTHER_STANDINGS = ("exited_earlier",) * 12 + ("cleared",) * 2 + ("applying",) * 2 + ("unregistered",) * 9
UNWILLING = ("farming", "caring", "illness", "other")


@dataclass(frozen=True)
class County:
    """One county's families: those registered and the others on file."""

    code: str
    name: str
    registered: list[Family]
    others: list[Family]


def build(plans: Sequence[CountyPlan], villages: dict[str, list[str]], seed: int = SEED) -> list[County]:
    """All counties; ``villages`` maps a county code to the village codes below it.

    The same seed and inputs give the same city, county by county in the order of the plans.
    """
    rng = Random(seed)
    numbers, phones = IdentityNumbers(), count(1)
    stages = [stage for stage, n in STUDENTS_BY_STAGE.items() for _ in range(n)]
    rng.shuffle(stages)
    supply = iter(stages)
    return [
        _county(Random(rng.random()), plan, villages.get(plan.code, []), supply, numbers, phones)
        for plan in plans
    ]


def _county(
    rng: Random,
    plan: CountyPlan,
    villages: list[str],
    stages: Iterator[str],
    numbers: IdentityNumbers,
    phones: Iterator[int],
) -> County:
    build = Builder(rng, plan.code, numbers, phones)
    places = _places(rng, villages, plan.households)
    own = [next(stages) for _ in range(plan.students)]
    # The children who live with grandparents who cannot work are of the lower stages.
    young = [s for s in own if s in ("primary", "middle", "high")][: plan.students_in_no_labour_homes]
    for stage in young:
        own.remove(stage)
    families = [build.labour_home(shape, next(places)) for shape in labour_shapes(rng, plan, own)]
    families += _no_labour(build, plan, places, young)
    _certify(rng, plan, families)
    _employ(rng, plan, families)
    _give_geese(rng, plan, families)
    others = _others(rng, build, plan, villages)
    for family in (*families, *others):
        furnish(rng, family)
    for family in families:
        # 返贫 is rare; everyone else is still to be lifted out at the start of the year.
        family.poverty_status = "3" if rng.random() < 0.012 and family.recognition_year < 2016 else "0"
    families.sort(key=lambda f: (f.village, f.head.birth))
    others.sort(key=lambda f: (f.village, f.head.birth))
    return County(plan.code, plan.name, families, others)


def _places(rng: Random, villages: list[str], households: int) -> Iterator[str]:
    """A village for each household: about 1,050 in the city hold any, at most 12 each."""
    if not households:
        return iter(())
    wanted = min(len(villages), households, max(1, round(VILLAGES_WITH_POOR * households / 2304)))
    chosen = rng.sample(villages, wanted)
    crowded = [rng.choice((1, 1, 1, 2, 2, 4, 9)) for _ in chosen]
    held = dict.fromkeys(chosen, 1)
    while sum(held.values()) < households:
        village = rng.choices(chosen, crowded)[0]
        if held[village] < MOST_IN_A_VILLAGE:
            held[village] += 1
    places = [village for village, n in held.items() for _ in range(n)]
    rng.shuffle(places)
    return iter(places)


def _no_labour(build: Builder, plan: CountyPlan, places: Iterator[str], young: list[str]) -> list[Family]:
    open_left = dict(plan.uncovered_by_size)
    tekun_left = {1: plan.tekun_single, 2: plan.tekun_pair}
    waiting = list(young)
    families = []
    for size, households in plan.no_labour_by_size.items():
        for _ in range(households):
            if open_left.get(size, 0):
                open_left[size] -= 1
                kind = "open"
            elif tekun_left.get(size, 0):
                tekun_left[size] -= 1
                kind = "tekun"
            else:
                kind = "dibao"
            student = waiting.pop() if size > 2 and waiting else None
            families.append(build.no_labour_home(size, next(places), kind=kind, student=student))
    left = plan.uncovered_in_covered_homes
    for family in families:
        if left and len(family.members) > 1 and family.property_code == "04":
            family.members[-1].dibao = False
            left -= 1
    if left:
        raise ValueError(f"{plan.name}: {left} persons outside the safety net found no household")
    return families


def _certify(rng: Random, plan: CountyPlan, families: list[Family]) -> None:
    """Give the county its disabled persons, the likeliest first."""

    def weight(person: Person) -> float:
        if person.school_status != "01" or person.age(DAY) < 6:
            return 0.02
        if person.labour_skill == "03":
            return 6.0 if "04" in person.health else 2.0
        return 0.6 if person.labour_skill == "05" else 0.35 if person.age(DAY) > 65 else 0.12

    people = [m for f in families for m in f.members]
    ranked = sorted(people, key=lambda p: rng.random() ** (1 / weight(p)), reverse=True)
    chosen = ranked[: plan.disabled]
    for person in chosen:
        certify(rng, person)
    for person in ranked[plan.disabled :]:
        # 残疾 in the health column without a certificate is a finding of the national checks.
        if "04" in person.health:
            person.health = ["02"]
    for family in families:
        if any(m.certificate for m in family.members) and rng.random() < 0.5:
            if family.cause in family.other_causes:
                continue
            family.other_causes = [c for c in family.other_causes if c != "02"]
            family.cause = "02"


def _employ(rng: Random, plan: CountyPlan, families: list[Family]) -> None:
    able = [m for f in families for m in f.members if m.able]
    rng.shuffle(able)
    disabled = [m for m in able if m.certificate][: plan.disabled_in_work]
    # Disabled persons at work are few and counted apart, so the rest of the work goes to others.
    workers = disabled + [m for m in able if not m.certificate][: plan.in_work - len(disabled)]
    for person in workers:
        person.in_work, person.willing = True, True
        person.work_months = rng.randint(3, 11)
        person.work_area = rng.choices(("01", "02", "03", "04"), (45, 35, 17, 3))[0]
    for person in able:
        if not person.in_work:
            person.willing, person.unwilling_reason = False, rng.choice(UNWILLING)


def _give_geese(rng: Random, plan: CountyPlan, families: list[Family]) -> None:
    """Mark the county's geese households: with a disabled member and somebody to tend the flock."""
    fit = [f for f in families if any(m.certificate for m in f.members) and any(m.able for m in f.members)]
    if len(fit) < plan.geese:
        raise ValueError(f"{plan.name} has {len(fit)} households fit for geese, {plan.geese} wanted")
    for family in rng.sample(fit, plan.geese):
        family.geese = True


def _others(rng: Random, build: Builder, plan: CountyPlan, villages: list[str]) -> list[Family]:
    """Households on file that are not registered: exited earlier, cleared, applying, unregistered."""
    families = []
    for _ in range(plan.others):
        shape = Shape(able=rng.choice((1, 2, 2)), unable=rng.random() < 0.2, elders=rng.choice((0, 0, 1)))
        if rng.random() < 0.4:
            shape.stages.append(rng.choice(list(STAGES)))
        family = build.labour_home(shape, rng.choice(villages))
        family.standing = rng.choice(OTHER_STANDINGS)
        if family.standing == "exited_earlier":
            family.poverty_status, family.exit_year = "1", rng.choice((2014, 2015, 2016, 2017))
            family.recognition_year = 2013
        if family.standing == "unregistered":
            for member in family.members:
                member.dibao = False
            if rng.random() < 0.5:
                certify(rng, rng.choice([m for m in family.members if m.age(DAY) > 16]))
        families.append(family)
    return families
