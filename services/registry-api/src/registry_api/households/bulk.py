"""Putting households on file: one or two hundred by the same statements.

Lock order: person claims by hash, official numbers, then rows; figures are counted at commit. A household
whose person or number is taken is left out whole and the others go in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from kit.crypto import Keyring
from kit.db import WriteTx
from kit.ids import uuid7
from registry_api.bulk_insert import BulkInsert
from registry_api.claims import service as claims
from registry_api.claims.service import NumberClaim, PersonClaim

from . import cards, events, rows
from .drafts import HouseholdDraft
from .models import household, household_state, member, member_state, residence
from .rows import Place, Row
from .sealing import id_hash
from .sheet_models import household_income, household_living

MOST_AT_ONCE = 200
"""Households a transaction: what one page of events may carry (DESIGN, Feeds)."""

_INSERTS = tuple(
    BulkInsert(table)
    for table in (
        household,
        household_state,
        residence,
        member,
        member_state,
        household_income,
        household_living,
    )
)

Refused = Literal["person_on_file", "official_no_taken"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one draft: its household, or why it was refused and which members it concerns."""

    household_id: UUID | None = None
    official_no: str | None = None
    refused: Refused | None = None
    members: tuple[int, ...] = ()


@dataclass(slots=True)
class _Entry:
    draft: HouseholdDraft
    place: Place
    hashes: list[bytes]
    persons: list[UUID]
    number: str = ""
    outcome: Outcome | None = None


async def register_many(tx: WriteTx, keyring: Keyring, drafts: Sequence[HouseholdDraft]) -> list[Outcome]:
    """Put checked drafts on file and emit their events; outcomes in the order of the drafts.

    The drafts have no error findings and lie in the transaction's scope: the row policies refuse others as
    a whole. At most `MOST_AT_ONCE` a transaction.
    """
    if len(drafts) > MOST_AT_ONCE:
        raise ValueError(f"at most {MOST_AT_ONCE} households a transaction")
    entries = [_entry(keyring, draft) for draft in drafts]
    await _claim_persons(tx, entries)
    await _claim_numbers(tx, entries)
    await _release_refused(tx, entries)
    accepted = [entry for entry in entries if entry.outcome is None]
    if accepted:
        await _insert(tx, keyring, accepted)
        ids = [entry.place.household_id for entry in accepted]
        await cards.refresh(tx, ids)
        await events.announce(tx, ids)
    return [entry.outcome or Outcome(entry.place.household_id, entry.number) for entry in entries]


def _entry(keyring: Keyring, draft: HouseholdDraft) -> _Entry:
    return _Entry(
        draft,
        Place(uuid7(), draft.region_key),
        [id_hash(keyring, one.id_number) for one in draft.members],
        [uuid7() for _ in draft.members],
    )


async def _claim_persons(tx: WriteTx, entries: list[_Entry]) -> None:
    asked = [
        PersonClaim(hash_, person, entry.place.household_id)
        for entry in entries
        for hash_, person in zip(entry.hashes, entry.persons, strict=True)
    ]
    granted = await claims.claim_persons(tx, asked) if asked else {}
    for entry in entries:
        known = [granted.get((hash_, entry.place.household_id)) for hash_ in entry.hashes]
        refused = tuple(place for place, person in enumerate(known) if person is None)
        if refused:
            entry.outcome = Outcome(refused="person_on_file", members=refused)
        entry.persons = [person for person in known if person is not None]


async def _claim_numbers(tx: WriteTx, entries: list[_Entry]) -> None:
    asked = [
        NumberClaim(entry.place.household_id, entry.draft.official_no, entry.place.region_key[:6])
        for entry in entries
        if entry.outcome is None
    ]
    granted = await claims.claim_official_numbers(tx, asked) if asked else {}
    for entry in entries:
        if entry.outcome is None:
            entry.number = granted.get(entry.place.household_id, "")
            if not entry.number:
                entry.outcome = Outcome(refused="official_no_taken")


async def _release_refused(tx: WriteTx, entries: list[_Entry]) -> None:
    refused = [entry for entry in entries if entry.outcome is not None]
    hashes = [hash_ for entry in refused for hash_ in entry.hashes]
    if hashes:
        await claims.release_persons(tx, hashes, [entry.place.household_id for entry in refused])


async def _insert(tx: WriteTx, keyring: Keyring, entries: list[_Entry]) -> None:
    tables: list[list[Row]] = [[] for _ in _INSERTS]
    for entry in entries:
        for collected, made in zip(tables, _rows(keyring, entry, tx.today), strict=True):
            collected += made
    for insert, collected in zip(_INSERTS, tables, strict=True):
        await insert.run(tx, collected)


def _rows(keyring: Keyring, entry: _Entry, today: date) -> tuple[list[Row], ...]:
    draft, place = entry.draft, entry.place
    since = draft.valid_from or today
    members, states = [], []
    for one, person in zip(draft.members, entry.persons, strict=True):
        row = rows.member_row(keyring, one, place, person, one.joined_on or since, today)
        members.append(row)
        states.append(rows.member_state_row(keyring, one, place, row["id"], row["valid_from"], today))
    return (
        [rows.household_row(keyring, draft, place, entry.number, today)],
        [rows.state_row(draft, place, since)],
        [rows.residence_row(place, since)],
        members,
        states,
        [rows.income_row(sheet, place, len(members)) for sheet in draft.incomes],
        [rows.living_row(living, place) for living in draft.living],
    )
