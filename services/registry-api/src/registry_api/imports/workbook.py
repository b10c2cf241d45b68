"""The uploaded file as plain sheets of cells, whatever it was: .xlsx, or CSV in UTF-8 or GB18030.

Reading is CPU work of up to a second: callers run `read_sheets` in a thread.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from registry_api.imports import archive
from registry_api.imports.errors import RosterRefused

FILE_CAP = 20 * 1024 * 1024
"""Bytes of an upload."""
CSV_COLUMNS_CAP = 702

Cell = str | float | int | bool | date | datetime | time | timedelta
"""A cell's value; an empty cell is ""."""

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Range:
    """A merged range; rows and columns count from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def address(self) -> str:
        """As people know it: B3:B5."""
        first = f"{column_letters(self.first_column)}{self.first_row + 1}"
        return f"{first}:{column_letters(self.last_column)}{self.last_row + 1}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: all rows from the first, so that `rows[i]` is row i + 1 of the file."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: tuple[Range, ...] = ()
    formulas: frozenset[str] = field(default_factory=frozenset)


def column_letters(index: int) -> str:
    """The letters of a column counted from 0: 0 -> A, 27 -> AB."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def check_container(data: bytes) -> None:
    """Refuse at once what is no roster file, without unpacking it; cheap enough for the request itself.

    Raises RosterRefused: empty, too-large, old-excel, encrypted, web-page, bomb, not-a-workbook, unreadable.
    """
    if not data.strip(b"\x00\r\n\t "):
        raise RosterRefused("empty")
    if len(data) > FILE_CAP:
        raise RosterRefused("too-large", cap=FILE_CAP // 1024 // 1024)
    if data.startswith(OLE):
        raise RosterRefused("encrypted" if _ENCRYPTED in data else "old-excel")
    head = data[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        raise RosterRefused("web-page")
    if data.startswith(ZIP):
        archive.weigh(data)


def read_sheets(data: bytes) -> list[Sheet]:
    """All visible sheets of the file. Raises RosterRefused with the reason."""
    check_container(data)
    return _read_workbook(data) if data.startswith(ZIP) else [_read_csv(data)]


def _read_workbook(data: bytes) -> list[Sheet]:
    looked = archive.inspect(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            _read_sheet(book, meta.name, looked.get(meta.name))
            for meta in book.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet and meta.visible == SheetVisibleEnum.Visible
        ]
    except CalamineError as error:
        raise RosterRefused("unreadable") from error
    except BaseException as error:
        # A panic of the reader's Rust code is no Exception and would end the worker with it.
        if type(error).__name__ == "PanicException":
            raise RosterRefused("unreadable") from None
        raise


def _read_sheet(book: CalamineWorkbook, name: str, looked: archive.SheetXml | None) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    merged = tuple(
        Range(first[0], first[1], last[0], last[1]) for first, last in sheet.merged_cell_ranges or ()
    )
    rows = sheet.to_python(skip_empty_area=False)
    return Sheet(name, rows, merged, looked.formulas if looked else frozenset())


def _read_csv(data: bytes) -> Sheet:
    text = _decode(data)
    first_line = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",\t;，", key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[Cell]] = []
    try:
        for row in reader:
            if len(row) > CSV_COLUMNS_CAP:
                raise RosterRefused("too-many-cells", sheet="CSV", row=reader.line_num, column=len(row))
            rows.append([_unwrap(cell) for cell in row])
    except csv.Error as error:
        raise RosterRefused("broken-csv", row=reader.line_num) from error
    return Sheet("CSV", rows, formulas=_csv_formulas(rows))


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise RosterRefused("encoding")


def _unwrap(cell: str) -> str:
    """Take off what people put around digits so that Excel leaves them alone: ="0101", '0101."""
    if cell.startswith('="') and cell.endswith('"'):
        return cell[2:-1]
    return cell.removeprefix("'")


def _csv_formulas(rows: Sequence[Sequence[Cell]]) -> frozenset[str]:
    return frozenset(
        f"{column_letters(column)}{number}"
        for number, row in enumerate(rows, start=1)
        for column, cell in enumerate(row)
        if isinstance(cell, str) and cell.startswith("=")
    )
