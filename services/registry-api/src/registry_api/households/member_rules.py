"""Judging one member: number, date, gender and codes (DOMAIN A2, A4, B)."""

from collections.abc import Iterator
from datetime import date

from registry_api.code_lists import persons, relations
from registry_api.code_lists.lists import CodeList
from registry_api.identity_numbers.rules import (
    WORDS,
    IdentityNumber,
    IdentityNumberError,
    normalise,
    read,
)

from .code_rules import check_fields
from .drafts import MemberDraft
from .findings import Finding, error
from .texts import is_phone

_CODED: tuple[tuple[str, CodeList], ...] = (
    ("relation", relations.RELATION),
    ("id_type", persons.ID_TYPE),
    ("gender", persons.GENDER),
    ("ethnicity", persons.ETHNICITY),
    ("education", persons.EDUCATION),
    ("school_status", persons.SCHOOL_STATUS),
    ("labour_skill", persons.LABOUR_SKILL),
    ("political_status", persons.POLITICAL_STATUS),
    ("work_region", persons.WORK_REGION),
    ("unwilling_reason", persons.UNWILLING_REASON),
    ("join_reason", persons.JOIN_REASON),
)


def person_key(id_number: str) -> str:
    """The 18 characters that stand for the person, whichever certificate is shown."""
    return normalise(id_number)[:18]


def read_identity(member: MemberDraft, today: date) -> IdentityNumber | None:
    """What the member's number says, or None where it cannot be right."""
    try:
        return read(member.id_number, today)
    except IdentityNumberError:
        return None


def check(member: MemberDraft, today: date, pointer: str) -> Iterator[Finding]:
    """Findings of one member; `pointer` leads to it."""
    if not member.name.strip():
        yield error("name", f"{pointer}/name", "没有填姓名。", "The name is missing.")
    yield from _identity(member, today, pointer)
    yield from check_fields(_CODED, member, pointer)
    yield from _health(member, pointer)
    if member.phone is not None and not is_phone(member.phone):
        yield error(
            "phone",
            f"{pointer}/phone",
            "电话应为11位手机号或带区号的座机号。",
            "Enter an 11-digit mobile number or a landline with its area code.",
        )
    if member.work_months is not None and not 0 <= member.work_months <= 12:
        yield error(
            "work_months", f"{pointer}/work_months", "务工时间应为0至12个月。", "Work lasts 0 to 12 months."
        )
    yield from _dates(member, today, pointer)
    yield from _certificate(member, today, pointer)


def _identity(member: MemberDraft, today: date, pointer: str) -> Iterator[Finding]:
    try:
        number = read(member.id_number, today)
    except IdentityNumberError as refused:
        rule = "1_12_002" if refused.problem in ("empty", "fifteen", "length") else "id_number"
        yield error(rule, f"{pointer}/id_number", *WORDS[refused.problem])
        return
    if member.id_type == "2" and not number.is_certificate:
        yield error(
            "1_12_004",
            f"{pointer}/id_number",
            "证件类型是残疾人证，号码应为20或22位。",
            "A disability certificate has 20 or 22 characters.",
        )
    if member.id_type == "1" and number.is_certificate:
        yield error(
            "1_12_004",
            f"{pointer}/id_type",
            "号码是残疾人证号，证件类型应选残疾人证。",
            "The number is one of a disability certificate; choose that type.",
        )
    if member.gender in ("1", "2") and member.gender != number.gender:
        yield error(
            "gender",
            f"{pointer}/gender",
            "性别与证件号码第17位不符。",
            "The gender differs from digit 17 of the number.",
        )
    if member.birth_date is not None and member.birth_date != number.birth_date:
        yield error(
            "birth_date",
            f"{pointer}/birth_date",
            "出生日期与证件号码不符。",
            "The date of birth differs from the number.",
        )
    opposite = relations.FEMALE_RELATIONS if number.gender == "1" else relations.MALE_RELATIONS
    if member.relation in opposite:
        yield error(
            "relation_gender",
            f"{pointer}/relation",
            "与户主关系和性别不符。",
            "The relation to the head does not fit the gender.",
        )


def _health(member: MemberDraft, pointer: str) -> Iterator[Finding]:
    if any(code not in persons.HEALTH for code in member.health):
        yield error(
            "unknown_code",
            f"{pointer}/health",
            "健康状况没有这个代码，请从代码表中选。",
            "This code is not in the list “Health”; choose one of the list.",
        )
    if persons.HEALTHY in member.health and len(member.health) > 1:
        yield error(
            "health",
            f"{pointer}/health",
            "“健康”不能与其他健康状况同填。",
            "“Healthy” excludes every other state of health.",
        )


def _dates(member: MemberDraft, today: date, pointer: str) -> Iterator[Finding]:
    if member.joined_on is None:
        return
    number = read_identity(member, today)
    if member.joined_on > today:
        yield error("future", f"{pointer}/joined_on", "日期不能晚于今天。", "The day lies in the future.")
    elif number is not None and member.joined_on < number.birth_date:
        yield error(
            "before_birth",
            f"{pointer}/joined_on",
            "日期早于出生日期。",
            "The day lies before the date of birth.",
        )


def _certificate(member: MemberDraft, today: date, pointer: str) -> Iterator[Finding]:
    if member.certificate_no is None:
        return
    at = f"{pointer}/certificate_no"
    try:
        certificate = read(member.certificate_no, today)
    except IdentityNumberError as refused:
        yield error("1_01_004", at, *WORDS[refused.problem])
        return
    if not certificate.is_certificate:
        yield error(
            "1_12_004",
            at,
            "残疾人证号应为20或22位。",
            "A disability certificate has 20 or 22 characters.",
        )
    elif certificate.person_key != person_key(member.id_number):
        yield error(
            "certificate_person",
            at,
            "残疾人证号前18位与本人证件号码不符。",
            "The first 18 characters differ from the person's own number.",
        )
