"""What the household endpoints answer; nothing protected stands in clear but in `Revealed`."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from kit.web import Model

from .schemas import ProtectedField


class RegionStep(Model):
    """A region on the way from the county to the village."""

    key: str
    name: str


class FindingRead(Model):
    """A check that the household breaks, in both languages."""

    rule: str
    pointer: str
    severity: Literal["error", "warning"]
    zh: str
    en: str


class MemberRead(Model):
    """A member, present or past (`left_on`). Of protected values only the masks."""

    id: UUID
    person_id: UUID
    name: str
    gender: str
    age: int
    birth_year: int
    birth_month: int
    id_type: str
    id_number_masked: str
    relation: str
    ethnicity: str | None
    phone_masked: str | None
    joined_on: date
    join_reason: str | None
    left_on: date | None
    leave_reason: str | None
    since: date
    education: str | None
    school_status: str | None
    labour_skill: str | None
    health: list[str]
    political_status: str | None
    in_service: bool | None
    dibao: bool | None
    tekun: bool | None
    medical_insured: bool | None
    illness_insured: bool | None
    resident_pension: bool | None
    employee_pension: bool | None
    work_region: str | None
    work_months: int | None
    public_post: bool | None
    willing_to_work: bool | None
    unwilling_reason: str | None
    willing_to_train: bool | None
    has_certificate: bool
    disability_type: str | None
    disability_grade: str | None


class IncomeRead(Model):
    """An income sheet with its sums; amounts in yuan."""

    year: int
    wage: Decimal
    business: Decimal
    business_cost: Decimal
    property: Decimal
    family_planning: Decimal
    dibao: Decimal
    tekun: Decimal
    pension: Decimal
    ecology: Decimal
    other_transfer: Decimal
    transfer: Decimal
    total: Decimal
    net: Decimal
    persons: int
    net_per_capita: Decimal | None
    document: str | None


class PovertyLineRead(Model):
    """The newest income sheet held against the line of the business day (yuan a person and year).

    `difference` is net income less the line: below it, negative. All but the line itself is null where there
    is no sheet, or nobody to share its income.
    """

    amount: Decimal
    since: date
    document: str
    income_year: int | None
    net_per_capita: Decimal | None
    difference: Decimal | None


class LivingRead(Model):
    """Living conditions of a year."""

    year: int
    farmland: Decimal | None
    irrigated: Decimal | None
    forest: Decimal | None
    returned_forest: Decimal | None
    orchard: Decimal | None
    pasture: Decimal | None
    water_area: Decimal | None
    cooperative: bool | None
    production_power: bool | None
    living_power: bool | None
    broadcast: bool | None
    road_distance: Decimal | None
    entry_road: str | None
    house_area: Decimal | None
    dangerous_house: bool | None
    danger_grade: str | None
    sanitary_toilet: bool | None
    fuel: str | None
    water_difficult: bool | None
    water_safe: bool | None


class HouseholdRead(Model):
    """A household as it stands. Its ETag covers members and sheets too."""

    id: UUID
    official_no: str
    region_key: str
    region_path: list[RegionStep]
    group_name: str | None
    phone_masked: str | None
    bank_name: str | None
    bank_account_masked: str | None
    standing: str
    since: date
    category: str | None
    poverty_status: str | None
    primary_cause: str | None
    other_causes: list[str]
    no_exit_reason: str | None
    recognition_standard: str | None
    recognition_year: int | None
    exit_year: int | None
    return_year: int | None
    martyr_family: bool | None
    only_child_family: bool | None
    two_daughters_family: bool | None
    origin: Literal["entry", "migration"]
    document: str | None
    created_on: date
    voided_on: date | None
    void_reason: str | None
    members: list[MemberRead]
    former_members: list[MemberRead]
    incomes: list[IncomeRead]
    poverty_line: PovertyLineRead | None
    living: list[LivingRead]
    findings: list[FindingRead]


class HouseholdRow(Model):
    """A line of the list."""

    id: UUID
    official_no: str
    region_key: str
    village: str | None
    township: str | None
    group_name: str | None
    standing: str
    category: str | None
    poverty_status: str | None
    primary_cause: str | None
    other_causes: list[str]
    head_name: str | None
    head_gender: str | None
    head_age: int | None
    id_number_masked: str | None
    phone_masked: str | None
    persons: int
    disabled_persons: int
    labour_persons: int
    no_labour_persons: int
    assured_persons: int
    income_year: int | None
    net_per_capita: Decimal | None
    poverty_line: Decimal | None
    line_difference: Decimal | None
    origin: str
    created_on: date
    voided: bool


class Created(Model):
    """What a command made."""

    id: UUID


class Revealed(Model):
    """One protected value in clear."""

    id: UUID
    field: ProtectedField
    value: str


class Found(Model):
    """Households of the person with that number, in one's own scope."""

    items: list[HouseholdRow]


class HistoryChange(Model):
    """One field before and after; a protected one is only named."""

    subject: str
    field: str
    before: str | None
    after: str | None
    protected: bool = False


class HistoryEntry(Model):
    """One journal entry of the household: who, when, why, and what it changed."""

    id: str
    operation: str
    at: datetime
    day: date
    actor: str | None
    role: str | None
    reason: str | None
    details: dict[str, object]
    changes: list[HistoryChange]


class History(Model):
    """All entries of a household, newest first."""

    items: list[HistoryEntry]
