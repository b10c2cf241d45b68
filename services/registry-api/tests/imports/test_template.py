"""The normative workbook is itself a roster that reads without a finding."""

import io

from openpyxl import load_workbook

from registry_api.imports.catalogue import TEMPLATE
from registry_api.imports.recognition import find_roster
from registry_api.imports.template import CODES, SHEET, template_workbook
from registry_api.imports.workbook import read_sheets


def filled(rosters, rows):
    book = load_workbook(io.BytesIO(template_workbook()))
    sheet = book[SHEET]
    header = [cell.value for cell in sheet[1]]
    for number, row in enumerate(rows, start=2):
        for name, value in row.items():
            sheet.cell(number, header.index(name) + 1, value)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_every_column_of_the_template_is_recognised(rosters):
    found = find_roster(read_sheets(filled(rosters, rosters.families(1))))
    assert found.sheet.name == SHEET
    assert [found.columns[index].key for index in sorted(found.columns)] == [
        column.key for column in TEMPLATE
    ]


def test_a_filled_template_reads_without_findings(rosters):
    roster = rosters.read(filled(rosters, rosters.families(3)))
    assert rosters.codes(roster) == []
    assert len(roster.households) == 3


def test_numbers_are_text_and_codes_are_offered():
    book = load_workbook(io.BytesIO(template_workbook()))
    sheet = book[SHEET]
    letters = {
        sheet.cell(1, index).value: sheet.cell(1, index).column_letter
        for index in range(1, len(TEMPLATE) + 1)
    }
    assert sheet.column_dimensions[letters["证件号码"]].number_format == "@"
    offered = {
        str(rule.sqref).split(":")[0].rstrip("2"): rule.formula1
        for rule in sheet.data_validations.dataValidation
    }
    assert offered[letters["与户主关系"]].startswith(f"'{CODES}'!")
    assert offered[letters["是否享受低保"]] == '"是,否"'
    known = {cell.value for row in book[CODES].iter_rows() for cell in row if cell.value}
    assert {"01 户主", "20 之外祖母", "01 因病", "11 满族"} <= known
