"""How a service answers for the figures that it counts: numbers, those of the regions below, and the rows.

The same shape at every service, so that the supervision asks all of them alike. Words, units and rounding are
the supervision's; here everything is exact. A service gives its indicators and says how a row is shown.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Query
from sqlalchemy import select

from kit import counted, region_keys, system
from kit.counted import Indicator, Row
from kit.known import Known, UnknownPosition, parse
from kit.web.models import Cursor, Model, Page
from kit.web.problems import FieldProblem, NotFound, Unprocessable
from kit.web.requests import RequestRead, reads
from kit.web.router import Router

Region = Annotated[str, Query(pattern=r"^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$", examples=["1310"])]
KnownAt = Annotated[str | None, Query(pattern=r"^(\d{4}-\d{2}-\d{2}|[a-z]+:\d{1,18})$")]

_SORT: Final = "village"


class RowLabel(Model):
    """Who a row is about, as far as the caller may see it."""

    official_no: str | None = None
    """户编号."""
    name: str | None = None
    """The person's or the head's name, masked where the file is not in the caller's scope."""
    household_in_scope: bool = True
    """Whether the household's file can be opened by the caller."""


Describe = Callable[[RequestRead, Sequence[Row]], Awaitable[Sequence[RowLabel]]]
"""Labels for rows, one each in the same order."""


class CountedFigure(Model):
    """One figure of one region; exact numbers are strings, parts that the kind does not have are null."""

    key: str
    version: int
    kind: str
    region: str
    numerator: str | None
    denominator: str | None
    extreme: tuple[str, str] | None
    """Least and most; null also where there is no row."""
    rows: int
    """How many rows it opens to."""
    as_of: date
    known_at: str


class CountedFigures(Model):
    """Figures of a region, or one figure of the regions below it in customary order 行文次序."""

    items: list[CountedFigure]


class CountedRow(Model):
    """One row behind a figure: whom it counts, where, for how much and on which days."""

    subject: UUID
    household_id: UUID
    village: str
    """Key of the village of those days; it does not move with the household."""
    n: str
    d: str
    valid_from: date
    valid_to: date | None
    """The first day that is not in it; null while it is open."""
    label: RowLabel


class FigureDigest(Model):
    """SHA-256 over the rows of a figure: equal digests, equal figures."""

    key: str
    region: str
    digest: str


class UnknownKnownAt(Unprocessable):
    """`known_at` names no day and no position that this service's journal has reached."""

    def __init__(self) -> None:
        super().__init__(
            [
                FieldProblem(
                    "known-at",
                    ("没有这个日期或位置", "There is no such day or position"),
                    parameter="known_at",
                )
            ]
        )


