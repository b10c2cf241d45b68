"""The normative workbook: one sheet with the header, one with the code lists, one with what to know."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from registry_api.imports.catalogue import TEMPLATE
from registry_api.imports.code_tables import CodeTable, all_tables
from registry_api.imports.columns import AS_TEXT, Column, Kind, Part

SHEET, CODES, NOTES = "名册", "代码表", "填写说明"
VALIDATED_ROWS = 5_000
"""Rows below the header that are formatted and offer the code lists."""

_FILLS = {
    Part.FILE: "E1EAF0",
    Part.HOUSEHOLD: "E1EAF0",
    Part.MEMBER: "E5F0E9",
    Part.LIVING: "F7ECD6",
    Part.INCOME: "F7ECD6",
}
_HOW: tuple[tuple[str, str], ...] = (
    (
        "一行一人。户的信息填在户主那一行即可，也可每行都填成一样。",
        "One row a person; household columns on the head's row.",
    ),
    (
        "同一户的各行「户序号」相同，并排在一起。",
        "Rows of one household share the household number and stand together.",
    ),
    (
        "与户主关系用国家系统两位代码（01 户主、02 配偶 …），也可写汉字。",
        "Relations: the national two-digit codes, or words.",
    ),
    ("行政村填 12 位代码，或乡镇和村名。", "Village: the 12-digit code, or township and village by name."),
    (
        "证件号码、电话、账号的列是「文本」格式，请勿改成数字。",
        "Numbers of documents, phones and accounts stay text.",
    ),
    (
        "日期写成 2018-02-28；是/否 写 是 或 否；金额单位为元。",
        "Days as 2018-02-28; yes or no as 是 or 否; yuan.",
    ),
    ("不要用公式，不要合并单元格。", "No formulas, no merged cells."),
    ("同一文件再传一次不会重复建档。", "The same file sent twice creates nothing twice."),
)


def template_workbook() -> bytes:
    """The empty roster as .xlsx. CPU work of some 0.2 s: callers run it in a thread."""
    book = Workbook()
    sheet = book.create_sheet(SHEET, 0)
    del book[book.sheetnames[1]]
    tables = all_tables()
    ranges = _write_codes(book.create_sheet(CODES), tables)
    for index, column in enumerate(TEMPLATE, start=1):
        _write_column(sheet, index, column, ranges)
    sheet.freeze_panes = "B2"
    _write_notes(book.create_sheet(NOTES))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write_column(sheet: Worksheet, index: int, column: Column, ranges: dict[str, str]) -> None:
    letter = get_column_letter(index)
    header = sheet.cell(1, index, column.zh)
    header.font = Font(bold=column.required)
    header.fill = PatternFill("solid", fgColor=_FILLS[column.part])
    header.alignment = Alignment(wrap_text=True, vertical="center")
    dimension = sheet.column_dimensions[letter]
    dimension.width = 22 if column.kind in (Kind.ID_NUMBER, Kind.CERTIFICATE, Kind.DIGITS) else 14
    if column.kind in AS_TEXT:
        # The style of the whole column; a cell that is typed in takes it over.
        dimension.number_format = "@"
        header.number_format = "@"
    source = ranges.get(column.code_list or "") or ('"是,否"' if column.kind is Kind.YES_NO else None)
    if source:
        offered = DataValidation(type="list", formula1=source, allow_blank=True)
        # A list to choose from, not a fence: codes alone and other usual words are read as well.
        offered.showErrorMessage = False
        offered.add(f"{letter}2:{letter}{VALIDATED_ROWS + 1}")
        sheet.add_data_validation(offered)


def _write_codes(sheet: Worksheet, tables: dict[str, CodeTable]) -> dict[str, str]:
    """Each list that the roster uses in a column of its own; list key -> its range."""
    ranges: dict[str, str] = {}
    for column in TEMPLATE:
        key = column.code_list
        if key is None or key in ranges:
            continue
        index = len(ranges) + 1
        letter = get_column_letter(index)
        sheet.cell(1, index, column.zh).font = Font(bold=True)
        sheet.column_dimensions[letter].width = 24
        table = tables[key]
        for row, code in enumerate(table.labels, start=2):
            sheet.cell(row, index, table.shown(code)).number_format = "@"
        ranges[key] = f"{quote_sheetname(CODES)}!${letter}$2:${letter}${len(table.labels) + 1}"
    return ranges


def _write_notes(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 64
    sheet.column_dimensions["B"].width = 64
    sheet.append(["怎样填", "How to fill in"])
    for zh, en in _HOW:
        sheet.append([zh, en])
    sheet.append([])
    sheet.append(["列(粗体必填)", "Column", "国家系统代码 / national code", "例 / example"])
    for column in TEMPLATE:
        sheet.append([column.zh, column.en, column.code or "", column.sample])
        sheet.cell(sheet.max_row, 1).font = Font(bold=column.required)
