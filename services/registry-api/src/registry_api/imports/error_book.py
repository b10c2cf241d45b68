"""The failed households as a workbook to be corrected and sent again; built when fetched, never stored."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from registry_api.imports.columns import AS_TEXT, Column

HEADER = "错误说明"
SHEET = "名册"
_WRONG = PatternFill("solid", fgColor="F8E6E4")
_HEAD = PatternFill("solid", fgColor="ECE8DF")
_RED = Font(color="A1152F")


@dataclass(frozen=True, slots=True)
class FailedRow:
    """A row as the file had it, and what is wrong: by column key (None: the row), the words."""

    number: int
    cells: Sequence[str]
    wrong: Sequence[tuple[str | None, str]]


def error_workbook(columns: Sequence[Column], rows: Sequence[FailedRow]) -> bytes:
    """An .xlsx with the recognised columns and 错误说明 last. CPU work: callers run it in a thread."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    for index, column in enumerate(columns, start=1):
        _write(sheet, 1, index, column.zh).fill = _HEAD
        sheet.column_dimensions[get_column_letter(index)].width = 20 if column.protected else 14
    last = len(columns) + 1
    _write(sheet, 1, last, HEADER).fill = _HEAD
    sheet.column_dimensions[get_column_letter(last)].width = 60
    for number, row in enumerate(rows, start=2):
        words = dict[str | None, str]()
        for key, text in row.wrong:
            words[key] = f"{words[key]}\n{text}" if key in words else text
        for index, (column, text) in enumerate(zip(columns, row.cells, strict=True), start=1):
            cell = _write(sheet, number, index, text)
            if column.kind in AS_TEXT:
                cell.number_format = "@"
            if column.key in words:
                cell.fill = _WRONG
                cell.comment = Comment(words[column.key], "帮扶")
        explained = _write(sheet, number, last, _explanation(columns, row))
        explained.font = _RED
        explained.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _explanation(columns: Sequence[Column], row: FailedRow) -> str:
    names = {column.key: column.zh for column in columns}
    lines = [f"{names[key]}:{text}" if key in names else text for key, text in row.wrong]
    return f"原第 {row.number} 行 " + ";".join(lines) if lines else f"原第 {row.number} 行 本户其他行有错"


def _write(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Always a text: what begins with = is not to become a formula."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell), "nothing is merged here"
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    return cell
