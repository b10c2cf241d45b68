"""Hand-overs over HTTP."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from assistance_api.handovers import service
from assistance_api.handovers.schemas import HandoverCreate, HandoverRead, HandoverVoid, Reveal
from kit.web import Cursor, Page, RequestRead, RequestWrite, Router, reads, revises, writes

router = Router(prefix="/handovers", tags=["handovers 鹅苗交接"])

_SORT = "recorded"


@router.post("", status_code=201)
async def create_handover(
    body: HandoverCreate, tx: Annotated[RequestWrite, writes("handover.write")]
) -> HandoverRead:
    """Record a hand-over. The same id sent again by the same person answers the hand-over on file."""
    position = tx.request.headers.get("x-position")
    answer = await tx.once(
        lambda: service.record(tx, body, position=position), again=lambda ref: service.read(tx, ref)
    )
    tx.set_header("ETag", answer.etag)
    return answer


@router.get("")
async def list_handovers(
    tx: Annotated[RequestRead, reads("handover.read", snapshot=True)],
    region: Annotated[str | None, Query(pattern=r"^\d{4,12}$")] = None,
    household: UUID | None = None,
    year: Annotated[int | None, Query(ge=2000, le=2999)] = None,
    after: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Page[HandoverRead]:
    """Hand-overs of a region (by default one's own), the last recorded first, voided ones among them."""
    items, place = await service.page(
        tx,
        region=region or tx.caller.region_key or "",
        household_id=household,
        year=year,
        after=_place(after) if after else None,
        limit=limit,
    )
    next_page = str(Cursor(_SORT, (place[0].isoformat(), str(place[1])))) if place else None
    return Page(items=items, next=next_page)


@router.get("/{handover_id}")
async def read_handover(
    handover_id: UUID, tx: Annotated[RequestRead, reads("handover.read", snapshot=True)]
) -> HandoverRead:
    """One hand-over."""
    answer = await service.read(tx, handover_id)
    tx.set_header("ETag", answer.etag)
    return answer


@router.post("/{handover_id}/void")
async def void_handover(
    handover_id: UUID, body: HandoverVoid, tx: Annotated[RequestWrite, revises("handover.void")]
) -> HandoverRead:
    """Void a hand-over with a reason; it stays on file and its goslings no longer count."""

    async def void() -> HandoverRead:
        row = await service.find(tx, handover_id)
        tx.require_match(row["j"])
        return await service.void(tx, row, body)

    answer = await tx.once(void, again=lambda ref: service.read(tx, ref))
    tx.set_header("ETag", answer.etag)
    return answer


@router.post("/{handover_id}/signature/reveal", response_class=Response)
async def reveal_handover_signature(
    handover_id: UUID, body: Reveal, tx: Annotated[RequestWrite, writes("household.reveal")]
) -> Response:
    """The receiver's signature as a picture; who looked and why is on record."""
    media_type, content = await service.reveal_signature(
        tx, tx.runtime.files, handover_id, reason=body.reason
    )
    return Response(content, media_type=media_type)


def _place(cursor: str) -> service.Place:
    recorded_at, handover_id = Cursor.read(cursor, sort=_SORT, of=(datetime.fromisoformat, UUID))
    return recorded_at, handover_id
