"""Rows to households: what is read, and what is wrong by row and column."""

from datetime import date

import pytest

from registry_api.identity_numbers.rules import check_digit
from registry_api.imports.code_tables import RelationList
from registry_api.imports.drafting import Drafter, draft_of, note_rules
from registry_api.imports.findings import FINDINGS, finding_message

NO_SUCH_DAY = "99000019580230121" + check_digit("99000019580230121")


def family(rosters, *changes):
    """One household of three with cells changed by row."""
    rows = rosters.families(1)
    for row, change in zip(rows, changes, strict=False):
        row.update(change)
    return rows


def found(rosters, rows, **options):
    return rosters.codes(rosters.read(rosters.workbook(rows), **options))


def test_a_good_roster_has_no_findings(rosters):
    roster = rosters.read(rosters.workbook(rosters.families(5)))
    assert rosters.codes(roster) == []
    assert [len(household.rows) for household in roster.households] == [3] * 5
    assert {household.region_key for household in roster.households} == {"131002102236"}
    assert roster.value(roster.households[0].rows[1], "relation") == "10"


@pytest.mark.parametrize(
    ("column", "value", "key", "code"),
    [
        ("证件号码", 1.31002195803151e17, "id_number", "number-cell"),
        ("证件号码", "1.31E+17", "id_number", "number-cell"),
        ("证件号码", "990000580315121", "id_number", "id-fifteen"),
        ("证件号码", "99000019580315", "id_number", "id-length"),
        ("证件号码", "99000019580315121?", "id_number", "id-characters"),
        ("证件号码", NO_SUCH_DAY, "id_number", "id-birth_date"),
        ("证件号码", "990000195803150029", "id_number", "id-check_digit"),
        ("证件号码", None, "id_number", "empty"),
        ("姓名", None, "name", "empty"),
        ("姓名", "王3", "name", "name"),
        ("姓名", "王\x01明", "name", "control-character"),
        ("出生日期", "2018-02-30", "birth_date", "date-not-real"),
        ("出生日期", "去年", "birth_date", "date-unreadable"),
        ("出生日期", "2019-01-01", "birth_date", "date-future"),
        ("出生日期", "1958-03-16", "birth_date", "birth-mismatch"),
        ("健康状况", "07", "health", "unknown-code"),
        ("健康状况", "02 健康", "health", "unknown-code"),
        ("劳动技能", "会计", "labour_skill", "unknown-code"),
        ("与户主关系", "21", "relation", "unknown-code"),
        ("行政村", "没有这个村", "village", "village-unknown"),
        ("行政村", "131003102236", "village", "village-elsewhere"),
        ("乡镇", "永清镇", "township", "township-unknown"),
        ("行政村", None, "village", "empty"),
    ],
)
def test_a_wrong_cell_is_told_by_row_and_column(rosters, column, value, key, code):
    def spoil(book):
        book.worksheets[0].cell(2, rosters.header.index(column) + 1, value)

    rows = rosters.families(2)
    if value is None or (isinstance(value, str) and "\x01" in value):
        rows[0][column] = None
        data = rosters.workbook(rows)
        if value is not None:
            text = ",".join(rosters.header) + "\n"
            rows[0][column] = value
            text += "\n".join(",".join(str(row.get(name) or "") for name in rosters.header) for row in rows)
            data = text.encode()
    else:
        data = rosters.workbook(rows, change=spoil)
    roster = rosters.read(data)
    assert (2, key, code) in rosters.codes(roster)
    assert [household.failed for household in roster.households] == [True, False]
    for row in roster.rows:
        for finding in row.findings:
            message = finding_message(finding.code, finding.details, "x")
            assert all(text and "{" not in text for pair in (message.title, message.todo) for text in pair)


def test_a_village_name_that_two_townships_share_needs_its_township(rosters):
    rows = family(rosters, {"乡镇": None, "行政村": "辛庄子"})
    assert found(rosters, rows) == [(2, "village", "village-ambiguous")]
    assert found(rosters, family(rosters, {"乡镇": None, "行政村": "东沽港镇辛庄子村"})) == []
    assert found(rosters, family(rosters, {"乡镇": None, "行政村": "131002103236"})) == []
    assert found(rosters, family(rosters, {"乡镇": None, "行政村": 131002103236})) == []


def test_two_heads_are_told_at_the_second(rosters):
    assert found(rosters, family(rosters, {}, {"与户主关系": "01"})) == [(3, "relation", "two-heads")]


def test_a_missing_head_is_told_at_the_first_row(rosters):
    assert (2, "relation", "head-missing") in found(rosters, family(rosters, {"与户主关系": "99"}))


