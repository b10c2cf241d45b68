"""A figure, its children, its rows and its digest, all read from `counted` under the caller's scope."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from asyncpg import Record
from sqlalchemy import BigInteger, Date, SmallInteger, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.elements import BindParameter

from kit import region_keys
from kit.counted.indicator import Indicator, Kind
from kit.db import Prepared, Tx
from kit.known import CURRENT, RECORDED, Known

_AMOUNTS: Final = (
    "count(*) as rows, sum(n) as n, sum(d) as d, count(distinct subject) as subjects, "
    "min(n) as least, max(n) as most"
)
_OPEN_END: Final = date.max


@dataclass(frozen=True, slots=True)
class Figure:
    """What was counted, exactly. Parts that the kind does not have are None.

    `numerator` is the number of rows, subjects or the sum of n; `denominator` a ratio's sum of d; `least` and
    `most` are None where an extreme has no row; `rows` is how many rows it opens to.
    """

    key: str
    kind: Kind
    rows: int
    numerator: int | None = None
    denominator: int | None = None
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """The same figure of one region below."""

    region_key: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Row:
    """One row behind a figure. `valid_to` is the first day not in it, None while it is open."""

    subject: UUID
    household_id: UUID
    village: str
    n: int
    d: int
    valid_from: date
    valid_to: date | None
    j: int


def _on_the_day(known: str) -> str:
    return (
        'village collate "C" >= :lo and village collate "C" < :hi '
        f"and valid_from <= :day and valid_to > :day and {known}"
    )


def _prepare(sql: str) -> dict[bool, Prepared]:
    """The statement for what is on record now (False) and for a past instant (True)."""
    types: dict[str, Any] = {
        "indicators": ARRAY(SmallInteger), "indicator": SmallInteger, "late": ARRAY(BigInteger), "day": Date,
        "after_subject": Uuid, "lo": Text, "hi": Text, "after_village": Text,
    }  # fmt: skip
    found = {}
    for past, known in ((False, CURRENT), (True, RECORDED)):
        statement = text(sql.format(on_the_day=_on_the_day(known)))
        named = set(re.findall(r"(?<!:):(\w+)", statement.text)) & types.keys()
        typed: list[BindParameter[Any]] = [bindparam(name, type_=types[name]) for name in sorted(named)]
        found[past] = Prepared(statement.bindparams(*typed))
    return found


_FIGURES: Final = _prepare(
    f"select indicator, {_AMOUNTS} from counted "
    "where indicator = any(:indicators) and {on_the_day} group by indicator"
)
_CHILDREN: Final = _prepare(
    f"""
    with below as (
      select left(village, :length) as region_key, {_AMOUNTS} from counted
      where indicator = :indicator and {{on_the_day}} group by 1
    )
    select r.region_key, b.rows, b.n, b.d, b.subjects, b.least, b.most
    from region r left join below b using (region_key)
    where r.parent_key = :parent
    order by r.rank, r.region_key
    """
)
_ROWS: Final = _prepare(
    """
    select subject, household_id, village, n, d, valid_from, valid_to, j from counted
    where indicator = :indicator and {on_the_day}
      and (village, subject) > (:after_village, :after_subject)
    order by village, subject limit :most
    """
)
_DIGEST: Final = _prepare(
    """
    select encode(sha256(convert_to(coalesce(string_agg(
             format('%s,%s,%s,%s', subject, j, n, d), ';' order by subject, j), ''), 'UTF8')), 'hex')
    from counted where indicator = :indicator and {on_the_day}
    """
)


async def figures(
    tx: Tx, indicators: Sequence[Indicator], region: str, as_of: date, known: Known | None = None
) -> list[Figure]:
    """The figures of a region on a day, in the order asked for; `known` None means as on record now."""
    statement, parameters = _choose(_FIGURES, region, as_of, known)
    numbers = [indicator.number for indicator in indicators]
    found = {row["indicator"]: row for row in await tx.all(statement, indicators=numbers, **parameters)}
    return [_figure(indicator, found.get(indicator.number)) for indicator in indicators]


async def children(
    tx: Tx, indicator: Indicator, region: str, as_of: date, known: Known | None = None
) -> list[Child]:
    """The figure of each region directly below, in customary order, those without a row included."""
    below = [length for length in region_keys.LEVELS if length > len(region)]
    if not below:
        return []
    statement, parameters = _choose(_CHILDREN, region, as_of, known)
    found = await tx.all(
        statement, indicator=indicator.number, length=min(below), parent=region, **parameters
    )
    return [Child(row["region_key"], _figure(indicator, row)) for row in found]


async def rows(
    tx: Tx,
    indicator: Indicator,
    region: str,
    as_of: date,
    known: Known | None = None,
    *,
    after: tuple[str, UUID] | None = None,
    limit: int = 50,
) -> list[Row]:
    """The rows behind a figure by village and subject, those after `(village, subject)`."""
    statement, parameters = _choose(_ROWS, region, as_of, known)
    village, subject = after or ("", UUID(int=0))
    found = await tx.all(
        statement,
        indicator=indicator.number,
        after_village=village,
        after_subject=subject,
        most=limit,
        **parameters,
    )
    return [_row(row) for row in found]


async def digest(tx: Tx, indicator: Indicator, region: str, as_of: date, known: Known | None = None) -> str:
    """SHA-256 (hex) over the figure's rows as sorted `subject,j,n,d`: equal digests, equal figures."""
    statement, parameters = _choose(_DIGEST, region, as_of, known)
    found: str = await tx.value(statement, indicator=indicator.number, **parameters)
    return found


def _choose(
    statements: dict[bool, Prepared], region: str, as_of: date, known: Known | None
) -> tuple[Prepared, dict[str, Any]]:
    lo, hi = region_keys.span(region)
    past = {} if known is None else known.parameters()
    return statements[known is not None], {"lo": lo, "hi": hi, "day": as_of, **past}


def _figure(indicator: Indicator, row: Record | None) -> Figure:
    key, kind = indicator.key, indicator.kind
    counted = 0 if row is None else row["rows"] or 0
    amounts = {"n": 0, "d": 0, "subjects": 0} if row is None or not counted else dict(row)
    match kind:
        case Kind.COUNT:
            return Figure(key, kind, counted, numerator=counted)
        case Kind.SUM:
            return Figure(key, kind, counted, numerator=amounts["n"])
        case Kind.RATIO:
            return Figure(key, kind, counted, numerator=amounts["n"], denominator=amounts["d"])
        case Kind.DISTINCT:
            return Figure(key, kind, counted, numerator=amounts["subjects"])
        case Kind.EXTREME:
            return Figure(key, kind, counted, least=amounts.get("least"), most=amounts.get("most"))
        case Kind.SETTING:
            return Figure(key, kind, counted, numerator=amounts.get("most"))


def _row(row: Record) -> Row:
    valid_to = None if row["valid_to"] == _OPEN_END else row["valid_to"]
    return Row(
        row["subject"], row["household_id"], row["village"], row["n"], row["d"], row["valid_from"], valid_to,
        row["j"],
    )  # fmt: skip
