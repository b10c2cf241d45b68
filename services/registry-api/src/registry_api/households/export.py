"""The list as a file: exactly what is shown, masked, and harmless when a spreadsheet opens it."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from kit import masks
from kit.web import FieldProblem, Language, RequestWrite, Unprocessable
from registry_api.code_lists import lists
from registry_api.code_lists.lists import CodeList
from registry_api.code_lists.persons import GENDER

from . import listing
from .list_query import ExportQuery

MOST_ROWS = 20_000
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its name in both languages and what stands in a cell."""

    zh: str
    en: str
    cell: Callable[[Row], Any]


def _plain(name: str) -> Callable[[Row], Any]:
    return lambda row: row[name]


def _label(codes: CodeList, name: str) -> Callable[[Row], Any]:
    return lambda row: _word(codes, row[name])


def _word(codes: CodeList, value: str | None) -> str | None:
    found = codes.get(value) if value is not None else None
    return found.zh if found else value


COLUMNS: dict[str, Column] = {
    "standing": Column("在册情况", "Standing", _label(lists.STANDING, "standing")),
    "poverty_status": Column("脱贫标志", "Poverty status", _label(lists.POVERTY_STATUS, "poverty_status")),
    # Names leave the system masked; the number is what a household is known by.
    "head_name": Column("户主", "Head", lambda row: row["head_name"] and masks.name(row["head_name"])),
    "official_no": Column("户编号", "Household number", _plain("official_no")),
    "id_number_masked": Column("证件号码", "ID number", _plain("id_number_masked")),
    "phone_masked": Column("电话", "Phone", _plain("phone_masked")),
    "township": Column("乡镇", "Township", _plain("township")),
    "village": Column("村", "Village", _plain("village")),
    "group_name": Column("组", "Group", _plain("group_name")),
    "head_gender": Column("户主性别", "Gender of head", _label(GENDER, "head_gender")),
    "head_age": Column("户主年龄", "Age of head", _plain("head_age")),
    "persons": Column("人口", "Persons", _plain("persons")),
    "labour_persons": Column("劳动力", "Persons with labour", _plain("labour_persons")),
    "disabled_persons": Column("残疾人", "Disabled persons", _plain("disabled_persons")),
    "assured_persons": Column("低保特困人数", "On dibao or tekun", _plain("assured_persons")),
    "category": Column("户属性", "Category", _label(lists.CATEGORY, "category")),
    "primary_cause": Column("主要致贫原因", "Main cause", _label(lists.CAUSE, "primary_cause")),
    "other_causes": Column(
        "其他致贫原因",
        "Other causes",
        lambda row: "、".join(_word(lists.CAUSE, one) or "" for one in row["other_causes"]),
    ),
    "income_year": Column("收入年度", "Income year", _plain("income_year")),
    "net_per_capita": Column("人均纯收入（元)", "Net income per head (yuan)", _plain("net_per_capita")),
    "poverty_line": Column("标准线（元)", "Poverty line (yuan)", _plain("poverty_line")),
    "line_difference": Column("高于线（元)", "Net income less the line (yuan)", _plain("line_difference")),
    "created_on": Column("登记日期", "On file since", lambda row: row["created_on"].isoformat()),
}
SHOWN_BY_DEFAULT = (
    "standing",
    "poverty_status",
    "head_name",
    "official_no",
    "id_number_masked",
    "phone_masked",
    "township",
    "village",
    "persons",
    "category",
    "primary_cause",
    "net_per_capita",
)


async def export(tx: RequestWrite, query: ExportQuery) -> bytes:
    """The file's bytes; the journal tells how many rows left and in which columns."""
    columns = _columns(query.columns)
    chosen = listing.choose(query)
    rows = await listing.rows(tx, chosen, query.sort, MOST_ROWS + 1)
    if len(rows) > MOST_ROWS:
        raise Unprocessable(
            [
                FieldProblem(
                    "too_many",
                    (
                        f"超过{MOST_ROWS}户，请按乡镇或条件分次导出。",
                        f"More than {MOST_ROWS} households: export by township or filter.",
                    ),
                    parameter="region",
                )
            ]
        )
    tx.entry.details |= {
        "rows": len(rows),
        "columns": [name for name, _ in columns],
        "filters": sorted(chosen.shape),
        "region": query.region or tx.scope.region_key,
    }
    heads = [column.zh if tx.language == "zh" else column.en for _, column in columns]
    cells = ([column.cell(row) for _, column in columns] for row in rows)
    return _xlsx(heads, cells, tx.language) if query.format == "xlsx" else _csv(heads, cells)


def _columns(names: Sequence[str]) -> list[tuple[str, Column]]:
    unknown = [name for name in names if name not in COLUMNS]
    if unknown:
        raise Unprocessable(
            [
                FieldProblem(
                    "unknown_column", ("没有这一列。", "There is no such column."), parameter="columns"
                )
            ]
        )
    return [(name, COLUMNS[name]) for name in names or SHOWN_BY_DEFAULT]


def harmless(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def _xlsx(heads: Sequence[str], rows: Iterable[Sequence[Any]], language: Language) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("名册" if language == "zh" else "Households")
    sheet.freeze_panes = "A2"
    bold = []
    for head in heads:
        cell = WriteOnlyCell(sheet, value=head)
        cell.font = Font(bold=True)
        bold.append(cell)
    sheet.append(bold)
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=harmless(value))
            if isinstance(value, str):
                # As text: numbers of 14 digits keep every digit, and no text becomes a formula.
                cell.number_format = "@"
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(heads)
    for row in rows:
        writer.writerow(["" if value is None else _csv_cell(value) for value in row])
    # The mark by which Excel knows the file for UTF-8.
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _csv_cell(value: Any) -> str:
    return str(value) if isinstance(value, int | Decimal) else str(harmless(value))
