"""Households over HTTP. Every change carries `If-Match` with the ETag that covers the whole household."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import Path, Query, Response

from kit.web import Page, RequestRead, RequestWrite, Router, RowsResponse, reads, revises, writes

from . import changes, export, history, listing, member_changes, revealing, service, sheets
from .answers import Found, History, HouseholdRead, HouseholdRow, Revealed
from .list_query import ExportQuery, ListQuery
from .reading import read
from .schemas import (
    HeadChange,
    HouseholdCreate,
    HouseholdUpdate,
    IncomeWrite,
    LivingWrite,
    Lookup,
    MemberJoin,
    MemberLeave,
    MemberUpdate,
    Reveal,
    VoidHousehold,
)

router = Router(prefix="/households", tags=["households 户"])

Year = Annotated[int, Path(ge=1900, le=2200)]


async def _answer(tx: RequestRead | RequestWrite, household_id: UUID) -> HouseholdRead:
    answer, j = await read(tx, tx.runtime.keyring, household_id)
    tx.set_etag(j)
    return answer


@router.get("", response_model=Page[HouseholdRow])
async def list_households(
    query: Annotated[ListQuery, Query()], tx: Annotated[RequestRead, reads("household.read")]
) -> RowsResponse:
    """Households of one's region: filtered, sorted, a page at a time."""
    page = await listing.page(tx, query)
    return RowsResponse(page.rows, next=page.next, total=page.total, total_capped=page.total_capped)


@router.post("", status_code=201)
async def create_household(
    body: HouseholdCreate,
    tx: Annotated[RequestWrite, writes("household.write", operation="household.create")],
) -> HouseholdRead:
    """A household that is not registered, or one with its standing on file (存量迁移)."""

    async def create() -> HouseholdRead:
        return await _answer(tx, await service.create(tx, body))

    return await tx.once(create, again=lambda ref: _answer(tx, ref))


@router.get("/export", response_class=Response)
async def export_households(
    query: Annotated[ExportQuery, Query()],
    tx: Annotated[RequestWrite, writes("household.export", operation="household.export")],
) -> Response:
    """The list as shown, masked, as .xlsx or .csv; each export is journalled."""
    content = await export.export(tx, query)
    name = f"名册-{tx.today.isoformat()}.{query.format}"
    return Response(
        content,
        media_type=export.MEDIA_TYPES[query.format],
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"},
    )


@router.post("/lookup", response_model=Found)
async def look_up_household(body: Lookup, tx: Annotated[RequestRead, reads("household.read")]) -> Response:
    """Households in one's region of the person with exactly this number; it never stands in a URL."""
    return RowsResponse(await listing.look_up(tx, tx.runtime.keyring, body.id_number))


@router.get("/{household_id}")
async def read_household(
    household_id: UUID, tx: Annotated[RequestRead, reads("household.read", snapshot=True)]
) -> HouseholdRead:
    """A household with members, yearly sheets and what the checks say of it."""
    return await _answer(tx, household_id)


@router.get("/{household_id}/history")
async def read_history(
    household_id: UUID, tx: Annotated[RequestRead, reads("household.read", snapshot=True)]
) -> History:
    """Who did what to this file, when and why, and who read what was protected; newest first."""
    return await history.of_household(tx, household_id)


@router.patch("/{household_id}")
async def update_household(
    household_id: UUID,
    body: HouseholdUpdate,
    tx: Annotated[RequestWrite, revises("household.write", operation="household.update")],
) -> HouseholdRead:
    """Change or correct fields of the household."""
    await changes.update(tx, household_id, body)
    return await _answer(tx, household_id)


@router.post("/{household_id}/void")
async def void_household(
    household_id: UUID,
    body: VoidHousehold,
    tx: Annotated[RequestWrite, revises("household.write", operation="household.void")],
) -> HouseholdRead:
    """Void a household that should never have been on file."""

    async def void() -> HouseholdRead:
        return await _answer(tx, await service.void(tx, household_id, body.reason))

    return await tx.once(void, again=lambda ref: _answer(tx, ref))


@router.post("/{household_id}/reveal")
async def reveal_value(
    household_id: UUID,
    body: Reveal,
    tx: Annotated[RequestWrite, writes("household.reveal", operation="household.reveal")],
) -> Revealed:
    """One protected value for a stated reason; the reading stands in the household's history."""
    return await tx.once(
        lambda: revealing.reveal(tx, household_id, body),
        again=lambda ref: revealing.reveal(tx, ref, body),
    )


@router.put("/{household_id}/head")
async def change_head(
    household_id: UUID,
    body: HeadChange,
    tx: Annotated[RequestWrite, revises("household.write", operation="household.change-head")],
) -> HouseholdRead:
    """Another member becomes head."""
    await member_changes.change_head(tx, household_id, body)
    return await _answer(tx, household_id)


@router.post("/{household_id}/members", status_code=201)
async def add_member(
    household_id: UUID,
    body: MemberJoin,
    tx: Annotated[RequestWrite, revises("household.write", operation="member.join")],
) -> HouseholdRead:
    """A person joins the household."""

    async def join() -> HouseholdRead:
        await member_changes.join(tx, household_id, body)
        return await _answer(tx, household_id)

    return await tx.once(join, again=lambda ref: _answer(tx, ref))


@router.patch("/{household_id}/members/{member_id}")
async def update_member(
    household_id: UUID,
    member_id: UUID,
    body: MemberUpdate,
    tx: Annotated[RequestWrite, revises("household.write", operation="member.update")],
) -> HouseholdRead:
    """Change or correct what is recorded of a member."""
    await member_changes.update(tx, household_id, member_id, body)
    return await _answer(tx, household_id)


@router.post("/{household_id}/members/{member_id}/leave")
async def remove_member(
    household_id: UUID,
    member_id: UUID,
    body: MemberLeave,
    tx: Annotated[RequestWrite, revises("household.write", operation="member.leave")],
) -> HouseholdRead:
    """A member leaves the household; the head names a successor."""

    async def leave() -> HouseholdRead:
        await member_changes.leave(tx, household_id, member_id, body)
        return await _answer(tx, household_id)

    return await tx.once(leave, again=lambda ref: _answer(tx, ref))


@router.put("/{household_id}/incomes/{year}")
async def write_income(
    household_id: UUID,
    year: Year,
    body: IncomeWrite,
    tx: Annotated[RequestWrite, revises("household.write", operation="income.write")],
) -> HouseholdRead:
    """The income sheet of a year, written whole."""
    await sheets.write_income(tx, household_id, year, body)
    return await _answer(tx, household_id)


@router.put("/{household_id}/living/{year}")
async def write_living(
    household_id: UUID,
    year: Year,
    body: LivingWrite,
    tx: Annotated[RequestWrite, revises("household.write", operation="living.write")],
) -> HouseholdRead:
    """The living conditions of a year, written whole."""
    await sheets.write_living(tx, household_id, year, body)
    return await _answer(tx, household_id)
