"""Rosters for the tests: synthetic persons, with an area prefix that is assigned to no place."""

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from openpyxl import Workbook

from kit.regions import RegionIndex
from registry_api.identity_numbers.rules import check_digit
from registry_api.imports.code_tables import RelationList, all_tables
from registry_api.imports.recognition import find_roster
from registry_api.imports.roster import Roster, read_roster
from registry_api.imports.villages import Villages
from registry_api.imports.workbook import read_sheets

TODAY = date(2018, 1, 1)
HEADER = (
    "户序号", "乡镇", "行政村", "户属性", "主要致贫原因", "脱贫标志", "姓名", "证件号码", "出生日期",
    "与户主关系", "健康状况", "劳动技能",
)  # fmt: skip
REGIONS = {
    "131002": "安次区",
    "131002102": "葛渔城镇",
    "131002103": "东沽港镇",
    "131002102236": "辛庄子村民委员会",
    "131002102237": "佟庄村委会",
    "131002103236": "辛庄子村委会",
    "131002103237": "南泊村",
}

Row = dict[str, Any]


def id_number(serial: int, born: date = date(1958, 3, 15), *, male: bool = True) -> str:
    """A valid synthetic number; `serial` up to 499 tells persons of one day apart."""
    first_17 = f"990000{born:%Y%m%d}{serial * 2 + male:03d}"
    return first_17 + check_digit(first_17)


def person(serial: int, relation: str, **cells: Any) -> Row:
    """One row. The head (01) carries the household's columns."""
    born = date(1958, 3, 15) + timedelta(days=serial // 400)
    male = relation != "02"
    row: Row = {
        "姓名": "王" + chr(0x4E00 + serial % 2000),
        "证件号码": id_number(serial % 400, born, male=male),
        "出生日期": born.isoformat(),
        "与户主关系": relation,
        "健康状况": "01",
        "劳动技能": "01",
    }
    if relation == "01":
        row |= {
            "乡镇": "葛渔城镇",
            "行政村": "辛庄子村",
            "户属性": "01",
            "主要致贫原因": "01",
            "脱贫标志": "0",
        }
    return row | cells


def families(count: int, size: int = 3) -> list[Row]:
    """`count` households of a head, a spouse and children."""
    relations = ("01", "02", *["03"] * (size - 2))[:size]
    return [
        person(number * size + place, relation, 户序号=str(number + 1))
        for number in range(count)
        for place, relation in enumerate(relations)
    ]


def workbook(
    rows: Iterable[Row], header: Sequence[str] = HEADER, change: Callable[[Workbook], None] | None = None
) -> bytes:
    """An .xlsx with one sheet 贫困户; `change` may spoil it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "贫困户"
    sheet.append(list(header))
    for row in rows:
        sheet.append([row.get(name) for name in header])
    if change:
        change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _villages() -> Villages:
    rows = [{"region_key": key, "code": key, "name": name} for key, name in REGIONS.items()]
    return Villages("131002", RegionIndex.of(rows))


def read(data: bytes, **options: Any) -> Roster:
    """From the bytes of a file to its households, as the reading job does."""
    found = find_roster(read_sheets(data), options.pop("sheet", None))
    return read_roster(
        found,
        tables=all_tables(),
        relations=options.pop("relations", RelationList.NATIONAL),
        villages=_villages(),
        today=TODAY,
    )


def codes(roster: Roster) -> list[tuple[int, str | None, str]]:
    """(row, column, code) of every finding."""
    return [(found.row, found.column, found.code) for row in roster.rows for found in row.findings]


class Rosters:
    """What tests need of this module, through a fixture."""

    id_number = staticmethod(id_number)
    person = staticmethod(person)
    families = staticmethod(families)
    workbook = staticmethod(workbook)
    read = staticmethod(read)
    codes = staticmethod(codes)
    header = HEADER
    today = TODAY
    villages = _villages()


@pytest.fixture(scope="session")
def rosters() -> type[Rosters]:
    return Rosters
