"""How names sort: by pinyin, with the readings that a character takes as a surname."""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin

_SURNAME_READINGS = {
    "曾": "zeng",
    "单": "shan",
    "仇": "qiu",
    "解": "xie",
    "查": "zha",
    "区": "ou",
    "任": "ren",
    "华": "hua",
    "翟": "zhai",
    "盖": "ge",
    "朴": "piao",
    "乐": "yue",
    "种": "chong",
    "召": "shao",
    "缪": "miao",
    "尉": "wei",
    "覃": "qin",
    "员": "yun",
    "隗": "kui",
    "繁": "po",
    "哈": "ha",
    "折": "she",
    "黑": "he",
    "秘": "bi",
    "冼": "xian",
    "牟": "mu",
    "宓": "mi",
    "燕": "yan",
    "万": "wan",
    "纪": "ji",
}


def sort_key(name: str) -> str:
    """Pinyin syllables separated by blanks, then the name itself, so that namesakes of sound stay apart."""
    if not name:
        return ""
    surname = _SURNAME_READINGS.get(name[0]) or _reading(name[0])
    return " ".join([surname, *map(_reading, name[1:]), name])


@lru_cache(maxsize=20_000)
def _reading(character: str) -> str:
    """The most usual reading: names are no phrases, so each character is read by itself."""
    return "".join(lazy_pinyin(character, style=Style.NORMAL))
