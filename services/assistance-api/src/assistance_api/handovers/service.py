"""Recording, showing and voiding hand-overs."""

from datetime import datetime
from uuid import UUID

from asyncpg import Record

from assistance_api.files import service as files
from assistance_api.geese_years import service as geese_years
from assistance_api.handovers import events, repository
from assistance_api.handovers.errors import (
    AlreadyVoided,
    DayRefused,
    HandoverDiffers,
    HandoverNotFound,
    IdTaken,
    SignatureNotFound,
)
from assistance_api.handovers.rules import refuse_date, same_content
from assistance_api.handovers.schemas import (
    HandoverCreate,
    HandoverRead,
    HandoverVoid,
    HandoverVoided,
)
from assistance_api.households import service as households
from assistance_api.households.schemas import HouseholdBrief
from kit import parameters
from kit.db import Tx, WriteTx
from kit.files import Store
from kit.web import etag

GRACE_DAYS = "handover_grace_days"
"""Parameter: days of a new year during which hand-overs of the year before are still recorded."""

Place = tuple[datetime, UUID]
"""Where a page ended: when its last hand-over was recorded, and which it was."""


async def record(tx: WriteTx, sent: HandoverCreate, *, position: str | None) -> HandoverRead:
    """Record a hand-over; the same one sent again by the same person is the one on file.

    ``position``: where the caller has read the registry (see households.service.open_to_help).
    Raises HandoverDiffers, IdTaken, DayRefused, SignatureNotFound, NoAllowance, AllowanceExceeded and what
    stands against help for the household.
    """
    if (known := await repository.by_id(tx, sent.id)) is not None:
        return await _again(tx, known, sent)
    household = await households.open_to_help(tx, sent.household_id, position)
    grace_days = await parameters.find(tx, GRACE_DAYS, household.region_key, tx.today)
    if (refusal := refuse_date(sent.handed_over_on, tx.today, int(grace_days.value))) is not None:
        raise DayRefused(refusal, tx.today)
    if not await files.belongs_to(tx, sent.signature_id, household.id):
        raise SignatureNotFound
    row = await repository.add(
        tx,
        {
            "household_id": household.id,
            "id": sent.id,
            "region_key": household.region_key,
            "year": sent.handed_over_on.year,
            "handed_over_on": sent.handed_over_on,
            "alive": sent.alive,
            "dead_on_arrival": sent.dead_on_arrival,
            "batch_no": sent.batch_no,
            "signature_id": sent.signature_id,
            "village_of_day": household.region_key,
            "recorded_by": tx.scope.person_id,
            "recorded_by_name": tx.entry.actor_name or "",
        },
    )
    if row is None:
        # Taken between the look and the write: by a second sending of this form, or by a stranger.
        known = await repository.by_id(tx, sent.id)
        if known is None:
            raise IdTaken
        return await _again(tx, known, sent)
    await geese_years.take(tx, household, on=sent.handed_over_on, alive=sent.alive)
    tx.entry.operation = "handover.record"
    tx.entry.subject = sent.id
    tx.emit(events.changed(row))
    return _shown(row, household.brief())


async def void(tx: WriteTx, row: Record, why: HandoverVoid) -> HandoverRead:
    """Void a hand-over that stands (``row`` from ``find``); its goslings no longer count.

    Raises AlreadyVoided.
    """
    voided = await repository.void(
        tx,
        row["id"],
        day=tx.today,
        reason=why.reason,
        person=tx.scope.person_id,
        name=tx.entry.actor_name or "",
    )
    if voided is None:
        raise AlreadyVoided
    await geese_years.give_back(tx, voided["household_id"], year=voided["year"], alive=voided["alive"])
    tx.entry.operation = "handover.void"
    tx.entry.subject = voided["id"]
    tx.entry.reason = why.reason
    tx.emit(events.changed(voided))
    return await shown(tx, voided)


async def find(tx: Tx, handover_id: UUID) -> Record:
    """The row of a hand-over within the scope. Raises HandoverNotFound."""
    row = await repository.by_id(tx, handover_id)
    if row is None:
        raise HandoverNotFound
    return row


async def read(tx: Tx, handover_id: UUID) -> HandoverRead:
    """A hand-over within the scope. Raises HandoverNotFound."""
    return await shown(tx, await find(tx, handover_id))


async def page(
    tx: Tx,
    *,
    region: str,
    household_id: UUID | None,
    year: int | None,
    after: Place | None,
    limit: int,
) -> tuple[list[HandoverRead], Place | None]:
    """Hand-overs of a region, the last recorded first, and the place of the next page if there is one."""
    rows = await repository.page(
        tx, region=region, household_id=household_id, year=year, after=after, limit=limit + 1
    )
    found = rows[:limit]
    beside = await households.briefs(tx, [row["household_id"] for row in found])
    place = (found[-1]["recorded_at"], found[-1]["id"]) if len(rows) > limit else None
    return [_shown(row, beside[row["household_id"]]) for row in found], place


async def reveal_signature(tx: WriteTx, store: Store, handover_id: UUID, *, reason: str) -> tuple[str, bytes]:
    """Media type and content of the receiver's signature; who looked and why is journalled.

    Raises HandoverNotFound.
    """
    row = await find(tx, handover_id)
    tx.entry.operation = "handover.reveal_signature"
    tx.entry.subject = handover_id
    tx.entry.reason = reason
    return await files.content(tx, store, row["signature_id"])


async def shown(tx: Tx, row: Record) -> HandoverRead:
    """A row as it is answered."""
    beside = await households.briefs(tx, [row["household_id"]])
    return _shown(row, beside[row["household_id"]])


async def _again(tx: WriteTx, known: Record, sent: HandoverCreate) -> HandoverRead:
    """What a hand-over on file answers to the same id: itself, to the same person with the same content."""
    if known["recorded_by"] != tx.scope.person_id:
        raise IdTaken
    if not same_content(dict(known.items()), sent.model_dump()):
        raise HandoverDiffers
    tx.entry.operation = "handover.resend"
    tx.entry.subject = known["id"]
    return await shown(tx, known)


def _shown(row: Record, household: HouseholdBrief) -> HandoverRead:
    voided = (
        HandoverVoided(on=row["voided_on"], reason=row["void_reason"], by=row["voided_by_name"])
        if row["voided_on"]
        else None
    )
    return HandoverRead(
        id=row["id"],
        household=household,
        year=row["year"],
        handed_over_on=row["handed_over_on"],
        alive=row["alive"],
        dead_on_arrival=row["dead_on_arrival"],
        batch_no=row["batch_no"],
        signature_id=row["signature_id"],
        village_of_day=row["village_of_day"],
        recorded_at=row["recorded_at"],
        recorded_by=row["recorded_by_name"],
        voided=voided,
        etag=etag.of(row["j"]),
    )
