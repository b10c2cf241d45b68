"""Lists of households: pages by key, counts, and looking up by exact identity number."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from asyncpg import Record
from sqlalchemy import LargeBinary, bindparam, select

from kit import region_keys
from kit.crypto import Keyring
from kit.db import Prepared, Tx
from kit.web import Cursor, FieldProblem, Unprocessable
from registry_api.figures import service as figures

from .list_query import Filters, ListQuery
from .list_sql import COUNTED_TO, page_statement
from .models import member
from .sealing import id_hash

_NUMBER = re.compile(r"\d+", re.ASCII)
# Digits as long as an identity or certificate number, old ones too: they never stand in a URL.
_LIKE_IDENTITY = re.compile(r"\d{15}|\d{17,22}|\d{17}[Xx].*", re.ASCII)
_OFFICIAL_NUMBER = 14
_LEAST_DIGITS = 6
_OF_PERSON = Prepared(
    select(member.c.household_id)
    .where(member.c.id_number_hash == bindparam("hash", type_=LargeBinary))
    .distinct()
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Filters turned into a statement's shape and its values."""

    shape: frozenset[str]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ListPage:
    """Rows of a page, the cursor of the next, and the total as far as it is cheap."""

    rows: list[dict[str, Any]]
    next: str | None
    total: int | None
    total_capped: bool


async def page(tx: Tx, query: ListQuery) -> ListPage:
    """One page; the total comes with the first page only."""
    chosen = choose(query)
    cursor = Cursor.parse(query.after, sort=query.sort, size=2) if query.after else None
    figure = None if cursor else _figure_region(tx, query, chosen)
    counted = cursor is None and figure is None
    found = await rows(tx, chosen, query.sort, query.limit + 1, cursor, counted=counted)
    more = len(found) > query.limit
    total = None
    if cursor is None:
        total = await _total(tx, found, figure) if more else len(found)
    capped = counted and total is not None and total > COUNTED_TO
    shown = [dict(row.items()) for row in found[: query.limit]]
    for row in shown:
        row.pop("total", None)
    keys = [row.pop("sort_key") for row in shown]
    following = str(Cursor(query.sort, (_plain(keys[-1]), shown[-1]["official_no"]))) if more else None
    return ListPage(shown, following, COUNTED_TO if capped else total, capped)


async def rows(
    tx: Tx, chosen: Chosen, sort: str, most: int, cursor: Cursor | None = None, *, counted: bool = False
) -> list[Record]:
    """The first `most` rows after the cursor, each with its `sort_key` and, if counted, the `total`."""
    day = tx.today
    values = {**chosen.values, "day": day, "year": day.year, "month": day.month}
    if cursor is not None:
        key, number = cursor.values
        values |= {"key": _typed(sort, key), "number_after": str(number)}
    statement = page_statement(chosen.shape, sort, most, after=cursor is not None, counted=counted)
    return await tx.all(statement, **values)


async def look_up(tx: Tx, keyring: Keyring, id_number: str) -> list[dict[str, Any]]:
    """Households in scope of which the person with this number is or was a member."""
    found = await tx.all(_OF_PERSON, hash=id_hash(keyring, id_number))
    ids = [row["household_id"] for row in found]
    chosen = Chosen(frozenset({"ids"}), {"ids": ids})
    shown = [dict(row.items()) for row in await rows(tx, chosen, "official_no", len(ids) + 1)]
    for row in shown:
        del row["sort_key"]
    return shown


def choose(filters: Filters) -> Chosen:
    """Shape and values of the filters. Raises Unprocessable for words that cannot be searched by."""
    shape = {"voided_yes" if filters.voided else "voided_no"}
    values: dict[str, Any] = {}
    for name in ("standing", "poverty_status", "category", "cause"):
        if given := getattr(filters, name):
            shape.add(name)
            values[name] = list(given)
    for name in ("disabled", "assured"):
        if (wanted := getattr(filters, name)) is not None:
            shape.add(f"{name}_{'yes' if wanted else 'no'}")
    if filters.labour:
        shape.add(f"labour_{filters.labour}")
    if filters.region:
        shape.add("region")
        values["region_lo"], values["region_hi"] = region_keys.span(filters.region)
    if filters.q:
        name, more = _words(filters.q)
        shape.add(name)
        values |= more
    return Chosen(frozenset(shape), values)


def _words(q: str) -> tuple[str, dict[str, Any]]:
    if _LIKE_IDENTITY.fullmatch(q):
        raise _refuse_q(
            "证件号码请用“按证件号查找”。",
            "Use “find by ID number” for an identity number.",
            "identity_number",
        )
    if _NUMBER.fullmatch(q):
        if not _LEAST_DIGITS <= len(q) <= _OFFICIAL_NUMBER:
            raise _refuse_q(
                "户编号请填前6位以上，最多14位。", "Give 6 to 14 digits of a household number.", "number"
            )
        return "number", {"number_lo": q, "number_hi": q + ":"}
    if len(q) < 2:
        raise _refuse_q("姓名请至少填连续的两个字。", "Give at least two neighbouring characters.", "name")
    return "name", {"name": q}


def _refuse_q(zh: str, en: str, code: str) -> Unprocessable:
    return Unprocessable([FieldProblem(code, (zh, en), parameter="q")])


def _figure_region(tx: Tx, query: ListQuery, chosen: Chosen) -> str | None:
    """The region whose figure of poor households is the total of the list; None where rows are counted."""
    if query.standing == ("registered",) and chosen.shape <= {"voided_no", "standing", "region"}:
        return query.region or tx.scope.region_key
    return None


async def _total(tx: Tx, found: Sequence[Record], figure: str | None) -> int:
    """How many rows there are in all: the region's figure, or what came with the page."""
    return await figures.poor_households(tx, figure) if figure else int(found[0]["total"])


def _plain(key: Any) -> Any:
    return str(key) if isinstance(key, Decimal | date) else key


def _typed(sort: str, key: Any) -> Any:
    try:
        match sort.removeprefix("-"):
            case "income":
                return Decimal(key)
            case "created_on":
                return date.fromisoformat(key)
            case "persons":
                return int(key)
    except (ValueError, TypeError, ArithmeticError):
        raise Unprocessable(
            [FieldProblem("after", ("翻页位置无效。", "This is no place in the list."), parameter="after")]
        ) from None
    return str(key)
