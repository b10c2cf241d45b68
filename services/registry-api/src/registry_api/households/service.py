"""Households as a whole: register, create, void. Nothing here commits."""

from typing import Any
from uuid import UUID

from kit.crypto import Keyring
from kit.db import WriteTx
from kit.web import RequestWrite
from registry_api.claims import service as claims

from . import bulk, cards, events, repository
from .bulk import Outcome
from .draft_rules import check
from .drafts import HouseholdDraft, IncomeDraft, LivingDraft, MemberDraft
from .errors import (
    HouseholdNotFound,
    HouseholdVoided,
    OfficialNumberTaken,
    PersonOnFile,
    RegisteredOnlyByImport,
    VillageNotFound,
    refuse_findings,
)
from .findings import errors
from .models import household
from .reading import on_file
from .repository import OnFile
from .schemas import HouseholdCreate

UNREGISTERED = "unregistered"


async def register(tx: WriteTx, keyring: Keyring, draft: HouseholdDraft) -> UUID:
    """Put one household with members, income and living conditions on file, and return its id.

    The form, the roster import and every later procedure end here or in `bulk.register_many`. Raises
    Unprocessable with the findings, VillageNotFound, PersonOnFile or OfficialNumberTaken.
    """
    found = errors(check(draft, tx.today))
    if found:
        raise refuse_findings(found)
    scope = tx.scope
    if not scope.lo <= draft.region_key < scope.hi:
        raise VillageNotFound
    if not await repository.village_known(tx, draft.region_key):
        raise VillageNotFound
    [outcome] = await bulk.register_many(tx, keyring, [draft])
    return _accepted(outcome)


async def create(tx: RequestWrite, body: HouseholdCreate) -> UUID:
    """A household from the form: not registered, or with its standing on file as a migration."""
    if body.standing == "registered":
        raise RegisteredOnlyByImport
    household_id = await register(tx, tx.runtime.keyring, draft_of(body))
    tx.entry.subject = household_id
    return household_id


def draft_of(body: HouseholdCreate) -> HouseholdDraft:
    """What the form says, as a draft; any standing but unregistered was on file before: a migration."""
    parts: dict[str, Any] = body.model_dump(exclude={"members", "incomes", "living"})
    return HouseholdDraft(
        members=tuple(MemberDraft(**one.model_dump()) for one in body.members),
        incomes=tuple(IncomeDraft(**one.model_dump()) for one in body.incomes),
        living=tuple(LivingDraft(**one.model_dump()) for one in body.living),
        origin="entry" if body.standing == UNREGISTERED else "migration",
        **parts,
    )


async def opened(tx: RequestWrite, household_id: UUID) -> OnFile:
    """Lock a household for a change: scope, then `If-Match`, then whether it takes changes at all."""
    card = await repository.lock(tx, household_id)
    if card is None:
        raise HouseholdNotFound
    tx.require_match(card["j"])
    if card["voided"]:
        raise HouseholdVoided
    tx.entry.subject = household_id
    return await on_file(tx, household_id)


async def closed(tx: WriteTx, household_id: UUID) -> None:
    """After a change: the card anew, and word to the others."""
    await cards.refresh(tx, [household_id])
    await events.announce(tx, [household_id])


async def void(tx: RequestWrite, household_id: UUID, reason: str) -> UUID:
    """Void a household that should never have been on file; its members are free to be claimed again."""
    found = await opened(tx, household_id)
    tx.entry.reason = reason
    await claims.release_persons(tx, [bytes(row["id_number_hash"]) for row in found.members], [household_id])
    await repository.change(
        tx,
        household,
        household_id,
        household_id,
        {"voided_on": tx.today, "void_reason": reason},
    )
    await closed(tx, household_id)
    return household_id


def _accepted(outcome: Outcome) -> UUID:
    if outcome.refused == "person_on_file":
        raise PersonOnFile(f"/members/{place}/id_number" for place in outcome.members)
    if outcome.household_id is None:
        raise OfficialNumberTaken
    return outcome.household_id
