"""Which sheet is the roster, which row its header, which column is what."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from registry_api.imports.catalogue import BY_KEY, COLUMNS, REQUIRED
from registry_api.imports.columns import Column
from registry_api.imports.errors import RosterRefused
from registry_api.imports.workbook import Cell, Sheet, column_letters

HEADER_ROWS = 20
"""A header stands among the first rows, below a title perhaps."""

_CODE = re.compile(r"aa[a-z]\d{3}")
_NOISE = re.compile(r"[\s*＊:：_\-]+")
_BRACKETS = re.compile(r"[(\[【][^)\]】]*[)\]】]$")


@dataclass(frozen=True, slots=True)
class Recognised:
    """The roster inside the file: sheet, header row (index from 0), and column index -> column."""

    sheet: Sheet
    header_row: int
    columns: dict[int, Column]
    headers: dict[int, str]
    unknown: tuple[str, ...]

    @property
    def first_row(self) -> int:
        """Index of the first data row: after the header, and after a second header of national codes."""
        following = self.header_row + 1
        if following < len(self.sheet.rows):
            row = self.sheet.rows[following]
            texts = [header_text(cell) for cell in row]
            if any(texts) and all(_CODE.fullmatch(text) for text in texts if text):
                return following + 1
        return following


def header_text(cell: Cell) -> str:
    """A header as it is compared: half width, no blanks, no marks of required fields, lower case."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", str(cell))).lower()


def _names() -> dict[str, Column]:
    names: dict[str, Column] = {}
    for column in COLUMNS:
        for name in (column.zh, column.en, column.code or "", *column.synonyms):
            if name:
                names.setdefault(header_text(name), column)
    return names


_NAMES = _names()


def recognise_header(cell: Cell) -> Column | None:
    """The column of a header in Chinese, English, a usual synonym, or the national code."""
    text = header_text(cell)
    if not text:
        return None
    found = _NAMES.get(text)
    if found is None and (code := _CODE.search(text)):
        found = _NAMES.get(code.group())
    if found is None:
        found = _NAMES.get(_BRACKETS.sub("", text))
    return found


def find_roster(sheets: Sequence[Sheet], wanted: str | None = None) -> Recognised:
    """The one sheet that holds a roster; `wanted` names it where several do.

    Raises RosterRefused: no-roster, which-sheet, no-such-sheet, twice-recognised, no-rows.
    """
    names = [sheet.name for sheet in sheets]
    if wanted is not None and wanted not in names:
        raise RosterRefused("no-such-sheet", sheet=wanted, sheets=names)
    looked = [_recognise(sheet) for sheet in sheets if wanted in (None, sheet.name)]
    complete = [found for found in looked if not _missing(found)]
    if not complete:
        best = max(looked, key=lambda found: len(found.columns), default=None)
        missing = _missing(best) if best else REQUIRED
        raise RosterRefused(
            "no-roster",
            sheets=names[:10],
            missing=[column.zh for column in missing],
            missing_en=[column.en for column in missing],
        )
    filled = [found for found in complete if _has_rows(found)]
    if len(filled) > 1:
        raise RosterRefused("which-sheet", sheets=[found.sheet.name for found in filled])
    if not filled:
        raise RosterRefused("no-rows", sheet=complete[0].sheet.name)
    _check_once(filled[0])
    return filled[0]


def _recognise(sheet: Sheet) -> Recognised:
    best, best_row = dict[int, Column](), 0
    for number, row in enumerate(sheet.rows[:HEADER_ROWS]):
        found = {index: column for index, cell in enumerate(row) if (column := recognise_header(cell))}
        if len(set(found.values())) > len(set(best.values())):
            best, best_row = found, number
    header = sheet.rows[best_row] if sheet.rows else []
    headers = {index: str(header[index]).strip() for index in best}
    unknown = tuple(
        str(cell).strip() for index, cell in enumerate(header) if index not in best and str(cell).strip()
    )
    return Recognised(sheet, best_row, best, headers, unknown)


def _missing(found: Recognised) -> list[Column]:
    there = {column.key for column in found.columns.values()}
    return [column for column in REQUIRED if column.key not in there]


def _has_rows(found: Recognised) -> bool:
    return any(
        row[index] != ""
        for row in found.sheet.rows[found.first_row :]
        for index in found.columns
        if index < len(row)
    )


def _check_once(found: Recognised) -> None:
    for key in {column.key for column in found.columns.values()}:
        places = [index for index, column in found.columns.items() if column.key == key]
        if len(places) > 1:
            column = BY_KEY[key]
            raise RosterRefused(
                "twice-recognised",
                first=column_letters(places[0]),
                second=column_letters(places[1]),
                column=column.zh,
                column_en=column.en,
            )


def in_order(columns: Iterable[Column]) -> list[Column]:
    """Columns in the order of the template."""
    order = {column.key: place for place, column in enumerate(COLUMNS)}
    return sorted(columns, key=lambda column: order[column.key])
