"""A code list as the cells of a roster write it: 01, 1, 因病, 01 因病, 01-因病."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from registry_api.code_lists import relations
from registry_api.code_lists.catalogue import CATALOGUE
from registry_api.code_lists.lists import CodeList

_CODE_AND_LABEL = re.compile(r"^(\d{1,2})[\s.,、:：\-—]*(\D.*)$")


def plain(text: str) -> str:
    """Half width, without blanks and brackets: how labels are compared."""
    return re.sub(r"[\s()（）\[\]]+", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True, slots=True)
class CodeTable:
    """One code list: code -> Chinese label, and what else people write for a code."""

    labels: Mapping[str, str]
    _codes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, labels: Mapping[str, str], also: Iterable[tuple[str, str]] = ()) -> "CodeTable":
        """`labels`: code -> label; `also`: (another spelling, code)."""
        codes: dict[str, str] = {}
        for code, label in labels.items():
            for name in (code, code.lstrip("0") or "0", plain(label)):
                codes.setdefault(name, code)
        for spelling, code in also:
            codes.setdefault(plain(spelling), code)
        return cls(labels, codes)

    def find(self, text: str) -> str | None:
        """The code for a cell's text, None if it is not in the list or its code and label disagree."""
        text = unicodedata.normalize("NFKC", text).strip()
        found = self._codes.get(plain(text))
        if found is not None:
            return found
        parts = _CODE_AND_LABEL.match(text)
        if parts is None:
            return None
        by_code, by_label = self._codes.get(parts[1]), self._codes.get(plain(parts[2]))
        return by_code if by_code is not None and by_code == by_label else None

    def shown(self, code: str) -> str:
        """As lists and workbooks show a code: "01 因病", or the label alone where the code is a mere key."""
        return f"{code} {self.labels[code]}" if code.isdigit() else self.labels[code]

    @property
    def known(self) -> str:
        """All values in one line."""
        return "、".join(self.shown(code) for code in self.labels)


ALSO: dict[str, tuple[tuple[str, str], ...]] = {
    "standing": (
        ("在册", "registered"),
        ("在册户", "registered"),
        ("贫困户", "registered"),
        ("建档立卡户", "registered"),
        ("历史脱贫", "exited_earlier"),
        ("早年脱贫", "exited_earlier"),
        ("清退", "cleared"),
        ("消亡", "extinct"),
        ("申请中", "applying"),
        ("未登记", "unregistered"),
        ("一般农户", "unregistered"),
        ("其他农户", "unregistered"),
    ),
    "category": (
        ("五保贫困户", "06"),
        ("特困供养户", "06"),
        ("特困户", "06"),
        ("五保特困供养贫困户", "06"),
        ("低收入农户", "05"),
    ),
    "cause": (
        ("缺劳动力", "08"),
        ("交通落后", "10"),
        ("自身发展力不足", "11"),
        ("其它", "99"),
        ("缺地", "05"),
    ),
    "poverty_status": (("已脱贫", "1"), ("是", "1"), ("否", "0"), ("未脱贫户", "0")),
    "education": (
        ("文盲", "01"),
        ("半文盲", "01"),
        ("大专", "05"),
        ("本科", "05"),
        ("大学", "05"),
        ("中专", "04"),
        ("高中或中专", "04"),
        ("学龄前", "06"),
    ),
    "school_status": (
        ("无", "01"),
        ("否", "01"),
        ("不在校", "01"),
        ("学龄前教育", "02"),
        ("初一", "04"),
        ("初二", "05"),
        ("初三", "06"),
        ("高一", "07"),
        ("高二", "08"),
        ("高三", "09"),
    ),
    "health": (("慢性病", "02"), ("长期慢病", "02"), ("大病", "03"), ("残", "04"), ("良好", "01")),
    "labour_skill": (
        ("普通", "01"),
        ("技能", "02"),
        ("弱劳动力", "05"),
        ("半劳动力", "05"),
        ("弱劳力", "05"),
    ),
    "ethnicity": tuple(
        (code.zh.removesuffix("族"), code.code) for code in CATALOGUE["ethnicity"] if code.zh.endswith("族")
    ),
    "gender": (("男性", "1"), ("女性", "2")),
    "id_type": (("身份证", "1"), ("残疾证", "2")),
    "unwilling_reason": (("照料", "caring"), ("病", "illness"), ("上学", "schooling")),
    "entry_road": (("泥土", "01"), ("砂石", "02"), ("水泥", "03"), ("沥青", "04"), ("柏油路", "04")),
    "house_danger_grade": (("C级", "C"), ("D级", "D"), ("c", "C"), ("d", "D")),
    "political_status": (("党员", "01"), ("预备党员", "02"), ("团员", "03")),
}
"""What rosters write beside the official labels."""

RELATION_WORDS: tuple[tuple[str, str], ...] = (
    ("本人", "01"),
    ("丈夫", "11"),
    ("妻子", "12"),
    ("爱人", "10"),
    ("儿子", "20"),
    ("女儿", "30"),
    ("父", "51"),
    ("母", "52"),
    ("孙", "41"),
    ("外孙", "43"),
    ("外孙女", "44"),
    ("爷爷", "61"),
    ("奶奶", "62"),
    ("哥哥", "71"),
    ("弟弟", "73"),
    ("姐姐", "75"),
    ("妹妹", "77"),
    ("儿媳妇", "38"),
    ("侄儿", "93"),
    ("养子", "27"),
    ("养女", "37"),
)


def table_of(code_list: CodeList) -> CodeTable:
    """The cells' view of one of the registry's code lists."""
    return CodeTable.of({code.code: code.zh for code in code_list}, ALSO.get(code_list.key, ()))


def all_tables() -> dict[str, CodeTable]:
    """Every list of the registry, by key."""
    return {key: table_of(code_list) for key, code_list in CATALOGUE.items()}


class RelationList(StrEnum):
    """Which list the codes of 与户主关系 are of. Words are understood with either."""

    NATIONAL = "national"
    GB_T_4761 = "gb-t-4761"


@dataclass(frozen=True, slots=True)
class Relations:
    """与户主关系: codes of the file's own list, words of both; the value is always GB/T 4761."""

    table: CodeTable
    _national: bool
    _words: CodeTable

    @classmethod
    def of(cls, listed: RelationList) -> Self:
        """For a file whose codes are of `listed`."""
        words = CodeTable.of({code.code: code.zh for code in relations.RELATION}, RELATION_WORDS)
        national = listed is RelationList.NATIONAL
        return cls(table_of(relations.NATIONAL_RELATION) if national else words, national, words)

    def shown(self, stored: str) -> str:
        """A stored GB/T 4761 code in the words of the file's list, where that list can tell it."""
        if self._national and relations.from_national(relations.to_national(stored)) == stored:
            return self.table.shown(relations.to_national(stored))
        return self._words.labels.get(stored, stored)

    def same(self, on_file: str, said: str) -> bool:
        """True where the file's list can say no more than what is on file: 之子 for 长子."""
        if self._national and relations.from_national(relations.to_national(said)) == said:
            return relations.to_national(on_file) == relations.to_national(said)
        return on_file == said

    def find(self, text: str) -> tuple[str, str] | None:
        """(GB/T 4761 code, what the grid shows) of a cell, or None.

        A bare code is of the file's list only: 02 is 配偶 in one list and 户主 in the other.
        """
        code = self.table.find(text)
        if code is not None:
            stored = relations.from_national(code) if self._national else code
            return (stored, self.table.shown(code)) if stored else None
        if any(character.isdigit() for character in text):
            return None
        code = self._words.find(text)
        return (code, self._words.labels[code]) if code else None
