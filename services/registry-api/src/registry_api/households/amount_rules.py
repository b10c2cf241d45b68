"""Judging an income sheet and the living conditions of a year (DOMAIN A3, A5, checks 5_14_*)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from registry_api.code_lists import lists

from .code_rules import check_fields
from .drafts import IncomeDraft, LivingDraft
from .findings import Finding, error, warning

_MONEY_LIMIT = Decimal("1000000000")
INCOME_LINES = (
    "wage",
    "business",
    "business_cost",
    "property",
    "family_planning",
    "dibao",
    "tekun",
    "pension",
    "ecology",
    "other_transfer",
)
LAND_LIMITS = {"farmland": 100, "irrigated": 100, "forest": 200, "returned_forest": 200}
MEASURES = (*LAND_LIMITS, "orchard", "pasture", "water_area", "road_distance", "house_area")
_CODED = (
    ("entry_road", lists.ENTRY_ROAD),
    ("fuel", lists.FUEL),
    ("danger_grade", lists.HOUSE_DANGER_GRADE),
)
_MEASURE_LIMIT = Decimal("100000000")


def check_income(sheet: IncomeDraft, today: date, pointer: str) -> Iterator[Finding]:
    """Findings of one income sheet."""
    yield from _year(sheet.year, today, pointer)
    for name in INCOME_LINES:
        if not _is_amount(getattr(sheet, name), _MONEY_LIMIT):
            yield error(
                "amount",
                f"{pointer}/{name}",
                "金额应为不小于0的元数，最多两位小数。",
                "An amount is in yuan, not below 0, with at most two decimals.",
            )
    if _is_amount(sheet.wage, _MONEY_LIMIT) and 0 < sheet.wage < 100:
        yield warning(
            "5_15_023",
            f"{pointer}/wage",
            "全年工资性收入不足100元，请核对是否填错单位。",
            "Wages of a year below 100 yuan; check the unit.",
        )
    if sheet.persons is not None and not 1 <= sheet.persons <= 99:
        yield error(
            "persons",
            f"{pointer}/persons",
            "计算人均的人口应为1至99人。",
            "The persons counted are 1 to 99.",
        )


def check_living(living: LivingDraft, today: date, pointer: str) -> Iterator[Finding]:
    """Findings of one year's living conditions."""
    yield from _year(living.year, today, pointer)
    for name in MEASURES:
        size: Decimal | None = getattr(living, name)
        if size is None:
            continue
        if not _is_amount(size, _MEASURE_LIMIT):
            yield error(
                "measure",
                f"{pointer}/{name}",
                "应为不小于0的数，最多两位小数。",
                "A number not below 0 with at most two decimals.",
            )
        elif name in LAND_LIMITS and size > LAND_LIMITS[name]:
            yield warning(
                "5_14",
                f"{pointer}/{name}",
                f"面积超过{LAND_LIMITS[name]}亩，请核对。",
                f"More than {LAND_LIMITS[name]} mu; check it.",
            )
    yield from check_fields(_CODED, living, pointer)
    if living.danger_grade is not None and not living.dangerous_house:
        yield error(
            "danger_grade",
            f"{pointer}/danger_grade",
            "填了危房级别，“是否危房户”应为是。",
            "A grade is given, so the house is a dangerous one.",
        )
    if living.dangerous_house and living.danger_grade is None:
        yield error(
            "danger_grade", f"{pointer}/danger_grade", "危房要填级别C或D。", "A dangerous house has a grade."
        )
    if living.water_safe is None:
        yield warning(
            "water_safe_empty",
            f"{pointer}/water_safe",
            "没有填饮水是否安全。",
            "Whether the drinking water is safe is missing.",
        )


def _year(year: int, today: date, pointer: str) -> Iterator[Finding]:
    if not 2010 <= year <= today.year:
        yield error(
            "year",
            f"{pointer}/year",
            "年度应在2010年至今年之间。",
            "The year is 2010 or later, up to this one.",
        )


def _is_amount(number: Decimal, limit: Decimal) -> bool:
    """True for 0 ≤ number < limit with at most two decimals."""
    if not number.is_finite() or not 0 <= number < limit:
        return False
    exponent = number.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -2
