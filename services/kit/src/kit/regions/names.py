"""Names of regions as registers write them and as people do. Pure: no database."""

import unicodedata
from typing import Final

from pypinyin import Style, lazy_pinyin

_VILLAGE_BODIES: Final = ("村民委员会", "村委会")
_OTHER_BODIES: Final = ("居民委员会", "居委会", "街道办事处")
_SUFFIXES: Final = (
    "村民委员会", "居民委员会", "街道办事处", "村委会", "居委会", "社区", "街道", "自治县",
    "村", "镇", "乡", "县", "市", "区",
)  # fmt: skip
_SHORTEST_STEM: Final = 1


def plain(text: str) -> str:
    """Without spaces, full-width forms made narrow."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def short(name: str) -> str:
    """A region's name as people say it: 椅子圈村村委会 and 椅子圈村委会 are both 椅子圈村."""
    for body in _VILLAGE_BODIES:
        if name.endswith(body) and len(name) > len(body):
            base = name.removesuffix(body)
            return base if base.endswith("村") else f"{base}村"
    for body in _OTHER_BODIES:
        if name.endswith(body) and len(name) > len(body):
            base = name.removesuffix(body)
            return f"{base}街道" if body == "街道办事处" else base
    return name


def stem(name: str) -> str:
    """The name without its usual suffixes, for comparing what different registers call a region."""
    found = plain(name)
    # 官道村村委会 carries two: the village's own and its committee's.
    for _ in range(2):
        for suffix in _SUFFIXES:
            if found.endswith(suffix) and len(found) - len(suffix) >= _SHORTEST_STEM:
                found = found.removesuffix(suffix)
                break
    return found


def pinyin(name: str) -> str:
    """Pinyin of the short name without tones or spaces, by which names sort and are searched."""
    return "".join(lazy_pinyin(short(name), style=Style.NORMAL)).lower()


def initials(name: str) -> str:
    """First letters of the pinyin: 大城县 -> dcx."""
    return "".join(lazy_pinyin(short(name), style=Style.FIRST_LETTER)).lower()
