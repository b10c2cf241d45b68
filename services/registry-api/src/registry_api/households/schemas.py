"""What the household endpoints take: create, change, members, yearly sheets, small commands.

Fields carry the names of `drafts`; codes are checked by the rules, so that the form and the roster are told
the same words.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from kit.web import Model

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)]
Number = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Money = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]
Measure = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]
Year = Annotated[int, Field(ge=1900, le=2200)]
VillageKey = Annotated[str, StringConstraints(pattern=r"^\d{12}$")]


class MemberFacts(Model):
    """What is recorded of a member from day to day."""

    education: Code | None = None
    school_status: Code | None = None
    labour_skill: Code | None = None
    health: frozenset[Code] = frozenset()
    political_status: Code | None = None
    in_service: bool | None = None
    dibao: bool | None = None
    tekun: bool | None = None
    medical_insured: bool | None = None
    illness_insured: bool | None = None
    resident_pension: bool | None = None
    employee_pension: bool | None = None
    work_region: Code | None = None
    work_months: int | None = None
    public_post: bool | None = None
    willing_to_work: bool | None = None
    unwilling_reason: Code | None = None
    willing_to_train: bool | None = None
    certificate_no: Number | None = None


class MemberCreate(MemberFacts):
    """A person of a new household."""

    name: Text
    id_number: Number
    relation: Code
    id_type: Code | None = None
    gender: Code | None = None
    birth_date: date | None = None
    ethnicity: Code | None = None
    phone: Number | None = None


class MemberJoin(MemberCreate):
    """A person who joins a household on file, from `joined_on` on."""

    join_reason: Code
    joined_on: date


class IncomeWrite(Model):
    """An income sheet without its year; amounts in yuan as texts, `persons` who share the purse."""

    wage: Money = Decimal(0)
    business: Money = Decimal(0)
    business_cost: Money = Decimal(0)
    property: Money = Decimal(0)
    family_planning: Money = Decimal(0)
    dibao: Money = Decimal(0)
    tekun: Money = Decimal(0)
    pension: Money = Decimal(0)
    ecology: Money = Decimal(0)
    other_transfer: Money = Decimal(0)
    persons: int | None = None
    document: Text | None = None


class LivingWrite(Model):
    """Living conditions without their year: land in mu, house in square metres, road in kilometres."""

    farmland: Measure | None = None
    irrigated: Measure | None = None
    forest: Measure | None = None
    returned_forest: Measure | None = None
    orchard: Measure | None = None
    pasture: Measure | None = None
    water_area: Measure | None = None
    cooperative: bool | None = None
    production_power: bool | None = None
    living_power: bool | None = None
    broadcast: bool | None = None
    road_distance: Measure | None = None
    entry_road: Code | None = None
    house_area: Measure | None = None
    dangerous_house: bool | None = None
    danger_grade: Code | None = None
    sanitary_toilet: bool | None = None
    fuel: Code | None = None
    water_difficult: bool | None = None
    water_safe: bool | None = None


class IncomeCreate(IncomeWrite):
    """An income sheet of a new household."""

    year: Year


class LivingCreate(LivingWrite):
    """Living conditions of a new household."""

    year: Year


class HouseholdFacts(Model):
    """Fields of the household itself."""

    group_name: Text | None = None
    phone: Number | None = None
    bank_name: Text | None = None
    bank_account: Number | None = None
    category: Code | None = None
    poverty_status: Code | None = None
    primary_cause: Code | None = None
    other_causes: tuple[Code, ...] = ()
    no_exit_reason: Code | None = None
    recognition_standard: Code | None = None
    recognition_year: Year | None = None
    exit_year: Year | None = None
    return_year: Year | None = None
    martyr_family: bool | None = None
    only_child_family: bool | None = None
    two_daughters_family: bool | None = None


class HouseholdCreate(HouseholdFacts):
    """A household that is not registered, or one with its standing on file (存量迁移, with its document)."""

    region_key: VillageKey
    standing: Code
    document: Text | None = None
    members: Annotated[tuple[MemberCreate, ...], Field(max_length=50)] = ()
    incomes: Annotated[tuple[IncomeCreate, ...], Field(max_length=20)] = ()
    living: Annotated[tuple[LivingCreate, ...], Field(max_length=20)] = ()


class Change(Model):
    """How a change is meant.

    A *change* is true from `effective_from` (today) on and keeps what was true before; a *correction* says
    that what is on record was never right. A correction and a change in the past give a reason.
    """

    correction: bool = False
    effective_from: date | None = None
    reason: Text | None = None


class HouseholdUpdate(HouseholdFacts, Change):
    """Only the fields that are sent change; null empties a field."""

    standing: Code | None = None
    document: Text | None = None


class MemberUpdate(MemberFacts, Change):
    """Only the fields that are sent change; name and number change by correction only."""

    name: Text | None = None
    id_number: Number | None = None
    relation: Code | None = None
    gender: Code | None = None
    ethnicity: Code | None = None
    phone: Number | None = None


class Relation(Model):
    """A member's relation to the new head."""

    member_id: UUID
    relation: Code


class NewHead(Model):
    """Who becomes head, and the relation of every other member to them."""

    member_id: UUID
    relations: tuple[Relation, ...] = ()


class HeadChange(NewHead):
    """A new head while the old one stays."""

    reason: Text


class MemberLeave(Model):
    """A member is no longer one from `left_on` on; `new_head` when the head leaves others behind."""

    left_on: date
    leave_reason: Code
    note: Text | None = None
    new_head: NewHead | None = None


class VoidHousehold(Model):
    """Why the household should never have been on file."""

    reason: Text


ProtectedField = Literal["phone", "bank_account", "id_number", "birth_date", "certificate_no", "member_phone"]


class Reveal(Model):
    """Which protected value is needed, of which member where it is one of a member, and what for."""

    field: ProtectedField
    member_id: UUID | None = None
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=200)]


class Lookup(Model):
    """An exact identity or certificate number."""

    id_number: Number
