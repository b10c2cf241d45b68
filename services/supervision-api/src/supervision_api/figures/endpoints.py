"""Published figures over HTTP."""

from datetime import date
from typing import Annotated

from fastapi import Query

from kit import region_keys, regions
from kit.regions import Region
from kit.web import Router, SignedVisitor, asks
from kit.web.figures import UnknownKnownAt
from supervision_api.figures import service
from supervision_api.figures.errors import PositionNeedsOneKey, RegionNotFound
from supervision_api.figures.owners import Question
from supervision_api.figures.schemas import FiguresRead
from supervision_api.indicators import service as indicators
from supervision_api.indicators.catalogue import Indicator

router = Router(prefix="/figures", tags=["figures 指标"])

RegionKey = Annotated[str | None, Query(pattern=r"^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$", examples=["1310"])]
KnownAt = Annotated[str | None, Query(pattern=r"^(\d{4}-\d{2}-\d{2}|[a-z]+:\d{1,18})$")]


@router.get("")
async def read_board(
    visit: Annotated[SignedVisitor, asks("figure.read")],
    region: RegionKey = None,
    as_of: date | None = None,
    known_at: KnownAt = None,
    area: str | None = None,
    key: Annotated[list[str] | None, Query()] = None,
) -> FiguresRead:
    """Figures of a region (by default one's own) on a day, as known then (both by default today).

    All that are counted, or those of an area, or of the keys. `known_at` is a day, or with one key a position
    of the service that counts it.
    """
    chosen = indicators.chosen(area=area, keys=key or ())
    place = await _region(visit, region)
    question = _question(visit, place, as_of, known_at, chosen)
    return await service.of_region(visit.runtime.peers, visit.token, chosen, question, place.short)


@router.get("/{key}/children")
async def read_board_children(
    key: str,
    visit: Annotated[SignedVisitor, asks("figure.read")],
    region: RegionKey = None,
    as_of: date | None = None,
    known_at: KnownAt = None,
) -> FiguresRead:
    """One figure of each region directly below, side by side in the customary order 行文次序."""
    indicator = indicators.one(key)
    place = await _region(visit, region)
    question = _question(visit, place, as_of, known_at, [indicator])
    async with visit.runtime.db.read(visit.caller.scope) as tx:
        names = {below.key: below.short for below in await regions.children(tx, place.key, tx.today)}
    return await service.of_children(visit.runtime.peers, visit.token, indicator, question, names)


async def _region(visit: SignedVisitor, key: str | None) -> Region:
    """The region asked for, by default the caller's own; out of scope reads the same as absent."""
    own = visit.caller.region_key
    wanted = key or own
    if own is None or wanted is None or not region_keys.contains(own, wanted):
        raise RegionNotFound
    async with visit.runtime.db.read(visit.caller.scope) as tx:
        found = await regions.find(tx, wanted, tx.today)
    if found is None:
        raise RegionNotFound
    return found


def _question(
    visit: SignedVisitor, region: Region, as_of: date | None, known_at: str | None, chosen: list[Indicator]
) -> Question:
    today = visit.runtime.clock.today()
    service_of_position, colon, _ = (known_at or "").partition(":")
    if known_at and not colon:
        _require_day(known_at)
    if colon and [indicator.owner for indicator in chosen] != [service_of_position]:
        raise PositionNeedsOneKey
    return Question(region.key, as_of or today, known_at or today.isoformat())


def _require_day(known_at: str) -> None:
    try:
        date.fromisoformat(known_at)
    except ValueError:
        raise UnknownKnownAt from None
