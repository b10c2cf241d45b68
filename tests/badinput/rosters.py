"""A roster with every mistake that the issue names, one a household, and a good household between them."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.plugins import people

Rows = list[dict[str, Any]]
HEADER: Final = people.ROSTER_HEADER


@dataclass(frozen=True)
class Mistake:
    """What is wrong, and what the uploader is told: which row of the household, which column, which words."""

    name: str
    make: Callable[[Rows], None]
    row: int
    letter: str | None
    zh: str
    en: str
    todo_zh: str
    todo_en: str
    spoil: Callable[[Worksheet, int], None] | None = None
    """Spoils the sheet itself, given the household's first row."""


def _wrong_digit(rows: Rows) -> None:
    number = rows[0]["证件号码"]
    rows[0]["证件号码"] = number[:-1] + ("1" if number[-1] != "1" else "2")


def _as_number(rows: Rows) -> None:
    rows[0]["证件号码"] = 1.31e17


def _cell(name: str, value: Any, row: int = 0) -> Callable[[Rows], None]:
    def put(rows: Rows) -> None:
        rows[row][name] = value

    return put


def _twice(rows: Rows) -> None:
    rows.append({**rows[1]})


def _merge(sheet: Worksheet, first: int) -> None:
    sheet.merge_cells(start_row=first, end_row=first + 1, start_column=11, end_column=11)


def _nothing(rows: Rows) -> None:
    """The sheet is spoilt instead."""


MISTAKES: Final = (
    Mistake(
        "a wrong check digit", _wrong_digit, 0, "H",
        "证件号码校验位不对，请对照证件核对每一位。",
        "The check digit is wrong; compare every digit with the card.",
        "请对照身份证或户口簿改。", "Correct it from the identity card or household register.",
    ),
    Mistake(
        "a number as a numeric cell", _as_number, 0, "H",
        "号码被存成数字，末几位已丢", "The number was stored as a numeric cell and lost its last digits",
        "请把这一列设为「文本」格式，对照证件重新录入整个号码。",
        "Format the column as text and type the whole number again from the document.",
    ),
    Mistake(
        "merged cells", _nothing, 1, "K",
        "K{first}:K{row} 是合并单元格", "K{first}:K{row} is a merged cell",
        "取消合并，每一行都填上内容。", "Unmerge it and fill in each row.",
        spoil=_merge,
    ),
    Mistake(
        "two heads", _cell("与户主关系", "01", 1), 1, "J",
        "一户两个户主：第 {first}、{row} 行", "Two heads in one household: rows {first}, {row}",
        "留一个户主，其余改成与户主的真实关系。", "Keep one, and give the others their relation to the head.",
    ),
    Mistake(
        "no head", _cell("与户主关系", "03"), 0, "J",
        "缺户主：本户 2 人，没有「户主」", "No head among the 2 persons of this household",
        "请补上户主那一行，或把其中一人改为户主。", "Add the head's row, or make one of them the head.",
    ),
    Mistake(
        "a village of another county", _cell("行政村", "131022100200"), 0, "C",
        "这个村不在本县（市、区）：131022100200", "This village is not in your county: 131022100200",
        "本名册只收本县的户；外县的户请由该县导入。", "Only households of your own county belong here.",
    ),
    Mistake(
        "a day that is none", _cell("出生日期", "2018-02-30"), 0, "I",
        "日期不存在", "There is no such day",
        "请按「2018-02-28」的写法改成真实日期。", "Enter a real date, written 2018-02-28.",
    ),
    Mistake(
        "an unknown code", _cell("脱贫标志", "九"), 0, "F",
        "「脱贫标志」不认：九", "Poverty status is not a known value: 九", "可填：", "Known values: ",
    ),
    Mistake(
        "a formula", _cell("健康状况", '=CONCATENATE("0","1")'), 0, "K",
        "K{row} 是公式", "K{row} holds a formula",
        "复制这一列，在原处「选择性粘贴」→「数值」。", "Copy the column and paste it in place as values.",
    ),
    Mistake(
        "the same person twice", _twice, 2, "H",
        "同一人出现两次，与第 {second} 行相同", "The same person as in row {second}",
        "删去一行。", "Delete one of the two rows.",
    ),
)  # fmt: skip
GOOD: Final = "柏安"


def workbook() -> tuple[bytes, dict[str, int]]:
    """An .xlsx of the mistakes, the good household and forty spare sheets; each mistake's first row."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "贫困户"
    sheet.append(list(HEADER))
    first_rows: dict[str, int] = {}
    for number, mistake in enumerate(MISTAKES, 1):
        rows: Rows = people.roster_rows("落垡镇", "乙村", f"柏误{number}"[:2])
        mistake.make(rows)
        first_rows[mistake.name] = sheet.max_row + 1
        _append(sheet, rows, number)
        if mistake.spoil:
            mistake.spoil(sheet, first_rows[mistake.name])
    _append(sheet, people.roster_rows("落垡镇", "乙村", GOOD), len(MISTAKES) + 1)
    for number in range(40):
        book.create_sheet(f"Sheet{number + 2}")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), first_rows


def _append(sheet: Worksheet, rows: Rows, number: int) -> None:
    for row in rows:
        sheet.append([{"户序号": str(number), **row}.get(name) for name in HEADER])
