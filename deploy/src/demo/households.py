"""Families that look like families: who lives together, how old, why poor.

``shapes`` decides how many of which kind of person share a roof (exactly the county's plan);
``Builder`` turns a shape into people whose ages, relations and conditions fit together.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from demo import homes, names
from demo.identity import IdentityNumbers, disability_certificate, phone
from demo.people import Family, Person
from demo.population import CountyPlan

DAY = date(2018, 9, 27)
STAGES = {
    # stage: (ages on the day, school status codes, education of one who left it)
    "preschool": ((4, 5), ("02",)),
    "primary": ((7, 11), ("03",)),
    "middle": ((13, 15), ("04", "05", "06")),
    "high": ((16, 18), ("07", "08", "09")),
    "vocational": ((16, 18), ("10", "11", "12")),
    "college": ((19, 22), ("16",)),
}
ILL, DISABLED, SCHOOLING, NO_SKILL, NO_HANDS, NO_FUNDS, NO_DRIVE = "01", "02", "03", "07", "08", "09", "11"


@dataclass
class Shape:
    """How many of each kind share one roof."""

    able: int = 0
    unable: int = 0
    elders: int = 0
    small: int = 0
    stages: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Persons."""
        return self.able + self.unable + self.elders + self.small + len(self.stages)


def labour_shapes(rng: Random, plan: CountyPlan, stages: list[str]) -> list[Shape]:
    """The county's households with labour: every kind of person placed, none left over."""
    shapes = [Shape(able=1) for _ in range(plan.labour_households)]
    kinds = (
        ["able"] * (plan.able - plan.labour_households)
        + ["unable"] * plan.adults_without_labour
        + ["elders"] * plan.elders
        + ["small"] * plan.small_children
    )
    rng.shuffle(kinds)
    caps = {"able": 3, "unable": 2, "elders": 2, "small": 2}

    def place(kind: str, cap: int) -> None:
        for _ in range(400):
            shape = rng.choice(shapes)
            if getattr(shape, kind) < cap and shape.size < 7:
                setattr(shape, kind, getattr(shape, kind) + 1)
                return
        raise ValueError(f"no household of {plan.name} has room for one more: {kind}")

    for stage in stages:
        for _ in range(400):
            shape = rng.choice(shapes)
            if len(shape.stages) < 2 and shape.size < 6:
                shape.stages.append(stage)
                break
        else:
            raise ValueError(f"no household of {plan.name} has room for a student")
    for kind in kinds:
        place(kind, caps[kind])
    return shapes


