"""Families as a roster workbook, in the normative columns of the registry's import template."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from demo.people import Family, Income, Living, Person

TEXT = "@"
SHEET = "名册"


def _yes(value: bool | None) -> str:
    return "" if value is None else "是" if value else "否"


def _household(family: Family) -> dict[str, Any]:
    return {
        "行政村": family.village,
        "所在组": family.group,
        "联系电话": family.head.phone,
        "在册状态": family.standing,
        "户属性": family.property_code if family.standing != "unregistered" else None,
        "主要致贫原因": family.cause if family.standing != "unregistered" else None,
        "其他致贫原因": "、".join(family.other_causes) if family.standing != "unregistered" else None,
        "脱贫标志": family.poverty_status if family.standing in ("registered", "exited_earlier") else None,
        "识别标准": "1" if family.standing in ("registered", "exited_earlier") else None,
        "识别年度": family.recognition_year if family.standing in ("registered", "exited_earlier") else None,
        "退出年度": family.exit_year,
    }


def _living(living: Living) -> dict[str, Any]:
    return {
        "耕地面积(亩)": living.farmland,
        "有效灌溉面积(亩)": living.irrigated,
        "住房面积(㎡)": living.housing,
        "是否危房户": _yes(living.dangerous),
        "危房级别": living.danger_grade,
        "饮水是否安全": "是",
        "饮水是否困难": "否",
        "通生活用电": "是",
        "卫生厕所": _yes(living.toilet),
        "主要燃料": living.fuel,
        "入户路": living.road,
        "与村主干路距离(km)": living.distance,
        "参加合作社": _yes(living.cooperative),
    }


def _income(income: Income) -> dict[str, Any]:
    return {
        "工资性收入": income.wage,
        "生产经营性收入": income.production,
        "财产性收入": income.property,
        "计划生育金": income.family_planning,
        "低保金": income.dibao,
        "特困供养金": income.tekun,
        "养老金": income.pension,
        "生态补偿金": income.ecological,
        "其他转移性收入": income.other_transfer,
        "生产经营性支出": income.production_expense,
    }


def _member(person: Person) -> dict[str, Any]:
    return {
        "姓名": person.name,
        "性别": "1" if person.male else "2",
        "证件类型": "1",
        "证件号码": person.id_number,
        "出生日期": person.birth.isoformat(),
        "与户主关系": person.relation,
        "民族": person.ethnicity,
        "文化程度": person.education,
        "在校生状况": person.school_status,
        "健康状况": "、".join(person.health),
        "劳动技能": person.labour_skill,
        "务工区域": person.work_area,
        "务工时间(月)": person.work_months or None,
        "就业意愿": _yes(person.willing),
        "无就业意愿原因": person.unwilling_reason,
        "是否享受低保": _yes(person.dibao),
        "是否特困供养": _yes(person.tekun),
        "城乡居民基本医保": "是",
        "残疾人证号": person.certificate,
    }


def rows(families: list[Family]) -> list[dict[str, Any]]:
    """One row a person; what belongs to the household stands on its head's row."""
    found: list[dict[str, Any]] = []
    for number, family in enumerate(families, 1):
        for place, person in enumerate(family.members):
            row: dict[str, Any] = {"户序号": str(number)}
            if place == 0:
                row |= _household(family)
            row |= _member(person)
            if place == 0 and family.living and family.income:
                row |= _living(family.living) | _income(family.income)
            found.append(row)
    return found


def roster(families: list[Family]) -> bytes:
    """The .xlsx of these families: text cells for whatever is not an amount."""
    table = rows(families)
    headers = list(dict.fromkeys(key for row in table for key in row))
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.append(headers)
    for row in table:
        cells = []
        for header in headers:
            value = row.get(header)
            cell = WriteOnlyCell(sheet, value)
            if isinstance(value, str):
                cell.number_format = TEXT
            cells.append(cell)
        sheet.append(cells)
    target = BytesIO()
    book.save(target)
    return target.getvalue()
