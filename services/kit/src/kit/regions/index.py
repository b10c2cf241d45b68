"""All regions of a part of the installation in memory: for imports, which ask for a village a row."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from asyncpg import Record
from sqlalchemy import Date, Text, bindparam, text

from kit import region_keys
from kit.db import Prepared, Tx
from kit.regions import names

_LOAD: Final = Prepared(
    text(
        """
        select region_key, code, name from region_name
        where region_key collate "C" >= :lo and region_key collate "C" < :hi
          and valid_from <= :day and (valid_to is null or valid_to > :day)
        """
    ).bindparams(bindparam("day", type_=Date), bindparam("lo", type_=Text), bindparam("hi", type_=Text))
)
# Codes are often written padded to twelve digits: 131002100000 is the township 131002100.
_PADDED_LENGTH: Final = 12


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means: one region, or the several that it may mean, or none."""

    keys: tuple[str, ...] = ()

    @property
    def key(self) -> str | None:
        """The region, if it is exactly one."""
        return self.keys[0] if len(self.keys) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        """True if the name means several regions."""
        return len(self.keys) > 1


@dataclass(frozen=True)
class RegionIndex:
    """Regions by code and by name, as they were called on one day."""

    _by_code: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    # Exact name, short name, stem: the first that finds anything decides.
    _by_name: tuple[dict[str, list[str]], ...] = field(
        default_factory=lambda: (defaultdict(list), defaultdict(list), defaultdict(list))
    )

    @classmethod
    async def load(cls, tx: Tx, upper: str, day: date) -> "RegionIndex":
        """The region `upper` with everything below it."""
        lo, hi = region_keys.span(upper)
        return cls.of(await tx.all(_LOAD, lo=lo, hi=hi, day=day))

    @classmethod
    def of(cls, rows: Iterable[Record | dict[str, str]]) -> "RegionIndex":
        """From rows with region_key, code and name."""
        index = cls()
        for row in rows:
            key, name = row["region_key"], row["name"]
            index._by_code[row["code"]] = key
            index._names[key] = names.short(name)
            for known, form in zip(
                index._by_name, (names.plain(name), names.short(name), names.stem(name)), strict=True
            ):
                known[form].append(key)
        return index

    def __contains__(self, key: str) -> bool:
        return key in self._names

    def name(self, key: str) -> str:
        """The short name. Raises KeyError for a region outside the index."""
        return self._names[key]

    def of_code(self, code: str) -> str | None:
        """The key of an official code in natural length or padded with zeros to twelve digits."""
        found = names.plain(code)
        if found in self._by_code:
            return self._by_code[found]
        if len(found) != _PADDED_LENGTH:
            return None
        for length in sorted(region_keys.LEVELS, reverse=True):
            if found[length:] == "0" * (_PADDED_LENGTH - length) and found[:length] in self._by_code:
                return self._by_code[found[:length]]
        return None

    def resolve(self, name: str, *, below: str = "", level: str | None = None) -> Resolution:
        """The regions that a name may mean, suffixes aside, below a region and of a level (as in LEVELS)."""
        wanted = names.plain(name)
        for known, form in zip(self._by_name, (wanted, names.short(wanted), names.stem(wanted)), strict=True):
            keys = tuple(
                key
                for key in known.get(form, ())
                if key.startswith(below) and (level is None or region_keys.level(key) == level)
            )
            if keys:
                return Resolution(keys)
        return Resolution()
