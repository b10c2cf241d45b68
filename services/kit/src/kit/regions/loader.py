"""Loading regions: reference data, written by the owner, the same in every service's database."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Final

import asyncpg

from kit import region_keys
from kit.regions import names

DOCUMENT: Final = "国家统计局 统计用区划代码和城乡划分代码 2018"
# What the names were before the first load is not on record.
SINCE_EVER: Final = date.min

_ADD_REGION: Final = """
insert into region (region_key, level, parent_key, rank) values ($1, $2, $3, $4)
on conflict (region_key) do update set rank = excluded.rank where region.rank <> excluded.rank
"""
_ADD_NAME: Final = """
insert into region_name (region_key, valid_from, code, name, short, stem, pinyin, initials, document)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (region_key, valid_from) do nothing
"""


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region as a list of codes gives it; at first load the code becomes the key."""

    code: str
    name: str


def shipped() -> list[RegionRow]:
    """The regions of Langfang of 2018 that come with the project."""
    return [RegionRow(row["code"], row["name"]) for row in _read("langfang-regions-2018.csv")]


def shipped_order() -> dict[str, int]:
    """The customary order 行文次序 of the county-level units: key -> rank."""
    return {row["code"]: int(row["rank"]) for row in _read("langfang-order.csv")}


async def load_shipped(owner_dsn: str) -> None:
    """Load the shipped regions into one service's database, unless they are there: for every start."""
    conn = await asyncpg.connect(owner_dsn)
    try:
        # They are loaded all or none.
        if not await conn.fetchval("select exists (select from region_name where document = $1)", DOCUMENT):
            await load(conn, shipped(), order=shipped_order())
    finally:
        await conn.close()


async def load(
    owner: asyncpg.Connection,
    rows: Iterable[RegionRow],
    *,
    order: Mapping[str, int] | None = None,
    valid_from: date = SINCE_EVER,
    document: str = DOCUMENT,
) -> None:
    """Load regions as owner, all or none. Raises ValueError for a code that is no key or has no parent."""
    found = sorted(rows, key=lambda row: row.code)
    _check(found)
    ranks = order or {}
    behind = len(ranks)
    regions = [
        (row.code, region_keys.level(row.code), _parent(row, found), ranks.get(row.code, behind + place))
        for place, row in enumerate(found)
    ]
    named = [
        (
            row.code, valid_from, row.code, row.name, names.short(row.name), names.stem(row.name),
            names.pinyin(row.name), names.initials(row.name), document,
        )
        for row in found
    ]  # fmt: skip
    async with owner.transaction():
        await owner.executemany(_ADD_REGION, regions)
        await owner.executemany(_ADD_NAME, named)


def _check(rows: Sequence[RegionRow]) -> None:
    codes = {row.code for row in rows}
    top = min((len(code) for code in codes), default=0)
    for row in rows:
        if not region_keys.is_key(row.code):
            raise ValueError(f"{row.code} is no region code")
        if len(row.code) > top and region_keys.parent(row.code) not in codes:
            raise ValueError(f"{row.code} has no parent in the list")


def _parent(row: RegionRow, rows: Sequence[RegionRow]) -> str | None:
    """The parent, if it is in the list: the top of an installation has none."""
    top = len(rows[0].code) if rows else 0
    return region_keys.parent(row.code) if len(row.code) > top else None


def _read(name: str) -> list[dict[str, str]]:
    text = (files("kit.regions") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