def figures_router(service: str, indicators: Sequence[Indicator], describe: Describe) -> Router:
    """`/figures` of a service: numbers, children, rows and digest, for callers with `figure.read`."""
    router = Router(prefix="/figures", tags=["figures 指标"])
    by_key = {indicator.key: indicator for indicator in indicators}

    def one(key: str) -> Indicator:
        if key not in by_key:
            raise NotFound(("没有这个指标", "There is no such indicator"), slug="indicator-not-found")
        return by_key[key]

    async def place(tx: RequestRead, region: str, known_at: str | None) -> Known | None:
        """Check the region and read `known_at` (None: now)."""
        await _require_region(tx, region)
        return await _known(tx, service, known_at)

    @router.get("")
    async def read_figures(
        region: Region,
        tx: Annotated[RequestRead, reads("figure.read", snapshot=True)],
        as_of: date | None = None,
        known_at: KnownAt = None,
        key: Annotated[list[str] | None, Query()] = None,
    ) -> CountedFigures:
        """Figures of a region on a day (today unless named), as known then: all, or those of the keys."""
        chosen = [one(name) for name in key] if key else list(indicators)
        known = await place(tx, region, known_at)
        day = as_of or tx.today
        found = await counted.figures(tx, chosen, region, day, known)
        clocks = (day, known_at or tx.today.isoformat())
        return CountedFigures(
            items=[
                _shown(which, figure, region, *clocks) for which, figure in zip(chosen, found, strict=True)
            ]
        )

    @router.get("/{key}/children")
    async def read_figure_children(
        key: str,
        region: Region,
        tx: Annotated[RequestRead, reads("figure.read", snapshot=True)],
        as_of: date | None = None,
        known_at: KnownAt = None,
    ) -> CountedFigures:
        """One figure of each region directly below; none below a village."""
        indicator = one(key)
        known = await place(tx, region, known_at)
        day = as_of or tx.today
        found = await counted.children(tx, indicator, region, day, known)
        clocks = (day, known_at or tx.today.isoformat())
        return CountedFigures(
            items=[_shown(indicator, child.figure, child.region_key, *clocks) for child in found]
        )

    @router.get("/{key}/rows")
    async def list_figure_rows(
        key: str,
        region: Region,
        tx: Annotated[RequestRead, reads("figure.read", snapshot=True)],
        as_of: date | None = None,
        known_at: KnownAt = None,
        after: str | None = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> Page[CountedRow]:
        """The rows behind a figure, by village; of a ratio those of the denominator."""
        indicator = one(key)
        known = await place(tx, region, known_at)
        found = await counted.rows(
            tx, indicator, region, as_of or tx.today, known,
            after=_after(after), limit=limit + 1,
        )  # fmt: skip
        shown = found[:limit]
        labels = await describe(tx, shown)
        last = shown[-1] if len(found) > limit else None
        return Page(
            items=[_row(row, label) for row, label in zip(shown, labels, strict=True)],
            next=str(Cursor(_SORT, (last.village, str(last.subject)))) if last else None,
        )

    @router.get("/{key}/digest")
    async def read_figure_digest(
        key: str,
        region: Region,
        tx: Annotated[RequestRead, reads("figure.read", snapshot=True)],
        as_of: date | None = None,
        known_at: KnownAt = None,
    ) -> FigureDigest:
        """A digest of the rows behind a figure, to compare two answers without their rows."""
        indicator = one(key)
        known = await place(tx, region, known_at)
        digest = await counted.digest(tx, indicator, region, as_of or tx.today, known)
        return FigureDigest(key=key, region=region, digest=digest)

    return router


async def _require_region(tx: RequestRead, region: str) -> None:
    """404 for a region that is not there or not in the caller's scope; both read the same."""
    own = tx.caller.region_key
    known = select(system.region.c.region_key).where(system.region.c.region_key == region)
    if own is None or not region_keys.contains(own, region) or await tx.value(known) is None:
        raise NotFound(("没有这个地区", "There is no such region"), slug="region-not-found")


async def _known(tx: RequestRead, service: str, known_at: str | None) -> Known | None:
    """The instant of `known_at`; today is not over yet, so as known today means as known now."""
    if known_at is None:
        return None
    try:
        if ":" not in known_at and date.fromisoformat(known_at) >= tx.today:
            return None
        return await parse(tx, service, known_at)
    except (UnknownPosition, ValueError):
        raise UnknownKnownAt from None


def _after(cursor: str | None) -> tuple[str, UUID] | None:
    if cursor is None:
        return None
    village, subject = Cursor.read(cursor, sort=_SORT, of=(str, UUID))
    return village, subject


def _shown(
    indicator: Indicator, figure: counted.Figure, region: str, as_of: date, known_at: str
) -> CountedFigure:
    def text(number: Any) -> str | None:
        return None if number is None else str(number)

    extreme = None if figure.least is None else (str(figure.least), str(figure.most))
    return CountedFigure(
        key=indicator.key,
        version=indicator.version,
        kind=indicator.kind.value,
        region=region,
        numerator=text(figure.numerator),
        denominator=text(figure.denominator),
        extreme=extreme,
        rows=figure.rows,
        as_of=as_of,
        known_at=known_at,
    )


def _row(row: Row, label: RowLabel) -> CountedRow:
    return CountedRow(
        subject=row.subject,
        household_id=row.household_id,
        village=row.village,
        n=str(row.n),
        d=str(row.d),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        label=label,
    )
