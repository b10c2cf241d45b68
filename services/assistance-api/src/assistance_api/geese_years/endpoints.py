"""The yearly account over HTTP."""

from typing import Annotated

from fastapi import Query

from assistance_api.geese_years import service
from assistance_api.geese_years.schemas import GooseYearRow
from assistance_api.households.service import RANKS, Place
from kit.web import Cursor, Page, RequestRead, Router, reads

router = Router(prefix="/households", tags=["goose years 年度鹅苗"])

_SORT = "village"


@router.get("")
async def list_goose_years(
    tx: Annotated[RequestRead, reads("handover.read", snapshot=True)],
    region: Annotated[str | None, Query(pattern=r"^\d{4,12}$")] = None,
    year: Annotated[int | None, Query(ge=2000, le=2999)] = None,
    disabled: bool | None = None,
    q: Annotated[str | None, Query(max_length=40)] = None,
    after: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Page[GooseYearRow]:
    """Households of a region (by default one's own) with the goslings given in a year and those left.

    On the roster or poor without being on it; by village, those with a disabled member first. `q`: part of
    the head's name, or the official number.
    """
    items, place = await service.page(
        tx,
        region=region or tx.caller.region_key or "",
        year=year or tx.today.year,
        disabled=disabled,
        words=q.strip() if q else None,
        after=Place(*Cursor.read(after, sort=_SORT, of=(str, RANKS.index, str))) if after else None,
        limit=limit,
    )
    cursor = Cursor(_SORT, (place.region_key, place.rank, place.official_no)) if place else None
    return Page(items=items, next=str(cursor) if cursor else None)
