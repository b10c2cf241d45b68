"""What is wrong with a cell or a household, by sheet, row and column, and the words for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from registry_api.identity_numbers.rules import WORDS as NUMBER_WORDS
from registry_api.imports.errors import CLAIMS_EXHAUSTED
from registry_api.imports.wording import Message, Words, words


@dataclass(frozen=True, slots=True)
class Finding:
    """One error. `row` counts as in the file (from 1); `column` is a column key, None for the whole row.

    `details` fill the words and never hold what the cell says: it may be a protected value in a wrong column.
    """

    code: str
    row: int
    column: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


def finding_message(code: str, details: Mapping[str, Any], value: str = "") -> Message:
    """Words of a finding that was kept as code and details; `value` is the cell's text, for its uploader."""
    return FINDINGS[code].fill({**details, "value": value})


CELLS: dict[str, Words] = {
    "formula": words(
        "{address} 是公式",
        "{address} holds a formula",
        "复制这一列，在原处「选择性粘贴」→「数值」。",
        "Copy the column and paste it in place as values.",
    ),
    "merged": words(
        "{address} 是合并单元格",
        "{address} is a merged cell",
        "取消合并，每一行都填上内容。",
        "Unmerge it and fill in each row.",
    ),
    "control-character": words(
        "单元格里有看不见的控制字符",
        "The cell holds invisible control characters",
        "请重新录入这一格。",
        "Type this cell again.",
    ),
    "empty": words("「{column}」没有填", "{column_en} is empty", "请填上。", "Fill it in."),
    "number-in-text": words(
        "「{column}」里写了证件号码一类的长号",
        "{column_en} holds a long number such as an ID number",
        "号码只写在它自己的列里。",
        "Such numbers belong in their own columns only.",
    ),
    "too-long": words(
        "「{column}」超过 {cap} 个字",
        "{column_en} is longer than {cap} characters",
        "请缩短。",
        "Shorten it.",
    ),
    "number-cell": words(
        "号码被存成数字，末几位已丢",
        "The number was stored as a numeric cell and lost its last digits",
        "请把这一列设为「文本」格式，对照证件重新录入整个号码。",
        "Format the column as text and type the whole number again from the document.",
    ),
    "certificate-length": words(
        "残疾人证号应为 20 位或 22 位",
        "A disability certificate has 20 or 22 characters",
        "请对照残疾人证改。",
        "Correct it from the certificate.",
    ),
    "certificate-person": words(
        "残疾人证号前 18 位与证件号码不同",
        "The certificate's first 18 characters differ from the ID number",
        "两个号码要对着证件核一遍。",
        "Compare both numbers with the documents.",
    ),
    "date-not-real": words(
        "日期不存在",
        "There is no such day",
        "请按「2018-02-28」的写法改成真实日期。",
        "Enter a real date, written 2018-02-28.",
    ),
    "date-unreadable": words(
        "看不出是哪一天", "This cannot be read as a date", "请写成「2018-02-28」。", "Write it as 2018-02-28."
    ),
    "date-future": words("日期晚于今天", "The date lies in the future", "请改。", "Correct it."),
    "birth-mismatch": words(
        "出生日期与证件号码中的日期不一致",
        "The birth date differs from the one in the ID number",
        "请对照户口簿，改错的那一个；也可留空，按证件号码填。",
        "Correct the wrong one, or leave the birth date empty: it follows from the ID number.",
    ),
    "gender-mismatch": words(
        "性别与证件号码第 17 位不符",
        "The gender does not fit digit 17 of the ID number",
        "请对照户口簿改；也可留空，按证件号码填。",
        "Correct it, or leave it empty: it follows from the ID number.",
    ),
    "unknown-code": words(
        "「{column}」不认：{value}",
        "{column_en} is not a known value: {value}",
        "可填：{known}。",
        "Known values: {known}.",
    ),
    "yes-no": words(
        "「{column}」应填 是 或 否",
        "{column_en} is yes or no",
        "请填 是 或 否。",
        "Enter 是 (yes) or 否 (no).",
    ),
    "not-a-number": words(
        "「{column}」不是数",
        "{column_en} is not a number",
        "只填数字，不带单位。",
        "Enter digits only, no unit.",
    ),
    "out-of-range": words(
        "「{column}」应在 {least} 到 {most} 之间",
        "{column_en} must lie between {least} and {most}",
        "请核对。",
        "Check it.",
    ),
    "too-precise": words(
        "「{column}」最多两位小数",
        "{column_en} has at most two decimals",
        "请四舍五入到两位。",
        "Round it to two.",
    ),
    "phone": words(
        "电话号码不对",
        "This is no phone number",
        "手机填 11 位，座机填区号和号码，如 0316-2345678。",
        "11 digits, or area code and number: 0316-2345678.",
    ),
    "digits": words(
        "「{column}」应是{length}位数字", "{column_en} is made of{length_en} digits", "请核对。", "Check it."
    ),
    "bank-account": words(
        "一卡通账号校验不过",
        "The bank account fails its check",
        "请对照存折或卡逐位核对。",
        "Compare each digit with the card or pass-book.",
    ),
    "name": words(
        "姓名里有数字或符号",
        "The name holds digits or signs",
        "只填姓名，少数民族姓名可用间隔号「·」。",
        "Enter the name only; a middle dot is allowed.",
    ),
    "village-unknown": words(
        "本县没有这个村：{value}",
        "There is no such village in this county: {value}",
        "请填 12 位行政村代码，或写明乡镇和村名。",
        "Enter the 12-digit code, or township and village.",
    ),
    "village-ambiguous": words(
        "叫「{value}」的村不止一个：{choices}",
        "More than one village is called {value}: {choices}",
        "请填乡镇，或填 12 位行政村代码。",
        "Fill in the township, or the 12-digit code.",
    ),
    "village-elsewhere": words(
        "这个村不在本县（市、区）：{value}",
        "This village is not in your county: {value}",
        "本名册只收本县的户；外县的户请由该县导入。",
        "Only households of your own county belong here.",
    ),
    "township-unknown": words(
        "本县没有这个乡镇：{value}",
        "There is no such township in this county: {value}",
        "请核对乡镇名称。",
        "Check the name.",
    ),
}

