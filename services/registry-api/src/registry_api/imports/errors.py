"""A file that cannot be read as a roster at all: why, in words that say what to do."""

from collections.abc import Mapping
from typing import Any

from registry_api.imports.wording import Message, Words, words


class RosterRefused(Exception):
    """The whole file is refused. `code` names the words; `details` fill them (never a protected value)."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details: Mapping[str, Any] = details

    @property
    def message(self) -> Message:
        """The words, both languages."""
        return refusal_message(self.code, self.details)


def refusal_message(code: str, details: Mapping[str, Any]) -> Message:
    """Words of a refusal that was kept as code and details."""
    return REFUSALS[code].fill(details)


CLAIMS_EXHAUSTED = "claims-exhausted"
"""Who sent it was told as often as a day allows that somebody is on file elsewhere."""

REFUSALS: dict[str, Words] = {
    "unreadable": words(
        "读不出这个文件",
        "This file cannot be read",
        "请用 WPS 或 Excel 打开它，另存为 .xlsx，再传一次。",
        "Open it in Excel or WPS, save it as .xlsx and send it again.",
    ),
    "empty": words(
        "文件是空的", "The file is empty", "请选有内容的名册。", "Choose a roster with rows in it."
    ),
    "too-large": words(
        "文件超过 {cap} MB",
        "The file is larger than {cap} MB",
        "请去掉图片和无关的表，或按乡镇分开，再传。",
        "Remove pictures and other sheets, or split it by township.",
    ),
    "old-excel": words(
        "这是旧版 Excel（.xls）文件，改名为 .xlsx 也读不了",
        "This is an old Excel file (.xls); renaming it does not convert it",
        "请打开它，选「另存为」→「Excel 工作簿（.xlsx）」，再传新存的文件。",
        "Open it, choose Save as → Excel workbook (.xlsx), and send the new file.",
    ),
    "encrypted": words(
        "工作簿加了密码，打不开",
        "The workbook is protected by a password",
        "请在 Excel 里取消打开密码，另存后再传。",
        "Remove the password in Excel, save, and send it again.",
    ),
    "web-page": words(
        "这是网页或 XML 文件，不是工作簿",
        "This is a web page or XML file, not a workbook",
        "请用 Excel 打开它，另存为 .xlsx，再传。",
        "Open it in Excel, save it as .xlsx and send it again.",
    ),
    "not-a-workbook": words(
        "压缩包里没有工作簿",
        "There is no workbook in this ZIP file",
        "请传 .xlsx 或 .csv 文件本身，不要压缩。",
        "Send the .xlsx or .csv file itself, not an archive.",
    ),
    "bomb": words(
        "文件展开后太大（超过 {cap} MB），没有读",
        "The file unpacks to more than {cap} MB and was not read",
        "请新建一个工作簿，只把名册的行粘贴进去（选「数值」），再传。",
        "Paste only the roster's rows, as values, into a new workbook and send that.",
    ),
    "too-many-cells": words(
        "表「{sheet}」占到第 {row} 行、第 {column} 列，太大",
        "Sheet {sheet} reaches row {row}, column {column}: too large",
        "请删去名册下方和右侧的空行空列（选中后按「删除」），保存后再传。",
        "Delete the empty rows and columns below and beside the roster, save, and send it again.",
    ),
    "too-many-rows": words(
        "名册有 {rows} 行，一次最多 {cap} 行",
        "The roster has {rows} rows; at most {cap} go at once",
        "请按乡镇分成几个文件。",
        "Split it by township into several files.",
    ),
    "encoding": words(
        "认不出文字编码",
        "The text encoding is unknown",
        "请把 CSV 存为 UTF-8 或 GB18030（GBK），或改传 .xlsx。",
        "Save the CSV as UTF-8 or GB18030, or send an .xlsx.",
    ),
    "broken-csv": words(
        "第 {row} 行的引号不成对",
        "The quotation marks of line {row} do not match",
        "请改好这一行，或改传 .xlsx。",
        "Mend that line, or send an .xlsx.",
    ),
    "no-roster": words(
        "没有找到名册：{sheets} 里都没有同时含姓名、证件号码、与户主关系、行政村的表头",
        "No roster found: no sheet of {sheets} has a header with name, ID number, relation and village",
        "缺的列：{missing}。请对照模板的表头补齐。",
        "Missing columns: {missing_en}. Compare the header with the template.",
    ),
    "which-sheet": words(
        "有几张表都像名册：{sheets}",
        "Several sheets look like a roster: {sheets}",
        "请选其中一张，再传一次。",
        "Choose one of them and send the file again.",
    ),
    "no-such-sheet": words(
        "没有叫「{sheet}」的表",
        "There is no sheet called {sheet}",
        "这个文件里的表：{sheets}。",
        "The sheets of this file: {sheets}.",
    ),
    "twice-recognised": words(
        "{first} 列和 {second} 列都像「{column}」",
        "Columns {first} and {second} both look like {column_en}",
        "请删去或改名其中一列。",
        "Delete or rename one of them.",
    ),
    "no-rows": words(
        "表「{sheet}」只有表头，没有人",
        "Sheet {sheet} has a header and no persons",
        "请填好名册再传。",
        "Fill in the roster and send it again.",
    ),
    "not-a-county": words(
        "名册由县（市、区）导入",
        "Rosters are imported by a county",
        "请换到县级岗位再传。",
        "Change to a county post and send it again.",
    ),
    CLAIMS_EXHAUSTED: words(
        "今天查重的次数已到上限，其余的户还没有写入",
        "No more checks for persons on file today; the households that are left were not written",
        "已写入的户不受影响。请明天再传或继续写入；别处已有的人很多时，请按乡镇分成几个文件。",
        "What is written stays. Send it again or go on tomorrow; where many persons are on file elsewhere, "
        "split the file by township.",
    ),
    "interrupted": words(
        "读到一半出错，没有写入任何内容",
        "Reading failed half-way; nothing was written",
        "请再传一次；仍不行，把编号 {reference} 告诉系统管理员。",
        "Send it again; if it fails again, give the reference {reference} to the system administrator.",
    ),
}
