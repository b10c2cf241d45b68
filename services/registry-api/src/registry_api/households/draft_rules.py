"""Judging a household draft: what is missing or impossible (errors), what is odd (warnings).

Pure: the draft and the business day in, findings out. Nothing here knows of a database or of HTTP.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from registry_api.code_lists import lists
from registry_api.code_lists.relations import HEAD

from . import amount_rules, consistency, member_rules
from .code_rules import check_code, check_fields
from .drafts import HouseholdDraft
from .findings import Finding, error
from .texts import is_phone, passes_luhn

VILLAGE_LENGTH = 12
_CODED = (
    ("standing", lists.STANDING),
    ("category", lists.CATEGORY),
    ("poverty_status", lists.POVERTY_STATUS),
    ("no_exit_reason", lists.NO_EXIT_REASON),
    ("recognition_standard", lists.RECOGNITION_STANDARD),
)


def check(draft: HouseholdDraft, today: date) -> list[Finding]:
    """All findings of one household, errors and warnings, in the order of its fields."""
    found = [*_household(draft, today), *_composition(draft)]
    for place, member in enumerate(draft.members):
        found += member_rules.check(member, today, f"/members/{place}")
    for place, sheet in enumerate(draft.incomes):
        found += amount_rules.check_income(sheet, today, f"/incomes/{place}")
    for place, living in enumerate(draft.living):
        found += amount_rules.check_living(living, today, f"/living/{place}")
    found += _years_once(draft)
    found += consistency.check(draft, today)
    return found


def _household(draft: HouseholdDraft, today: date) -> Iterator[Finding]:
    if len(draft.region_key) != VILLAGE_LENGTH or not draft.region_key.isdigit():
        yield error("village", "/region_key", "请选到行政村（居委会）。", "Choose a village.")
    yield from check_fields(_CODED, draft, "")
    yield from _causes(draft)
    if draft.official_no is not None and not (len(draft.official_no) == 14 and draft.official_no.isdigit()):
        yield error(
            "official_no", "/official_no", "户编号应为14位数字。", "A household number has 14 digits."
        )
    if draft.phone is not None and not is_phone(draft.phone):
        yield error(
            "phone",
            "/phone",
            "电话应为11位手机号或带区号的座机号。",
            "Enter an 11-digit mobile number or a landline with its area code.",
        )
    if draft.bank_account is not None and not passes_luhn(draft.bank_account):
        yield error(
            "bank_account",
            "/bank_account",
            "一卡通账号校验不通过，请对照存折或卡面核对。",
            "The account number fails its check; compare it with the passbook or card.",
        )
    yield from _registered(draft)
    yield from _years(draft, today)
    if draft.valid_from is not None and draft.valid_from > today:
        yield error("future", "/valid_from", "起始日期不能晚于今天。", "The starting day lies in the future.")
    if draft.origin == "migration" and not draft.document:
        yield error(
            "document",
            "/document",
            "存量迁移要写明依据文件。",
            "A migrated household cites the document it comes from.",
        )


def _causes(draft: HouseholdDraft) -> Iterator[Finding]:
    yield from check_code(lists.CAUSE, draft.primary_cause, "/primary_cause")
    if draft.primary_cause in lists.SECONDARY_CAUSE_ONLY:
        yield error(
            "primary_cause",
            "/primary_cause",
            "“因婚”只能作其他致贫原因。",
            "Marriage can only be a secondary cause.",
        )
    for place, cause in enumerate(draft.other_causes):
        yield from check_code(lists.CAUSE, cause, f"/other_causes/{place}")
    others = draft.other_causes
    if len(others) > 2 or len(set(others)) < len(others) or draft.primary_cause in others:
        yield error(
            "other_causes",
            "/other_causes",
            "其他致贫原因最多两项，不重复，也不同于主要致贫原因。",
            "At most two other causes, each different and none the main one.",
        )


def _registered(draft: HouseholdDraft) -> Iterator[Finding]:
    if draft.standing != "registered":
        return
    if draft.category is None or draft.category not in lists.POOR_CATEGORIES:
        yield error(
            "category",
            "/category",
            "在册贫困户的户属性只能是一般贫困户、低保贫困户或特困供养贫困户。",
            "A registered poor household is general poor, dibao poor or destitute poor.",
        )
    if draft.poverty_status is None:
        yield error("poverty_status", "/poverty_status", "请填脱贫标志。", "The poverty status is missing.")
    if draft.primary_cause is None:
        yield error("primary_cause", "/primary_cause", "请填主要致贫原因。", "The main cause is missing.")


def _years(draft: HouseholdDraft, today: date) -> Iterator[Finding]:
    for name, zh, en in (
        ("recognition_year", "识别年度", "year of recognition"),
        ("exit_year", "退出年度", "year of exit"),
        ("return_year", "返贫年度", "year of return"),
    ):
        year = getattr(draft, name)
        if year is not None and not 1978 <= year <= today.year:
            yield error(
                name, f"/{name}", f"{zh}不对，不能晚于今年。", f"The {en} is wrong or lies in the future."
            )
    if draft.recognition_year and draft.exit_year and draft.exit_year < draft.recognition_year:
        yield error(
            "exit_year", "/exit_year", "退出年度早于识别年度。", "The exit lies before the recognition."
        )


def _composition(draft: HouseholdDraft) -> Iterator[Finding]:
    heads = [place for place, member in enumerate(draft.members) if member.relation == HEAD]
    if not draft.members and draft.standing != "extinct":
        yield error("members", "/members", "至少要有一名成员。", "A household has at least one member.")
    elif draft.members and not heads:
        yield error(
            "no_head",
            "/members",
            "没有户主：请把一名成员的与户主关系填为户主。",
            "There is no head: mark one member as head of the household.",
        )
    for place in heads[1:]:
        yield error(
            "two_heads",
            f"/members/{place}/relation",
            "一户只能有一名户主。",
            "A household has only one head.",
        )
    seen: Counter[str] = Counter()
    for place, member in enumerate(draft.members):
        key = member_rules.person_key(member.id_number)
        seen[key] += 1
        if key and seen[key] > 1:
            yield error(
                "same_person",
                f"/members/{place}/id_number",
                "同一人在本户填了两次。",
                "The same person stands in this household twice.",
            )


def _years_once(draft: HouseholdDraft) -> Iterator[Finding]:
    years = {
        "incomes": [sheet.year for sheet in draft.incomes],
        "living": [sheet.year for sheet in draft.living],
    }
    for field, given in years.items():
        for place, year in enumerate(given):
            if year in given[:place]:
                yield error(
                    "same_year",
                    f"/{field}/{place}/year",
                    "同一年度填了两次。",
                    "The same year is given twice.",
                )
