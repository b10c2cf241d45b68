"""Which village a household's cells mean: by 12-digit code, or by name with or without its township. Pure."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

_SUFFIXES = re.compile(
    r"(村民委员会|社区居民委员会|居民委员会|村委会|居委会|行政村|社区|街道办事处|街道|回族乡|满族乡|回族镇|村|镇|乡)$"
)
_KEPT = 2
"""A suffix is dropped only where at least this many characters stay: 王村 is not 王."""


@dataclass(frozen=True, slots=True)
class Place:
    """One township or village of the county; `key` is its region key, `code` its official code of the day."""

    key: str
    code: str
    name: str
    township_key: str = ""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """No one village: the finding's code, the column at fault, details for its words."""

    code: str
    column: str
    details: dict[str, Any] = field(default_factory=dict)


def bare(name: str) -> str:
    """A place's name without the usual suffixes: 辛庄子村村民委员会, 辛庄子村 and 辛庄子 are one."""
    text = re.sub(r"[\s()（）]+", "", unicodedata.normalize("NFKC", name))
    while True:
        shorter = _SUFFIXES.sub("", text)
        if shorter == text or len(shorter) < _KEPT:
            return text
        text = shorter


class Villages:
    """The villages of one county, to be asked for each household of a file."""

    def __init__(self, county_code: str, townships: Sequence[Place], villages: Sequence[Place]) -> None:
        self._county_code = county_code
        self._names = {township.key: township.name for township in townships}
        self._townships = _by_name(townships)
        self._township_codes = {township.code: township.key for township in townships}
        self._villages = _by_name(villages)
        self._codes = {village.code: village.key for village in villages}
        self._known: dict[tuple[str, str], str | Unresolved] = {}
        self.names = {village.key: village.name for village in villages}

    def resolve(self, township: str, village: str) -> str | Unresolved:
        """The village's region key, or why there is none. Empty texts stand for empty cells."""
        asked = (township, village)
        if asked not in self._known:
            self._known[asked] = self._resolve(township, village)
        return self._known[asked]

    def township_of(self, village_key: str) -> str:
        """Name of the township above a village key."""
        return self._names.get(village_key[:9], "")

    def _resolve(self, township: str, village: str) -> str | Unresolved:
        if re.fullmatch(r"\d{9,12}", village):
            return self._by_code(village)
        within: str | None = None
        if township:
            found = self._township(township)
            if isinstance(found, Unresolved):
                return found
            within = found
        else:
            within, village = self._split(village)
        return self._by_village_name(village, within)

    def _by_code(self, code: str) -> str | Unresolved:
        if code in self._codes:
            return self._codes[code]
        elsewhere = len(code) == 12 and not code.startswith(self._county_code)
        return Unresolved("village-elsewhere" if elsewhere else "village-unknown", "village")

    def _township(self, text: str) -> str | Unresolved:
        if text in self._township_codes:
            return self._township_codes[text]
        found = self._named(self._townships, text)
        return found[0].key if len(found) == 1 else Unresolved("township-unknown", "township")

    def _split(self, text: str) -> tuple[str | None, str]:
        """Township and village in one cell: 葛渔城镇辛庄子村."""
        for mark in re.finditer(r"[镇乡]|街道|园区|开发区", text):
            found = self._named(self._townships, text[: mark.end()])
            if len(found) == 1 and mark.end() < len(text):
                return found[0].key, text[mark.end() :]
        return None, text

    def _by_village_name(self, text: str, within: str | None) -> str | Unresolved:
        found = [place for place in self._named(self._villages, text) if within in (None, place.township_key)]
        if len(found) == 1:
            return found[0].key
        if not found:
            return Unresolved("village-unknown", "village")
        choices = [f"{self.township_of(place.key)} {place.name} {place.code}" for place in found[:5]]
        return Unresolved("village-ambiguous", "village", {"choices": choices})

    @staticmethod
    def _named(names: dict[str, list[Place]], text: str) -> list[Place]:
        """Places of that name; of several those that bear it letter by letter."""
        found = names.get(bare(text), [])
        exact = [place for place in found if place.name == text]
        return exact if len(exact) == 1 else found


def _by_name(places: Iterable[Place]) -> dict[str, list[Place]]:
    names: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        names[bare(place.name)].append(place)
    return names
