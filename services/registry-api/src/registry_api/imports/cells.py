"""One cell of the roster: from what people typed to a value, or to what is wrong with it. Pure.

Cells repeat (codes, yes and no, villages), so readings of such columns are kept by their text.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, NamedTuple

from kit import masks
from registry_api.identity_numbers import rules as identity
from registry_api.imports.code_tables import CodeTable, Relations
from registry_api.imports.columns import Column, Kind
from registry_api.imports.workbook import Cell

LOST_DIGITS = 10**15
"""A numeric cell of this size has lost digits: a double holds fifteen."""
TEXT_CAP = 60
FIRST_YEAR = 1978
MOST = {Kind.MONEY: Decimal("9999999999.99"), Kind.DECIMAL: Decimal("99999.99")}

_SCIENTIFIC = re.compile(r"^\d(\.\d+)?[eE]\+?\d{1,3}$")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_NAME = re.compile(r"^[^\W\d_]+(?:[·・•.\s]?[^\W\d_]+)*$")
_HAN_SPACES = re.compile(r"(?<=[\u2e80-\u9fff])\s+(?=[\u2e80-\u9fff])")
_LONG_NUMBER = re.compile(r"\d{15}")
_MOBILE = re.compile(r"^1\d{10}$")
_LANDLINE = re.compile(r"^0\d{2,3}-?\d{7,8}$|^\d{7,8}$")
_DATE = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$|^(\d{4})(\d{2})(\d{2})$")
_SEPARATORS = re.compile(r"[,，、;；/+|\n]+")

YES = frozenset({"是", "有", "1", "y", "yes", "true", "√", "✓", "享受", "参加", "01是", "1是"})
NO = frozenset(
    {"否", "无", "0", "2", "n", "no", "false", "×", "未享受", "未参加", "没有", "不是", "02否", "0否", "2否"}
)


class Reading(NamedTuple):
    """`value` is what goes into the draft; `shown` what the grid may show (masked where protected);
    `problem` the finding's code and details, or None."""

    value: Any
    shown: str
    problem: tuple[str, dict[str, Any]] | None = None


EMPTY = Reading(None, "")
Reader = Callable[[Cell], Reading]


def text_of(cell: Cell) -> str:
    """A cell as text: numbers without a tail of zeros, dates as 2018-02-28, blanks at the ends gone."""
    if isinstance(cell, str):
        visible = cell if cell.isascii() else _INVISIBLE.sub("", cell)
        return visible.strip(" \t\r\n\u00a0\u3000")
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ", "minutes")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < LOST_DIGITS else repr(cell).upper()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


class CellReaders:
    """Readers of all columns for one file: its day, its code tables; villages are resolved elsewhere."""

    def __init__(self, tables: Mapping[str, CodeTable], relations: Relations, today: date) -> None:
        self._tables = tables
        self._relations = relations
        self._today = today

    def of(self, column: Column) -> Reader:
        """The reader of one column."""
        return self._telling_apart(column) or _kept(self._repeating(column))

    def _telling_apart(self, column: Column) -> Reader | None:
        """Columns whose values hardly repeat: nothing is gained by keeping them."""
        match column.kind:
            case Kind.ID_NUMBER:
                return partial(_checked, partial(_read_id_number, self._today))
            case Kind.CERTIFICATE:
                return partial(_checked, partial(_read_certificate, self._today))
            case Kind.NAME:
                return partial(_checked, partial(_read_name, column))
            case Kind.PHONE:
                return partial(_checked, _read_phone)
            case Kind.DIGITS:
                return partial(_checked, partial(_read_digits, column))
            case Kind.DATE:
                return partial(_read_date, self._today)
        return None

    def _repeating(self, column: Column) -> Reader:
        match column.kind:
            case Kind.CODE:
                return partial(_read_code, column, self._tables[column.code_list or ""])
            case Kind.CODES:
                return partial(_read_codes, column, self._tables[column.code_list or ""])
            case Kind.RELATION:
                return partial(_read_relation, column, self._relations)
            case Kind.YES_NO:
                return partial(_read_yes_no, column)
            case Kind.YEAR:
                return partial(_read_whole, column, FIRST_YEAR, self._today.year)
            case Kind.MONTHS:
                return partial(_read_whole, column, 0, 12)
            case Kind.MONEY | Kind.DECIMAL:
                return partial(_read_decimal, column, MOST[column.kind])
        return partial(_checked, partial(_read_text, column))


