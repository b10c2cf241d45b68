"""Taking in, finding and showing files of households."""

import asyncio
from uuid import UUID

from asyncpg import Record

from assistance_api.files import repository
from assistance_api.files.errors import FileNotAccepted, FileNotFound
from assistance_api.files.schemas import FileRead, Purpose
from assistance_api.households import service as households
from kit.db import Tx, WriteTx
from kit.files import PNG, FileRefused, Store
from kit.ids import uuid7

SIGNATURE_CAP = 200 * 1024
"""Most bytes of a drawn signature; a full screen of ink is a tenth of it."""


async def add_signature(
    tx: WriteTx, store: Store, *, household_id: UUID, data: bytes, position: str | None
) -> FileRead:
    """Keep a drawn signature of the household; the same drawing again is the same file.

    ``position``: where the caller has read the registry (see households.service.open_to_help).
    Raises HouseholdNotFound, HouseholdVoided, HouseholdEnded, FileNotAccepted.
    """
    household = await households.open_to_help(tx, household_id, position)
    try:
        stored = await asyncio.to_thread(store.put, data, allowed={PNG}, cap=SIGNATURE_CAP)
    except FileRefused as refused:
        raise FileNotAccepted(refused.reason, SIGNATURE_CAP) from None
    purpose: Purpose = "signature"
    row = await repository.add(
        tx,
        {
            "household_id": household_id,
            "id": uuid7(),
            "region_key": household.region_key,
            "purpose": purpose,
            "address": stored.address,
            "media_type": stored.media_type,
            "size": stored.size,
            "uploaded_by": tx.scope.person_id,
        },
    ) or await repository.same(tx, household_id=household_id, purpose=purpose, address=stored.address)
    if row is None:
        raise FileNotFound
    tx.entry.subject = row["id"]
    return _shown(row)


async def read(tx: Tx, file_id: UUID) -> FileRead:
    """What is on record of a file, without its content. Raises FileNotFound."""
    return _shown(await _row(tx, file_id))


async def belongs_to(tx: Tx, file_id: UUID, household_id: UUID) -> bool:
    """Whether a file of that household lies under the id."""
    row = await repository.by_id(tx, file_id)
    return row is not None and row["household_id"] == household_id


async def content(tx: Tx, store: Store, file_id: UUID) -> tuple[str, bytes]:
    """Media type and content of a file within the scope. Raises FileNotFound."""
    row = await _row(tx, file_id)
    return row["media_type"], await asyncio.to_thread(store.get, row["address"])


async def _row(tx: Tx, file_id: UUID) -> Record:
    row = await repository.by_id(tx, file_id)
    if row is None:
        raise FileNotFound
    return row


def _shown(row: Record) -> FileRead:
    return FileRead(
        id=row["id"],
        household_id=row["household_id"],
        purpose=row["purpose"],
        media_type=row["media_type"],
        size=row["size"],
    )