def test_the_same_person_twice_names_the_other_row(rosters):
    rows = rosters.families(2)
    rows[4]["证件号码"] = rows[1]["证件号码"]
    roster = rosters.read(rosters.workbook(rows))
    assert [
        (finding.row, finding.details["other"])
        for row in roster.rows
        for finding in row.findings
        if finding.code == "same-person"
    ] == [(3, 6), (6, 3)]


def test_household_fields_may_stand_on_each_row_but_alike(rosters):
    rows = rosters.families(1)
    for row in rows:
        row |= {"主要致贫原因": "01"}
    assert found(rosters, rows) == []
    rows[2]["主要致贫原因"] = "02"
    assert found(rosters, rows) == [(4, "primary_cause", "rows-differ")]


def test_a_formula_is_told_where_it_stands(rosters):
    def spoil(book):
        book.worksheets[0]["G3"] = "=G2"

    roster = rosters.read(rosters.workbook(rosters.families(2), change=spoil))
    assert rosters.codes(roster) == [(3, "name", "formula")]


def test_a_formula_outside_the_roster_does_no_harm(rosters):
    def spoil(book):
        book.worksheets[0]["T3"] = "=ROW()"

    assert rosters.codes(rosters.read(rosters.workbook(rosters.families(2), change=spoil))) == []


def test_a_merged_range_fails_the_households_that_it_touches(rosters):
    def spoil(book):
        book.worksheets[0].merge_cells("C2:C4")

    roster = rosters.read(rosters.workbook(rosters.families(2), change=spoil))
    assert rosters.codes(roster) == [(row, "village", "merged") for row in (2, 3, 4)]
    assert next(roster.rows).findings[0].details["address"] == "C2:C4"


def test_without_a_number_of_its_own_a_head_begins_a_household(rosters):
    header = [name for name in rosters.header if name != "户序号"]
    roster = rosters.read(rosters.workbook(rosters.families(3), header))
    assert [len(household.rows) for household in roster.households] == [3, 3, 3]
    assert rosters.codes(roster) == []


def test_the_heads_number_on_each_row_keeps_a_scattered_household_together(rosters):
    rows = rosters.families(2)
    for row in rows[:3]:
        row["户主证件号码"] = rows[0]["证件号码"]
    for row in rows[3:]:
        row["户主证件号码"] = rows[3]["证件号码"]
    header = [name for name in rosters.header if name != "户序号"] + ["户主证件号码"]
    roster = rosters.read(rosters.workbook([rows[0], rows[3], rows[1], rows[4], rows[2], rows[5]], header))
    assert [[row.number for row in household.rows] for household in roster.households] == [
        [2, 4, 6],
        [3, 5, 7],
    ]
    assert rosters.codes(roster) == []


def test_relations_in_words_and_in_the_finer_list(rosters):
    rows = family(rosters, {"与户主关系": "户主"}, {"与户主关系": "妻子"}, {"与户主关系": "长子"})
    roster = rosters.read(rosters.workbook(rows))
    assert [roster.value(row, "relation") for row in roster.rows] == ["01", "12", "22"]
    rows = family(rosters, {"与户主关系": "01"}, {"与户主关系": "10"}, {"与户主关系": "22"})
    roster = rosters.read(rosters.workbook(rows), relations=RelationList.GB_T_4761)
    assert [roster.value(row, "relation") for row in roster.rows] == ["01", "10", "22"]


def test_the_draft_is_a_migration_with_its_document(rosters):
    roster = rosters.read(rosters.workbook(rosters.families(1)))
    draft = draft_of(Drafter(roster, rosters.today).plain(roster.households[0]), "名册 2018-01")
    assert (draft.origin, draft.document, draft.standing) == ("migration", "名册 2018-01", "registered")
    assert [member.relation for member in draft.members] == ["01", "10", "20"]
    assert draft.members[0].birth_date == date(1958, 3, 15)


def test_the_registers_own_rules_are_told_at_their_cells(rosters):
    rows = family(rosters, {"户属性": "02"}, {"健康状况": "01,02"})
    roster = rosters.read(rosters.workbook(rows))
    household = roster.households[0]
    draft = draft_of(Drafter(roster, rosters.today).plain(household), "名册")
    note_rules(roster, household, draft, rosters.today)
    assert rosters.codes(roster) == [(2, "category", "rule"), (3, "health", "rule")]


def test_all_findings_have_words_in_both_languages():
    for code in FINDINGS:
        message = finding_message(code, {"zh": "中", "en": "e", "todo_zh": "做", "todo_en": "do"})
        assert all(text.strip() for pair in (message.title, message.todo) for text in pair), code