def _kept(read: Reader) -> Reader:
    """Remember readings by cell; 1, 1.0 and True are told apart by their type."""
    known: dict[tuple[type, Cell], Reading] = {}

    def kept(cell: Cell) -> Reading:
        key = (type(cell), cell)
        found = known.get(key)
        if found is None:
            found = known[key] = read(cell)
        return found

    return kept


def words_of(column: Column) -> dict[str, Any]:
    """The column's name in both languages, for the words of a finding."""
    return {"column": column.zh, "column_en": column.en}


def _checked(read: Callable[[str], Reading], cell: Cell) -> Reading:
    """Text columns: a numeric cell that lost digits, or what a spreadsheet made of a long number."""
    if isinstance(cell, str):
        text = text_of(cell)
        if not text:
            return EMPTY
        if _CONTROL.search(text):
            return Reading(None, _CONTROL.sub("", text), ("control-character", {}))
        if _SCIENTIFIC.match(text):
            return Reading(None, text, ("number-cell", {}))
        return read(text)
    if isinstance(cell, int | float) and abs(cell) >= LOST_DIGITS:
        return Reading(None, f"{cell:.5E}", ("number-cell", {}))
    return read(text_of(cell))


def _read_text(column: Column, text: str) -> Reading:
    if len(text) > TEXT_CAP:
        return Reading(None, text[:TEXT_CAP], ("too-long", {**words_of(column), "cap": TEXT_CAP}))
    if _LONG_NUMBER.search(text):
        return Reading(None, text, ("number-in-text", words_of(column)))
    return Reading(text, text)


def _read_name(column: Column, text: str) -> Reading:
    text = _HAN_SPACES.sub("", text)
    if len(text) > TEXT_CAP:
        return Reading(None, text[:TEXT_CAP], ("too-long", {**words_of(column), "cap": TEXT_CAP}))
    return Reading(text, text) if _NAME.match(text) else Reading(None, text, ("name", {}))


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "").replace("\t", "").upper()


def _read_id_number(today: date, text: str) -> Reading:
    try:
        number = identity.read(text, today)
    except identity.IdentityNumberError as error:
        return Reading(
            None, text[:TEXT_CAP], (f"id-{error.problem}", {"length": len(identity.normalise(text))})
        )
    return Reading(number, masks.id_number(number.last_two))


def _read_certificate(today: date, text: str) -> Reading:
    try:
        number = identity.read(text, today)
    except identity.IdentityNumberError as error:
        return Reading(None, text[:TEXT_CAP], (f"certificate-{error.problem}", {}))
    if not number.is_certificate:
        return Reading(None, text, ("certificate-length", {"length": 18}))
    whole = identity.normalise(text)
    return Reading(whole, "*" * (len(whole) - 2) + whole[-2:])


def _read_phone(text: str) -> Reading:
    number = _half_width(text).replace("－", "-").replace("—", "-")
    if _MOBILE.match(number) or _LANDLINE.match(number):
        return Reading(number, masks.phone(number))
    return Reading(None, text, ("phone", {}))


def _read_digits(column: Column, text: str) -> Reading:
    number = _half_width(text).replace("-", "")
    if column.key == "official_no":
        fits = len(number) == 14 and number.isdigit()
        return (
            Reading(number, number)
            if fits
            else Reading(None, text, ("digits", {**words_of(column), "length": " 14 ", "length_en": " 14"}))
        )
    if not (number.isascii() and number.isdigit() and 12 <= len(number) <= 19):
        return Reading(
            None, text, ("digits", {**words_of(column), "length": " 12–19 ", "length_en": " 12–19"})
        )
    return Reading(number, masks.account(number))


