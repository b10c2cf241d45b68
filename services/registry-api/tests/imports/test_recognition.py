"""The roster inside a workbook: its sheet, its header, its columns."""

import pytest

from registry_api.imports.catalogue import COLUMNS
from registry_api.imports.errors import RosterRefused
from registry_api.imports.recognition import find_roster, header_text, recognise_header
from registry_api.imports.workbook import read_sheets


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("证件号码", "id_number"),
        (" 身份证号* ", "id_number"),
        ("aab004", "id_number"),
        ("AAB004 证件号码", "id_number"),
        ("证件号码(必填)", "id_number"),
        ("与户主关系（国标）", "relation"),
        ("工资性收入(元)", "income.wage"),
        ("户主证件号码", "head_id_number"),
        ("ID number", "id_number"),
    ],
)
def test_headers_are_recognised(header, key):
    column = recognise_header(header)
    assert column is not None
    assert column.key == key


@pytest.mark.parametrize("header", ["", "备注", "序号", "aab999"])
def test_other_headers_are_left_alone(header):
    assert recognise_header(header) is None


def test_no_two_columns_share_a_name():
    seen = {}
    for column in COLUMNS:
        for name in {
            header_text(name) for name in (column.zh, column.en, column.code or "", *column.synonyms)
        }:
            assert seen.setdefault(name, column.key) == column.key or not name


def test_the_header_may_stand_below_a_title(rosters):
    def title(book):
        book.worksheets[0].insert_rows(1, 2)
        book.worksheets[0]["A1"] = "安次区贫困户名册"
        book.worksheets[0].merge_cells("A1:L1")

    found = find_roster(read_sheets(rosters.workbook(rosters.families(1), change=title)))
    assert (found.header_row, found.first_row) == (2, 3)
    assert len(found.columns) == len(rosters.header)


def test_a_second_header_of_codes_is_no_person(rosters):
    def code_row(book):
        sheet = book.worksheets[0]
        sheet.insert_rows(2)
        sheet["G2"], sheet["H2"] = "aab002", "aab004"

    found = find_roster(read_sheets(rosters.workbook(rosters.families(1), change=code_row)))
    assert found.first_row == 2


def test_the_roster_is_found_among_forty_spare_sheets(rosters):
    def spares(book):
        for number in range(40):
            book.create_sheet(f"Sheet{number}", 0).append(["备注", "金额"])

    found = find_roster(read_sheets(rosters.workbook(rosters.families(1), change=spares)))
    assert found.sheet.name == "贫困户"


def test_of_two_rosters_one_has_to_be_named(rosters):
    def twice(book):
        book.copy_worksheet(book.worksheets[0]).title = "上年"

    sheets = read_sheets(rosters.workbook(rosters.families(1), change=twice))
    with pytest.raises(RosterRefused) as caught:
        find_roster(sheets)
    assert (caught.value.code, caught.value.details["sheets"]) == ("which-sheet", ["贫困户", "上年"])
    assert find_roster(sheets, "上年").sheet.name == "上年"
    with pytest.raises(RosterRefused, match="no-such-sheet"):
        find_roster(sheets, "去年")


def test_missing_columns_are_named(rosters):
    header = [name for name in rosters.header if name not in ("证件号码", "行政村")]
    with pytest.raises(RosterRefused) as caught:
        find_roster(read_sheets(rosters.workbook(rosters.families(1), header)))
    assert caught.value.code == "no-roster"
    assert caught.value.details["missing"] == ["行政村", "证件号码"]


def test_a_column_that_stands_twice_is_told(rosters):
    header = [*rosters.header, "身份证号"]
    with pytest.raises(RosterRefused) as caught:
        find_roster(read_sheets(rosters.workbook(rosters.families(1), header)))
    assert (caught.value.code, caught.value.details["first"], caught.value.details["second"]) == (
        "twice-recognised", "H", "M",
    )  # fmt: skip


def test_a_header_without_rows_is_told(rosters):
    with pytest.raises(RosterRefused, match="no-rows"):
        find_roster(read_sheets(rosters.workbook([])))