class Builder:
    """Makes the people of one county; every draw comes from the given generator."""

    def __init__(self, rng: Random, county: str, numbers: IdentityNumbers, phones: Iterator[int]) -> None:
        self.rng, self.county, self.numbers, self.phones = rng, county, numbers, phones
        # 大厂 is a Hui autonomous county; elsewhere both are few.
        self.hui = 0.45 if county == "131028" else 0.02

    def born(self, low: int, high: int) -> date:
        """A birth date of someone aged ``low`` to ``high`` (completed years) on the city's day."""
        age = self.rng.randint(low, high)
        latest = date(DAY.year - age, DAY.month, DAY.day)
        return latest - timedelta(days=self.rng.randint(30, 330))

    def person(
        self, family: str, ethnicity: str, taken: set[str], *, male: bool, birth: date, relation: str
    ) -> Person:
        name = names.full_name(self.rng, family, male=male, birth_year=birth.year, taken=taken)
        number = self.numbers.issue(self.county, birth, male=male)
        person = Person(name, male, birth, relation, number, ethnicity=ethnicity)
        age = person.age(DAY)
        if age >= 16:
            person.education = self.rng.choices(
                ("01", "02", "03", "04"), (30, 50, 18, 2) if age > 60 else (6, 30, 54, 10)
            )[0]
        elif age < 6:
            person.education = "06"
        return person

    def roots(self) -> tuple[str, str]:
        """A surname and an ethnicity for a new family."""
        draw = self.rng.random()
        ethnicity = names.ETHNICITY_HAN
        if draw < self.hui:
            ethnicity = names.ETHNICITY_HUI
        elif draw < self.hui + 0.015:
            ethnicity = names.ETHNICITY_MAN
        return names.surname(self.rng, ethnicity), ethnicity

    def labour_home(self, shape: Shape, village: str) -> Family:
        """A household in which somebody can work."""
        rng = self.rng
        grandparents = self._of_grandparents(shape)
        home = Home(self, self.roots())
        head = home.add(rng.random() < 0.82, *self._head_ages(shape, grandparents), "01")
        head.labour_skill = rng.choices(("01", "02", "05"), (72, 6, 22))[0]
        married = self._add_able(home, shape)
        self._add_unable(home, shape, married)
        self._add_elders(home, shape)
        for stage in shape.stages:
            self._child(home, stage, grandparents)
        for _ in range(shape.small):
            son = rng.random() < 0.52
            grand = grandparents or home.head_age > 46
            # Nobody is born after the day on which the roster is entered (2018-01-01).
            home.add(
                son, 1, 3, ("07" if son else "08") if grand else ("03" if son else "04")
            ).education = "06"
        return self._finish(home, village, _causes(shape), "04" if rng.random() < 0.2 else "01")

    def _of_grandparents(self, shape: Shape) -> bool:
        """Whether the children of this household are its head's grandchildren."""
        fits = not shape.elders and shape.able < 3 and bool(shape.stages or shape.small)
        return fits and self.rng.random() < 0.25

    @staticmethod
    def _head_ages(shape: Shape, grandparents: bool) -> tuple[int, int]:
        """Between which ages the head of this shape must be."""
        oldest_child = max((STAGES[s][0][1] for s in shape.stages), default=0)
        if grandparents:
            low, high = max(52, oldest_child + 38), 64
        elif shape.able >= 3:
            low, high = max(46, oldest_child + 24), 60
        else:
            low, high = max(30, oldest_child + 22), max(56, oldest_child + 24)
        return min(low, 62), min(max(low, high), 64)

    def _add_able(self, home: "Home", shape: Shape) -> bool:
        """Add those who can work beside the head; says whether one is the spouse."""
        for i in range(shape.able - 1):
            if i == 0:
                home.add_spouse().labour_skill = self.rng.choices(("01", "05"), (70, 30))[0]
            else:
                grown = home.add_grown_child(18, 34)
                grown.labour_skill = self.rng.choices(("01", "02"), (85, 15))[0]
        return shape.able > 1

    def _add_unable(self, home: "Home", shape: Shape, married: bool) -> None:
        for i in range(shape.unable):
            if not married and i == 0 and self.rng.random() < 0.75:
                person = home.add_spouse()
            elif home.head_age >= 42:
                person = home.add_grown_child(17, 36)
            else:
                person = home.add(
                    self.rng.random() < 0.7, max(17, home.head_age - 6), home.head_age + 6, "99"
                )
            person.labour_skill = "03"
            person.health = [self.rng.choice(("02", "03", "04"))]

    def _add_elders(self, home: "Home", shape: Shape) -> None:
        for i in range(shape.elders):
            father, low = i == 0, max(67, home.head_age + 21)
            elder = home.add(father, low, low + 12, "11" if father else "12", kin=father)
            elder.health = [self.rng.choices(("01", "02", "03"), (45, 45, 10))[0]]

    def _child(self, home: "Home", stage: str, grandparents: bool) -> None:
        (low, high), statuses = STAGES[stage]
        son = self.rng.random() < 0.52
        grand = grandparents and home.head_age >= high + 38
        child = home.add(son, low, high, ("07" if son else "08") if grand else ("03" if son else "04"))
        # One grade a year where a stage has grades.
        child.school_status = statuses[min(max(child.age(DAY) - low, 0), len(statuses) - 1)]
        child.education = None

    def no_labour_home(self, size: int, village: str, *, kind: str, student: str | None) -> Family:
        """A household in which nobody can work; ``kind`` is tekun, dibao or open (no allowance)."""
        rng = self.rng
        home = Home(self, self.roots())
        home.add(rng.random() < 0.7, 66 if kind == "tekun" or size > 1 else 60, 84, "01")
        if size > 1:
            home.add_spouse()
        if size > 2 and student:
            self._child(home, student, True)
        for _ in range(size - len(home.members)):
            grown = home.add_grown_child(20, 60)
            grown.labour_skill, grown.health = "03", [rng.choice(("03", "04"))]
        for member in home.members:
            if member.labour_skill == "04" and member.age(DAY) >= 60:
                member.labour_skill = "03" if member.age(DAY) < 66 else "04"
                member.health = [rng.choices(("01", "02", "03"), (30, 55, 15))[0]]
            member.tekun, member.dibao = kind == "tekun", kind == "dibao"
        property_code = {"tekun": "06", "dibao": "04"}.get(kind, "01")
        return self._finish(home, village, [ILL] * 4 + [NO_HANDS] * 5, property_code)

    def _finish(self, home: "Home", village: str, causes: list[str], property_code: str) -> Family:
        rng, members = self.rng, home.members
        cause = rng.choice(causes)
        if cause == ILL and not any({"02", "03"} & set(m.health) for m in members):
            max(members, key=lambda m: m.age(DAY)).health = ["02"]
        rest = sorted({c for c in causes if c != cause})
        members[0].phone = phone(next(self.phones)) if rng.random() < 0.93 else None
        if property_code == "04" and not any(m.dibao for m in members):
            for member in members:
                member.dibao = True
        return Family(
            village=village,
            group=f"{rng.randint(1, 6)}组",
            members=members,
            property_code=property_code,
            cause=cause,
            other_causes=rng.sample(rest, k=min(len(rest), rng.choice((0, 0, 1, 1, 2)))),
            recognition_year=rng.choice((2013, 2014, 2014, 2015, 2016, 2017)),
        )


