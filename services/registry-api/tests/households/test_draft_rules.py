"""Judging household drafts, without a database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from registry_api.households.draft_rules import check
from registry_api.households.drafts import HouseholdDraft, IncomeDraft, LivingDraft, MemberDraft
from registry_api.households.findings import errors
from registry_api.identity_numbers.rules import check_digit

TODAY = date(2018, 9, 27)


def number(born: str = "19600517", serial: str = "001") -> str:
    first = f"990000{born}{serial}"
    return first + check_digit(first)


HEAD = MemberDraft(name="王守田", id_number=number(), relation="01", health=frozenset({"01"}))
POOR = HouseholdDraft(
    region_key="131002100200",
    standing="registered",
    category="01",
    poverty_status="0",
    primary_cause="01",
    members=(HEAD,),
)


def found(draft: HouseholdDraft) -> set[tuple[str, str]]:
    return {(one.rule, one.pointer) for one in check(draft, TODAY)}


def refused(draft: HouseholdDraft) -> set[tuple[str, str]]:
    return {(one.rule, one.pointer) for one in errors(check(draft, TODAY))}


def test_a_plain_poor_household_has_no_finding():
    assert check(POOR, TODAY) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"region_key": "131002100"}, ("village", "/region_key")),
        ({"category": "05"}, ("category", "/category")),
        ({"poverty_status": None}, ("poverty_status", "/poverty_status")),
        ({"primary_cause": None}, ("primary_cause", "/primary_cause")),
        ({"primary_cause": "12"}, ("primary_cause", "/primary_cause")),
        ({"primary_cause": "13"}, ("unknown_code", "/primary_cause")),
        ({"other_causes": ("01",)}, ("other_causes", "/other_causes")),
        ({"other_causes": ("02", "03", "04")}, ("other_causes", "/other_causes")),
        ({"other_causes": ("02", "02")}, ("other_causes", "/other_causes")),
        ({"official_no": "1310"}, ("official_no", "/official_no")),
        ({"phone": "1380000111"}, ("phone", "/phone")),
        ({"bank_account": "6228480402564890019"}, ("bank_account", "/bank_account")),
        ({"recognition_year": 2019}, ("recognition_year", "/recognition_year")),
        ({"recognition_year": 2016, "exit_year": 2015}, ("exit_year", "/exit_year")),
        ({"origin": "migration"}, ("document", "/document")),
        ({"valid_from": date(2018, 9, 28)}, ("future", "/valid_from")),
        ({"members": ()}, ("members", "/members")),
        ({"members": (replace(HEAD, relation="10"),)}, ("no_head", "/members")),
    ],
)
def test_what_cannot_be_is_an_error_at_its_place(change, expected):
    assert expected in refused(replace(POOR, **change))


def test_an_extinct_household_may_be_empty():
    assert refused(replace(POOR, standing="extinct", members=())) == set()


def test_a_household_that_is_not_registered_needs_no_cause():
    plain = replace(POOR, standing="unregistered", category="05", poverty_status=None, primary_cause=None)
    assert refused(plain) == set()


def test_two_heads_and_one_person_twice():
    second = replace(HEAD, name="李一")
    assert {("two_heads", "/members/1/relation"), ("same_person", "/members/1/id_number")} <= refused(
        replace(POOR, members=(HEAD, second))
    )


def test_a_certificate_number_is_the_same_person():
    second = replace(HEAD, relation="10", id_number=HEAD.id_number + "42")
    assert ("same_person", "/members/1/id_number") in refused(replace(POOR, members=(HEAD, second)))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"name": " "}, ("name", "/members/0/name")),
        ({"id_number": "130821580315121"}, ("1_12_002", "/members/0/id_number")),
        ({"id_number": number()[:17] + "?"}, ("id_number", "/members/0/id_number")),
        ({"id_type": "2"}, ("1_12_004", "/members/0/id_number")),
        ({"gender": "2"}, ("gender", "/members/0/gender")),
        ({"birth_date": date(1961, 1, 1)}, ("birth_date", "/members/0/birth_date")),
        ({"health": frozenset({"01", "02"})}, ("health", "/members/0/health")),
        ({"health": frozenset({"09"})}, ("unknown_code", "/members/0/health")),
        ({"ethnicity": "57"}, ("unknown_code", "/members/0/ethnicity")),
        ({"work_months": 13}, ("work_months", "/members/0/work_months")),
        ({"joined_on": date(1950, 1, 1)}, ("before_birth", "/members/0/joined_on")),
        ({"joined_on": date(2018, 10, 1)}, ("future", "/members/0/joined_on")),
        ({"certificate_no": number()}, ("1_12_004", "/members/0/certificate_no")),
        (
            {"certificate_no": number(serial="003") + "42"},
            ("certificate_person", "/members/0/certificate_no"),
        ),
        ({"certificate_no": number() + "92"}, ("1_01_004", "/members/0/certificate_no")),
    ],
)
def test_members_are_judged_at_their_place(change, expected):
    assert expected in refused(replace(POOR, members=(replace(HEAD, **change),)))


def test_a_relation_that_fixes_another_gender_is_refused():
    daughter = replace(HEAD, id_number=number(serial="003"), relation="32")
    assert ("relation_gender", "/members/1/relation") in refused(replace(POOR, members=(HEAD, daughter)))


@pytest.mark.parametrize(
    ("born", "change", "rule"),
    [
        ("20080101", {"school_status": "03", "work_months": 3}, "4_01_006"),
        ("20080101", {"school_status": "01"}, "5_15_016"),
        ("20040101", {"public_post": True}, "5_12_004"),
        ("19400101", {"public_post": True}, "5_12_004"),
        ("19800101", {"tekun": True}, "5_15_019"),
        ("19800101", {"labour_skill": "04"}, "labour_age"),
        ("19800101", {"willing_to_work": False}, "unwilling_reason"),
        ("19800101", {"health": frozenset({"04"})}, "4_12_003"),
    ],
)
def test_odd_members_are_a_warning_that_stops_nothing(born, change, rule):
    odd = replace(HEAD, id_number=number(born), **change)
    draft = replace(POOR, members=(odd,))
    assert rule in {one for one, _ in found(draft)}
    assert refused(draft) == set()


def test_schooling_is_asked_for_from_six_to_sixteen_on_1_september():
    for born, asked in (("20120901", True), ("20120902", False), ("20020901", False), ("20020902", True)):
        child = replace(HEAD, id_number=number(born), school_status="01")
        rules = {rule for rule, _ in found(replace(POOR, members=(child,)))}
        assert ("5_15_016" in rules) is asked, born


def test_a_household_without_labour_and_without_dibao_is_a_warning():
    old = replace(HEAD, id_number=number("19400101"), labour_skill="04")
    assert ("no_labour_no_dibao", "/members") in found(replace(POOR, members=(old,)))
    assert ("no_labour_no_dibao", "/members") not in found(replace(POOR, members=(replace(old, dibao=True),)))


def test_dibao_brings_money_in():
    draft = replace(POOR, members=(replace(HEAD, dibao=True),), incomes=(IncomeDraft(year=2017),))
    assert ("dibao_income", "/incomes/0/dibao") in found(draft)


def test_out_of_poverty_yet_in_a_dangerous_house():
    living = LivingDraft(year=2017, dangerous_house=True, danger_grade="D", water_safe=False)
    draft = replace(POOR, poverty_status="1", living=(living,))
    assert {("1_02_007", "/living/0/dangerous_house"), ("1_02_007", "/living/0/water_safe")} <= found(draft)


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (IncomeDraft(year=2019), ("year", "/incomes/0/year")),
        (IncomeDraft(year=2017, wage=Decimal("-1")), ("amount", "/incomes/0/wage")),
        (IncomeDraft(year=2017, wage=Decimal("1.001")), ("amount", "/incomes/0/wage")),
        (IncomeDraft(year=2017, wage=Decimal("NaN")), ("amount", "/incomes/0/wage")),
        (IncomeDraft(year=2017, persons=0), ("persons", "/incomes/0/persons")),
    ],
)
def test_income_sheets_are_judged(sheet, expected):
    assert expected in refused(replace(POOR, incomes=(sheet,)))


def test_wages_below_a_hundred_yuan_are_odd_and_land_beyond_its_limit_too():
    draft = replace(
        POOR,
        incomes=(IncomeDraft(year=2017, wage=Decimal("99.99")),),
        living=(LivingDraft(year=2017, farmland=Decimal("100.01"), water_safe=True),),
    )
    assert {("5_15_023", "/incomes/0/wage"), ("5_14", "/living/0/farmland")} <= found(draft)
    assert refused(draft) == set()


def test_a_year_stands_once():
    draft = replace(POOR, incomes=(IncomeDraft(year=2017), IncomeDraft(year=2017)))
    assert ("same_year", "/incomes/1/year") in refused(draft)


def test_findings_never_quote_what_was_entered():
    draft = replace(POOR, phone="13800", members=(replace(HEAD, id_number="99000019600517"),))
    words = "".join(one.zh + one.en for one in check(draft, TODAY))
    assert "13800" not in words
    assert "990000" not in words
