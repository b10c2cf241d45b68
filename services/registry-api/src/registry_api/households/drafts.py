"""What a household says of itself before it is on file: plain values, already typed, not yet judged.

The form of the web app, the roster import and every later procedure build these same drafts; `draft_rules`
judges them and `service.register` or `bulk.register_many` puts them on file. Text is trimmed, '' is None.
Relations are GB/T 4761 codes. Protected values stand here in clear, so a draft is never logged.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Origin = Literal["entry", "migration"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberDraft:
    """One person of the household. Names of code lists: see `code_lists.persons`."""

    name: str
    id_number: str = field(repr=False)
    relation: str
    id_type: str | None = None
    gender: str | None = None
    birth_date: date | None = field(default=None, repr=False)
    ethnicity: str | None = None
    phone: str | None = field(default=None, repr=False)
    education: str | None = None
    school_status: str | None = None
    labour_skill: str | None = None
    health: frozenset[str] = frozenset()
    political_status: str | None = None
    in_service: bool | None = None
    dibao: bool | None = None
    tekun: bool | None = None
    medical_insured: bool | None = None
    illness_insured: bool | None = None
    resident_pension: bool | None = None
    employee_pension: bool | None = None
    work_region: str | None = None
    work_months: int | None = None
    public_post: bool | None = None
    willing_to_work: bool | None = None
    unwilling_reason: str | None = None
    willing_to_train: bool | None = None
    certificate_no: str | None = field(default=None, repr=False)
    join_reason: str | None = None
    joined_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeDraft:
    """Income of a year, yuan to the fen, for the period of 1 October of the year before to 30 September.

    `persons` are the members who share the household's purse; None means all active members.
    """

    year: int
    wage: Decimal = Decimal(0)
    business: Decimal = Decimal(0)
    business_cost: Decimal = Decimal(0)
    property: Decimal = Decimal(0)
    family_planning: Decimal = Decimal(0)
    dibao: Decimal = Decimal(0)
    tekun: Decimal = Decimal(0)
    pension: Decimal = Decimal(0)
    ecology: Decimal = Decimal(0)
    other_transfer: Decimal = Decimal(0)
    persons: int | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingDraft:
    """Living and production conditions of a year; land in mu, house in square metres, road in kilometres."""

    year: int
    farmland: Decimal | None = None
    irrigated: Decimal | None = None
    forest: Decimal | None = None
    returned_forest: Decimal | None = None
    orchard: Decimal | None = None
    pasture: Decimal | None = None
    water_area: Decimal | None = None
    cooperative: bool | None = None
    production_power: bool | None = None
    living_power: bool | None = None
    broadcast: bool | None = None
    road_distance: Decimal | None = None
    entry_road: str | None = None
    house_area: Decimal | None = None
    dangerous_house: bool | None = None
    danger_grade: str | None = None
    sanitary_toilet: bool | None = None
    fuel: str | None = None
    water_difficult: bool | None = None
    water_safe: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdDraft:
    """A household to be put on file, standing as of `valid_from` (None: the business day).

    `origin` is `migration` for what a city already had on file (存量迁移), then `document` cites it.
    """

    region_key: str
    standing: str
    members: tuple[MemberDraft, ...]
    official_no: str | None = None
    group_name: str | None = None
    phone: str | None = field(default=None, repr=False)
    bank_name: str | None = None
    bank_account: str | None = field(default=None, repr=False)
    category: str | None = None
    poverty_status: str | None = None
    primary_cause: str | None = None
    other_causes: tuple[str, ...] = ()
    no_exit_reason: str | None = None
    recognition_standard: str | None = None
    recognition_year: int | None = None
    exit_year: int | None = None
    return_year: int | None = None
    martyr_family: bool | None = None
    only_child_family: bool | None = None
    two_daughters_family: bool | None = None
    incomes: tuple[IncomeDraft, ...] = ()
    living: tuple[LivingDraft, ...] = ()
    origin: Origin = "entry"
    document: str | None = None
    valid_from: date | None = None
