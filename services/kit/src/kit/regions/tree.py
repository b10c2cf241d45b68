"""The tree of regions as it is asked for: children, paths, search by name, code or pinyin."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from asyncpg import Record
from sqlalchemy import Date, Text, bindparam, text

from kit import region_keys
from kit.db import Prepared, Tx
from kit.regions import names

_OF_THE_DAY: Final = "valid_from <= :day and (valid_to is null or valid_to > :day)"
_COLUMNS: Final = """
    r.region_key, r.level, n.code, n.name, n.short,
    array(select u.short from region_name u
          where r.region_key like u.region_key || '%' and length(u.region_key) > :top
            and u.valid_from <= :day and (u.valid_to is null or u.valid_to > :day)
          order by u.region_key) as path
"""


def _prepare(where: str, order: str) -> Prepared:
    statement = text(
        f"select {_COLUMNS} from region r join region_name n using (region_key) "
        f"where {_OF_THE_DAY} and {where} order by {order}"
    )
    return Prepared(statement.bindparams(bindparam("day", type_=Date)))


_CHILDREN: Final = _prepare("r.parent_key = :parent", "r.rank, r.region_key")
_ONE: Final = _prepare("r.region_key = :key", "1")
_SEARCH: Final = Prepared(
    text(
        f"""
        select {_COLUMNS} from region r join region_name n using (region_key)
        where {_OF_THE_DAY}
          and r.region_key collate "C" >= :lo and r.region_key collate "C" < :hi
          and (n.name like :inside or n.short like :inside or n.code like :before
               or n.pinyin like :before or n.initials like :before)
        order by n.short <> :exact, length(r.region_key), r.rank, r.region_key limit :most
        """
    ).bindparams(
        bindparam("day", type_=Date), bindparam("lo", type_=Text), bindparam("hi", type_=Text),
        bindparam("exact", type_=Text), bindparam("inside", type_=Text), bindparam("before", type_=Text),
    )
)  # fmt: skip
# Paths leave the city out: everybody knows which one it is.
_CITY_LENGTH: Final = 4


@dataclass(frozen=True, slots=True)
class Region:
    """A region of a day. `path` holds the short names from the county down to itself."""

    key: str
    level: str
    code: str
    name: str
    short: str
    path: tuple[str, ...]


async def children(tx: Tx, parent: str, day: date) -> list[Region]:
    """The regions directly below, in customary order."""
    return [_region(row) for row in await tx.all(_CHILDREN, parent=parent, day=day, top=_CITY_LENGTH)]


async def find(tx: Tx, key: str, day: date) -> Region | None:
    """One region by its key."""
    row = await tx.first(_ONE, key=key, day=day, top=_CITY_LENGTH)
    return _region(row) if row else None


async def search(tx: Tx, query: str, upper: str, day: date, *, limit: int = 20) -> list[Region]:
    """Regions of `upper` and below whose name holds `query`, or whose code, pinyin or initials begin so."""
    wanted = names.plain(query).lower()
    if not wanted:
        return []
    lo, hi = region_keys.span(upper)
    safe = wanted.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    rows = await tx.all(
        _SEARCH, inside=f"%{safe}%", before=f"{safe}%", exact=wanted, lo=lo, hi=hi, day=day, most=limit,
        top=_CITY_LENGTH,
    )  # fmt: skip
    return [_region(row) for row in rows]


def _region(row: Record) -> Region:
    path = tuple(row["path"]) or (row["short"],)
    return Region(row["region_key"], row["level"], row["code"], row["name"], row["short"], path)