def _read_code(column: Column, table: CodeTable, cell: Cell) -> Reading:
    text = text_of(cell)
    if not text:
        return EMPTY
    code = table.find(text)
    if code is None:
        return Reading(None, text[:TEXT_CAP], _unknown(column, table))
    return Reading(code, table.shown(code))


def _read_relation(column: Column, relations: Relations, cell: Cell) -> Reading:
    text = text_of(cell)
    if not text:
        return EMPTY
    found = relations.find(text)
    if found is None:
        return Reading(None, text[:TEXT_CAP], _unknown(column, relations.table))
    return Reading(found[0], found[1])


def _read_codes(column: Column, table: CodeTable, cell: Cell) -> Reading:
    text = text_of(cell)
    if not text:
        return EMPTY
    codes: list[str] = []
    for part in filter(None, (part.strip() for part in _SEPARATORS.split(text))):
        code = table.find(part)
        if code is None:
            return Reading(None, text[:TEXT_CAP], _unknown(column, table))
        if code not in codes:
            codes.append(code)
    return Reading(tuple(sorted(codes)), "、".join(table.shown(code) for code in sorted(codes)))


def _unknown(column: Column, table: CodeTable) -> tuple[str, dict[str, Any]]:
    return "unknown-code", {**words_of(column), "known": table.known}


def _read_yes_no(column: Column, cell: Cell) -> Reading:
    text = text_of(cell)
    if not text:
        return EMPTY
    plain = _half_width(text).lower()
    if plain in YES:
        return Reading(True, "是")
    if plain in NO:
        return Reading(False, "否")
    return Reading(None, text[:TEXT_CAP], ("yes-no", words_of(column)))


def _read_whole(column: Column, least: int, most: int, cell: Cell) -> Reading:
    if isinstance(cell, date):
        cell = cell.year
    text = _half_width(text_of(cell)).removesuffix("年").removesuffix("个月").removesuffix("月")
    if not text:
        return EMPTY
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return Reading(None, text[:TEXT_CAP], ("not-a-number", words_of(column)))
    if not least <= int(text) <= most:
        return Reading(None, text, ("out-of-range", {**words_of(column), "least": least, "most": most}))
    return Reading(int(text), text)


def _read_decimal(column: Column, most: Decimal, cell: Cell) -> Reading:
    # A double such as 8208.1 is meant as written: its shortest text, rounded to what fifteen digits can mean.
    text = format(cell, ".15g") if isinstance(cell, float) else text_of(cell)
    text = _half_width(text).replace(",", "").removesuffix("元").removesuffix("亩")
    if not text:
        return EMPTY
    try:
        number = Decimal(text)
    except InvalidOperation:
        return Reading(None, text[:TEXT_CAP], ("not-a-number", words_of(column)))
    if not number.is_finite() or "E" in text:
        return Reading(None, text[:TEXT_CAP], ("not-a-number", words_of(column)))
    if not 0 <= number <= most:
        return Reading(
            None, text[:TEXT_CAP], ("out-of-range", {**words_of(column), "least": 0, "most": most})
        )
    if number != number.quantize(Decimal("0.01")):
        return Reading(None, text[:TEXT_CAP], ("too-precise", words_of(column)))
    return Reading(number.quantize(Decimal("0.01")), f"{number:.2f}")


def _read_date(today: date, cell: Cell) -> Reading:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _dated(cell, cell.isoformat(), today)
    text = text_of(cell)
    if not text:
        return EMPTY
    parts = _DATE.match(unicodedata.normalize("NFKC", text))
    if parts is None or isinstance(cell, timedelta | time):
        return Reading(None, text[:TEXT_CAP], ("date-unreadable", {}))
    year, month, day = (int(part) for part in parts.groups() if part)
    try:
        return _dated(date(year, month, day), text, today)
    except ValueError:
        return Reading(None, text, ("date-not-real", {}))


def _dated(day: date, text: str, today: date) -> Reading:
    if day > today:
        return Reading(None, text, ("date-future", {}))
    return Reading(day, f"{day:%Y-%m}")