HOUSEHOLDS: dict[str, Words] = {
    "two-heads": words(
        "一户两个户主：第 {rows} 行",
        "Two heads in one household: rows {rows}",
        "留一个户主，其余改成与户主的真实关系。",
        "Keep one, and give the others their relation to the head.",
    ),
    "head-missing": words(
        "缺户主：本户 {persons} 人，没有「户主」",
        "No head among the {persons} persons of this household",
        "请补上户主那一行，或把其中一人改为户主。",
        "Add the head's row, or make one of them the head.",
    ),
    "rows-differ": words(
        "本户各行的「{column}」不一样：与第 {other} 行不同",
        "{column_en} differs from row {other} of the same household",
        "户的信息只填户主那一行，或各行填成一样。",
        "Fill it on the head's row only, or alike on each row.",
    ),
    "head-differs": words(
        "户主姓名或证件号码与户主那一行不同",
        "The head's name or number differs from the head's own row",
        "请改成一样。",
        "Make them alike.",
    ),
    "same-person": words(
        "同一人出现两次，与第 {other} 行相同",
        "The same person as in row {other}",
        "删去一行。",
        "Delete one of the two rows.",
    ),
    "same-official-no": words(
        "户编号与第 {other} 行的另一户相同",
        "Another household of this file has this number: row {other}",
        "请核对户编号。",
        "Check the official number.",
    ),
    "person-elsewhere": words(
        "别处已有此人",
        "This person is already on file elsewhere",
        "不能重复建档。请核对证件号码；号码无误的，请走转入，不能新建。",
        "Check the ID number; if it is right, the person has to be moved here and cannot be created.",
    ),
    "person-here": words(
        "此人已在本县另一户（{official_no}）",
        "This person is on file in household {official_no} of this county",
        "请核对这一行是否放错了户。",
        "Check whether the row stands in the wrong household.",
    ),
    "official-no-elsewhere": words(
        "这个户编号已被别的户用了",
        "This official number belongs to another household",
        "请核对；新户可以留空，由系统编号。",
        "Check it; for a new household leave it empty.",
    ),
    "official-no-other": words(
        "户编号在册的是另一户，户内没有这些人",
        "The household on file under this number has none of these persons",
        "请核对户编号与证件号码。",
        "Compare the official number with the ID numbers.",
    ),
    CLAIMS_EXHAUSTED: words(
        "今天查重的次数已到上限，这一户没有写入",
        "No more checks for persons on file today; this household was not written",
        "请明天下载错误簿再传。",
        "Send the error workbook tomorrow.",
    ),
    "not-written": words(
        "这一户没能写入",
        "This household could not be written",
        "请核对各栏后再传；仍不行，告诉系统管理员。",
        "Check its cells and send it again; if it fails again, tell the system administrator.",
    ),
    "rule": words("{zh}", "{en}", "{todo_zh}", "{todo_en}"),
}

# What an ID or certificate number may have wrong is the subject of identity_numbers, words included.
NUMBERS: dict[str, Words] = {
    f"{of}-{problem}": words(zh, en, todo_zh, todo_en)
    for of, todo_zh, todo_en in (
        ("id", "请对照身份证或户口簿改。", "Correct it from the identity card or household register."),
        ("certificate", "请对照残疾人证改。", "Correct it from the certificate."),
    )
    for problem, (zh, en) in NUMBER_WORDS.items()
}

FINDINGS: dict[str, Words] = NUMBERS | CELLS | HOUSEHOLDS
