"""Which village a household's cells mean: by code, or by name with or without its township. Pure.

Names, suffixes and codes are `kit.regions`' subject; here they become findings of a cell.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from kit import region_keys
from kit.regions import RegionIndex

_CODE: Final = re.compile(r"\d{9,12}", re.ASCII)
_TOWNSHIP_ENDS: Final = re.compile(r"[镇乡]|街道|园区|开发区")
_CHOICES: Final = 5
_VILLAGE_LENGTH: Final = 12
_TOWNSHIP_LENGTH: Final = 9


@dataclass(frozen=True, slots=True)
class Unresolved:
    """No one village: the finding's code, the column at fault, details for its words."""

    code: str
    column: str
    details: dict[str, Any] = field(default_factory=dict)


class Villages:
    """The villages of one county, to be asked for each household of a file."""

    def __init__(self, county_code: str, index: RegionIndex) -> None:
        """`county_code`: the county's official code; `index`: the county with everything below it."""
        self._county_code = county_code
        self._index = index
        self._known: dict[tuple[str, str], str | Unresolved] = {}

    def resolve(self, township: str, village: str) -> str | Unresolved:
        """The village's region key, or why there is none. Empty texts stand for empty cells."""
        asked = (township, village)
        if asked not in self._known:
            self._known[asked] = self._resolve(township, village)
        return self._known[asked]

    def name(self, key: str) -> str:
        """Township and village as the grid shows them."""
        if key not in self._index:
            return key
        return f"{self._index.name(key[:_TOWNSHIP_LENGTH])} {self._index.name(key)}"

    def _resolve(self, township: str, village: str) -> str | Unresolved:
        if _CODE.fullmatch(village):
            return self._by_code(village)
        if not township:
            return self._by_name(village, *self._split(village))
        within = self._index.of_code(township) or self._township(township)
        if within is None or region_keys.level(within) != "township":
            return Unresolved("township-unknown", "township")
        return self._by_name(village, within, village)

    def _by_code(self, code: str) -> str | Unresolved:
        key = self._index.of_code(code)
        if key is not None and region_keys.level(key) == "village":
            return key
        elsewhere = len(code) == _VILLAGE_LENGTH and not code.startswith(self._county_code)
        return Unresolved("village-elsewhere" if elsewhere else "village-unknown", "village")

    def _township(self, text: str) -> str | None:
        return self._index.resolve(text, level="township").key

    def _split(self, text: str) -> tuple[str, str]:
        """Township and village in one cell: 葛渔城镇辛庄子村. Without a township ("", the text)."""
        for mark in _TOWNSHIP_ENDS.finditer(text):
            rest = text[mark.end() :]
            within = self._township(text[: mark.end()])
            if rest and within:
                return within, rest
        return "", text

    def _by_name(self, whole: str, within: str, text: str) -> str | Unresolved:
        found = self._index.resolve(text, below=within, level="village")
        if not found.keys:
            found = self._index.resolve(whole, below=within, level="village")
        if found.key is not None:
            return found.key
        if not found.is_ambiguous:
            return Unresolved("village-unknown", "village")
        choices = [f"{self.name(key)} {key}" for key in found.keys[:_CHOICES]]
        return Unresolved("village-ambiguous", "village", {"choices": choices})
