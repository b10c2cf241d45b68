"""The statements of the household list: compiled once for each combination of filters and order.

A page is found on the cards alone; names of regions are joined to its rows only.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Numeric,
    Select,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    or_,
    select,
    text,
    true,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY

from kit import system
from kit.db import Prepared

from .card_models import household_card as card
from .poverty_line import POVERTY_LINE

_SHOWN = [column for column in card.c if column.name not in {"sort_name", "names", "grams", "j"}]
COUNTED_TO = 1000
"""A filtered list is counted no further: beyond, people are told "1,000+"."""

_LEAST, _MOST = Decimal("-999999999999.99"), Decimal("999999999999.99")


def _texts(name: str) -> ColumnElement[Any]:
    return any_(bindparam(name, type_=ARRAY(Text)))


def _named(pattern: str) -> ColumnElement[bool]:
    found = text(f"select search_names(:{pattern}) as household_id").columns(household_id=Uuid).subquery()
    return card.c.household_id.in_(select(found.c.household_id))


CONDITIONS: dict[str, ColumnElement[bool]] = {
    "name": _named("name"),
    "number": and_(
        card.c.official_no >= bindparam("number_lo", type_=Text),
        card.c.official_no < bindparam("number_hi", type_=Text),
    ),
    "region": and_(
        card.c.region_key >= bindparam("region_lo", type_=Text),
        card.c.region_key < bindparam("region_hi", type_=Text),
    ),
    "standing": card.c.standing == _texts("standing"),
    "poverty_status": card.c.poverty_status == _texts("poverty_status"),
    "category": card.c.category == _texts("category"),
    "cause": card.c.primary_cause == _texts("cause"),
    "labour_none": and_(card.c.no_labour_persons == card.c.persons, card.c.persons > 0),
    "labour_some": card.c.labour_persons > 0,
    "disabled_yes": card.c.disabled_persons > 0,
    "disabled_no": card.c.disabled_persons == 0,
    "assured_yes": card.c.assured_persons > 0,
    "assured_no": card.c.assured_persons == 0,
    "voided_yes": card.c.voided.is_(True),
    "voided_no": card.c.voided.is_(False),
    "ids": card.c.household_id == any_(bindparam("ids", type_=ARRAY(Uuid))),
}
"""Filters by name; a statement's shape is the set of those that hold."""


@dataclass(frozen=True, slots=True)
class Order:
    """A sort: its key, made unique by the official number, and how a page's cursor carries the key."""

    key: ColumnElement[Any]
    type: Any
    falls: bool = False


ORDERS: dict[str, Order] = {
    "village": Order(card.c.region_key, Text()),
    "name": Order(card.c.sort_name, Text()),
    "official_no": Order(card.c.official_no, Text()),
    "income": Order(func.coalesce(card.c.net_per_capita, _MOST), Numeric()),
    "-income": Order(func.coalesce(card.c.net_per_capita, _LEAST), Numeric(), falls=True),
    "persons": Order(card.c.persons, Integer()),
    "-persons": Order(card.c.persons, Integer(), falls=True),
    "-created_on": Order(card.c.created_on, Date(), falls=True),
}


@lru_cache(maxsize=1000)
def page_statement(shape: frozenset[str], sort: str, most: int, *, after: bool, counted: bool) -> Prepared:
    """A page; each row ends with `sort_key`, which the next cursor is made of, and, if counted, with `total`.

    Binds what the filters name, `day`, `year`, `month`, and for a cursor `key` and `number_after`.
    """
    order = ORDERS[sort]
    unique = (order.key, card.c.official_no)
    found: Select[Any] = select(*_SHOWN, order.key.label("sort_key")).where(*_where(shape))
    if counted:
        found = found.add_columns(_total(shape).label("total"))
    if after:
        place = tuple_(bindparam("key", type_=order.type), bindparam("number_after", type_=Text))
        here = tuple_(*unique)
        found = found.where(here < place if order.falls else here > place)
    found = found.order_by(*(one.desc() if order.falls else one for one in unique))
    # A number and no parameter: a planner that does not know how few rows are wanted sorts the whole region.
    page = found.limit(literal_column(str(most))).subquery("page")
    by = (page.c.sort_key, page.c.official_no)
    return Prepared(_rows(page).order_by(*(one.desc() if order.falls else one for one in by)))


def _total(shape: frozenset[str]) -> ColumnElement[int]:
    """How many rows of a shape there are, as a rule counted to one past `COUNTED_TO`."""
    if "name" in shape:
        # All that the search finds is at hand before the page is cut: to count it apart is to search twice.
        return func.count().over()
    found: Select[Any] = select(literal_column("1")).select_from(card).where(*_where(shape))
    counted = found.limit(COUNTED_TO + 1).subquery()
    return select(func.count()).select_from(counted).scalar_subquery()


def _where(shape: frozenset[str]) -> list[ColumnElement[bool]]:
    return [CONDITIONS[name] for name in sorted(shape)]


def _rows(page: Any) -> Select[Any]:
    c = page.c
    village = system.region_name.alias("village")
    township = system.region_name.alias("township")
    line = _line_of(c.region_key)
    born_later = case((bindparam("month", type_=Integer) < c.head_birth_month, 1), else_=0)
    return (
        select(
            c.household_id.label("id"),
            c.official_no,
            c.region_key,
            village.c.short.label("village"),
            township.c.short.label("township"),
            c.group_name,
            c.standing,
            c.category,
            c.poverty_status,
            c.primary_cause,
            c.other_causes,
            c.head_name,
            c.head_gender,
            (bindparam("year", type_=Integer) - c.head_birth_year - born_later).label("head_age"),
            # An ID number shows its last two digits only, whoever looks.
            (func.repeat("*", 16) + c.head_id_last2).label("id_number_masked"),
            c.phone_masked,
            c.persons,
            c.disabled_persons,
            c.labour_persons,
            c.no_labour_persons,
            c.assured_persons,
            c.income_year,
            c.net_per_capita,
            line.c.amount.label("poverty_line"),
            (c.net_per_capita - line.c.amount).label("line_difference"),
            c.origin,
            c.created_on,
            c.voided,
            *(column for column in page.c if column.name in ("sort_key", "total")),
        )
        .select_from(page)
        .outerjoin(village, and_(village.c.region_key == c.region_key, village.c.valid_to.is_(None)))
        .outerjoin(
            township,
            and_(township.c.region_key == func.left(c.region_key, 9), township.c.valid_to.is_(None)),
        )
        .outerjoin(line, true())
    )


def _line_of(region_key: ColumnElement[str]) -> FromClause:
    """The poverty line of a row, that of the nearest region upward; all that hold are read once a page."""
    parameter, day = system.parameter, bindparam("day", type_=Date)
    lines = (
        select(
            parameter.c.region_key,
            cast(parameter.c.value.op("#>>")(literal_column("'{}'")), Numeric(14, 2)).label("amount"),
        )
        .where(
            parameter.c.key == literal_column(f"'{POVERTY_LINE}'"),
            parameter.c.valid_from <= day,
            or_(parameter.c.valid_to.is_(None), parameter.c.valid_to > day),
        )
        .cte("lines")
        .prefix_with("materialized")
    )
    length = func.length(lines.c.region_key)
    return (
        select(lines.c.amount)
        .where(func.left(region_key, length) == lines.c.region_key)
        .order_by(length.desc())
        .limit(1)
        .lateral("line")
    )