class Home:
    """A household in the making: knows its surname, its head and who has which name."""

    def __init__(self, builder: Builder, roots: tuple[str, str]) -> None:
        self.builder, (self.surname, self.ethnicity) = builder, roots
        self.members: list[Person] = []
        self.taken: set[str] = set()

    @property
    def head_age(self) -> int:
        """Completed years of the head on the city's day."""
        return self.members[0].age(DAY)

    def add(self, male: bool, low: int, high: int, relation: str, *, kin: bool = True) -> Person:
        """A new member aged ``low`` to ``high``; one who married in bears another surname."""
        family = self.surname if kin else self.builder.roots()[0]
        birth = self.builder.born(low, high)
        person = self.builder.person(
            family, self.ethnicity, self.taken, male=male, birth=birth, relation=relation
        )
        self.members.append(person)
        return person

    def add_spouse(self) -> Person:
        """配偶, about as old as the head, never moved over the age of labour by marriage."""
        age, male = self.head_age, self.members[0].male
        most = age + 3 if age > 64 else min(64, age + 3)
        return self.add(not male, max(24, age - 4), most, "02", kin=False)

    def add_grown_child(self, low: int, high: int) -> Person:
        """A son or daughter who is grown up, at least 22 years younger than the head."""
        son = self.builder.rng.random() < 0.6
        young = max(low, self.head_age - 42)
        return self.add(son, young, max(young + 1, min(high, self.head_age - 22)), "03" if son else "04")


def _causes(shape: Shape) -> list[str]:
    """Causes of poverty (A4-3) that fit who lives together, the likelier the oftener."""
    causes = [NO_SKILL] * 3 + [NO_FUNDS] * 2 + [NO_DRIVE]
    if shape.unable:
        causes += [ILL] * 6
    if any(STAGES[s][0][0] >= 16 for s in shape.stages):
        causes += [SCHOOLING] * 5
    if shape.able == 1 and shape.size > 2:
        causes += [NO_HANDS] * 3
    return causes


def certify(rng: Random, person: Person) -> None:
    """Give a person a disability certificate and the health code that goes with it."""
    category = rng.choices("1234567", (14, 10, 2, 48, 8, 12, 6))[0]
    grade = rng.choices("1234", (14, 30, 34, 22))[0]
    person.certificate = disability_certificate(person.id_number, category, grade)
    person.health = sorted({*(h for h in person.health if h != "01"), "04"})


def furnish(rng: Random, family: Family) -> None:
    """Add income and living conditions once everything about the people is known."""
    family.income = homes.income(rng, family)
    family.living = homes.living(rng, family)
