"""The national data-quality checks that concern fields of the registry (DOMAIN A6): a small rule engine.

A rule is a function from a household to pairs of pointer and nothing else; its number and words stand in one
table, so that an official can read the list of checks without reading the code. All are warnings: national
practice is a work list for the township, not a closed door.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from registry_api.code_lists import persons
from registry_api.identity_numbers.rules import age_on

from . import member_rules
from .drafts import HouseholdDraft, MemberDraft
from .findings import Finding, warning


@dataclass(frozen=True, slots=True)
class Person:
    """A member with what the number says of the age on the day."""

    pointer: str
    member: MemberDraft
    age: int | None
    age_at_term: int | None

    @property
    def in_school(self) -> bool:
        status = self.member.school_status
        return status is not None and status != persons.NOT_IN_SCHOOL

    @property
    def works_away(self) -> bool:
        return bool(self.member.work_months) or self.member.work_region is not None


@dataclass(frozen=True, slots=True)
class Facts:
    """A household as the rules see it."""

    draft: HouseholdDraft
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A numbered check: `violations` yields pointers to what is wrong."""

    rule: str
    zh: str
    en: str
    violations: Callable[[Facts], Iterator[str]]


def check(draft: HouseholdDraft, today: date) -> list[Finding]:
    """Warnings of every rule that the household breaks on `today`."""
    facts = _facts(draft, today)
    return [
        warning(rule.rule, pointer, rule.zh, rule.en) for rule in RULES for pointer in rule.violations(facts)
    ]


def _facts(draft: HouseholdDraft, today: date) -> Facts:
    term = date(today.year if today >= date(today.year, 9, 1) else today.year - 1, 9, 1)
    people = []
    for place, member in enumerate(draft.members):
        number = member_rules.read_identity(member, today)
        born = number.birth_date if number else None
        people.append(
            Person(
                f"/members/{place}",
                member,
                age_on(born, today) if born else None,
                age_on(born, term) if born else None,
            )
        )
    return Facts(draft, tuple(people))


def _each(holds: Callable[[Person], bool], field: str) -> Callable[[Facts], Iterator[str]]:
    def violations(facts: Facts) -> Iterator[str]:
        return (f"{person.pointer}/{field}" for person in facts.people if holds(person))

    return violations


def _between(age: int | None, least: int, most: int) -> bool:
    return age is not None and least <= age <= most


def _disabled_without_certificate(person: Person) -> bool:
    number = person.member.certificate_no or person.member.id_number
    return persons.DISABLED in person.member.health and len(number) < 20


def _pupil_at_work(person: Person) -> bool:
    return person.works_away and person.member.school_status in persons.PUPILS_BELOW_COLLEGE


def _out_of_school(person: Person) -> bool:
    # Persons who reached 16 on 1 September have finished compulsory schooling (rule 5_15_016: 6 to 16).
    return _between(person.age_at_term, 6, 15) and person.member.school_status == persons.NOT_IN_SCHOOL


def _post_outside_age(person: Person) -> bool:
    return bool(person.member.public_post) and person.age is not None and not 16 <= person.age < 70


def _tekun_though_able(person: Person) -> bool:
    return (
        bool(person.member.tekun)
        and _between(person.age, 18, 59)
        and person.member.health == {persons.HEALTHY}
        and not person.in_school
    )


def _no_labour_though_able(person: Person) -> bool:
    return (
        person.member.labour_skill == "04"
        and _between(person.age, 16, 65)
        and person.member.health == {persons.HEALTHY}
        and not person.in_school
    )


def _unwilling_without_reason(person: Person) -> bool:
    return person.member.willing_to_work is False and person.member.unwilling_reason is None


def _no_labour_no_dibao(facts: Facts) -> Iterator[str]:
    people = facts.people
    if (
        facts.draft.standing == "registered"
        and people
        and all(person.member.labour_skill in persons.WITHOUT_LABOUR for person in people)
        and not any(person.member.dibao or person.member.tekun for person in people)
    ):
        yield "/members"


def _exited_with_gap(facts: Facts) -> Iterator[str]:
    if facts.draft.poverty_status != "1":
        return
    for person in facts.people:
        if person.member.medical_insured is False:
            yield f"{person.pointer}/medical_insured"
    if facts.draft.living:
        place = max(range(len(facts.draft.living)), key=lambda one: facts.draft.living[one].year)
        living = facts.draft.living[place]
        if living.water_safe is False:
            yield f"/living/{place}/water_safe"
        if living.dangerous_house:
            yield f"/living/{place}/dangerous_house"


def _dibao_without_money(facts: Facts) -> Iterator[str]:
    if any(person.member.dibao for person in facts.people) and facts.draft.incomes:
        place = max(range(len(facts.draft.incomes)), key=lambda one: facts.draft.incomes[one].year)
        if facts.draft.incomes[place].dibao == 0:
            yield f"/incomes/{place}/dibao"


RULES: tuple[Rule, ...] = (
    Rule(
        "1_02_007",
        "已脱贫户仍有成员未参加医保、饮水不安全或住危房。",
        "Out of poverty, yet a member lacks insurance, the water is unsafe or the house dangerous.",
        _exited_with_gap,
    ),
    Rule(
        "4_12_003",
        "健康状况为残疾，但没有残疾人证号。",
        "Health says disabled, but there is no disability certificate.",
        _each(_disabled_without_certificate, "certificate_no"),
    ),
    Rule(
        "4_01_006",
        "学前儿童或中小学生填了务工。",
        "A preschooler or pupil is marked as working away from home.",
        _each(_pupil_at_work, "work_months"),
    ),
    Rule(
        "5_15_016",
        "6至16岁（9月1日）未在校，请核对并注明原因。",
        "Aged 6 to 16 on 1 September and not in school; check and give the reason.",
        _each(_out_of_school, "school_status"),
    ),
    Rule(
        "5_12_004",
        "公益岗位人员应在16至69岁之间。",
        "A public-welfare post is for ages 16 to 69.",
        _each(_post_outside_age, "public_post"),
    ),
    Rule(
        "5_15_019",
        "特困人员18至59岁、健康且不是学生，请核对。",
        "Destitute person aged 18 to 59, healthy and no student; check it.",
        _each(_tekun_though_able, "tekun"),
    ),
    Rule(
        "labour_age",
        "16至65岁、健康、不在校而填无劳动力，请核对。",
        "Aged 16 to 65, healthy, not in school, yet without labour; check it.",
        _each(_no_labour_though_able, "labour_skill"),
    ),
    Rule(
        "unwilling_reason",
        "无就业意愿要填原因。",
        "Unwilling to work: give the reason.",
        _each(_unwilling_without_reason, "unwilling_reason"),
    ),
    Rule(
        "no_labour_no_dibao",
        "全户无劳动力，却无人享受低保或特困供养。",
        "The whole household is without labour and nobody is on dibao or tekun.",
        _no_labour_no_dibao,
    ),
    Rule(
        "dibao_income",
        "有低保成员，当年低保金应大于0。",
        "A member is on dibao, so the year's dibao money is above 0.",
        _dibao_without_money,
    ),
)
