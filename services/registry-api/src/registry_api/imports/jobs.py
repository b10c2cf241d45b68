"""The two jobs of an import: reading a file into its preview, and writing what has no error.

Both may be killed at any point. Reading stages everything in one transaction; writing commits batches, each
with the state of its households, so that a resumed job goes on where the last commit was.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import asyncpg

from kit.crypto import Keyring
from kit.db import WriteTx
from kit.files import Store
from kit.jobs import Handler, Job, JobCancelled
from kit.regions import RegionIndex
from registry_api.households import bulk
from registry_api.households.bulk import MOST_AT_ONCE, Outcome
from registry_api.imports import batches, repository, staging
from registry_api.imports.code_tables import RelationList
from registry_api.imports.drafting import draft_of
from registry_api.imports.errors import RosterRefused
from registry_api.imports.judging import JudgedFile, Wanted, judge_file
from registry_api.imports.matching import match
from registry_api.imports.states import HouseholdState, Status
from registry_api.imports.villages import Villages

READ: Final = "roster.read"
COMMIT: Final = "roster.commit"

_log = logging.getLogger(__name__)
# What a household's own values can bring about; anything else is the installation's trouble and is retried.
_OWN_FAULT = (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError)
_REFUSED = {"person_on_file": "person-elsewhere", "official_no_taken": "official-no-elsewhere"}
_COLUMN = {"person_on_file": "id_number", "official_no_taken": "official_no"}


@dataclass(frozen=True, slots=True)
class Tools:
    """What these jobs find in their context."""

    keyring: Keyring
    files: Store


async def read_roster_file(job: Job) -> dict[str, Any] | None:
    """Read, judge and match the file, and stage the preview; or refuse it with words.

    What fails otherwise fails the job, and the import then reads as refused.
    """
    import_id = UUID(job.payload["import_id"])
    try:
        async with job.read() as tx:
            record = await repository.one(tx, import_id)
            if record is None or record["status"] != Status.READING:
                return None
            index = await RegionIndex.load(tx, record["region_key"], tx.today)
            today = tx.today
        tools: Tools = job.context
        villages = Villages(record["region_key"], index)
        wanted = Wanted(RelationList(record["relations"]), record["wanted_sheet"], record["document"])

        def judge() -> JudgedFile:
            data = tools.files.get(record["file_address"])
            return judge_file(data, wanted, villages, tools.keyring, today)

        file = await asyncio.to_thread(judge)
        await _stage(job, import_id, tools.keyring, file)
    except RosterRefused as refused:
        await _refuse(job, import_id, refused.code, refused.details)
    return None


async def _stage(job: Job, import_id: UUID, keyring: Keyring, file: JudgedFile) -> None:
    async with job.write(READ, subject=import_id) as tx:
        matched = await match(tx, keyring, file)
        records = await asyncio.to_thread(
            lambda: (
                staging.household_records(keyring, import_id, matched),
                staging.row_records(keyring, import_id, file.roster, matched),
            )
        )
        turned = await repository.turn(
            tx,
            import_id,
            Status.PREVIEW,
            sheet=file.roster.sheet,
            columns=staging.column_records(file.roster),
            unknown=list(file.roster.unknown),
            counts=staging.counts(matched),
        )
        if turned:
            await batches.stage(tx, import_id, *records)


async def _refuse(job: Job, import_id: UUID, code: str, details: Mapping[str, Any]) -> None:
    async with job.write("roster.refuse", subject=import_id) as tx:
        tx.entry.details["code"] = code
        await repository.turn(tx, import_id, Status.REFUSED, refusal={"code": code, "details": dict(details)})


async def write_roster(job: Job) -> dict[str, Any] | None:
    """Write the households of the preview in batches until none is left, or until asked to stop."""
    import_id = UUID(job.payload["import_id"])
    try:
        while await _write_batch(job, import_id, MOST_AT_ONCE):
            pass
    except JobCancelled:
        async with job.write("roster.stop", subject=import_id) as tx:
            await repository.turn(tx, import_id, Status.CANCELLED)
        raise
    async with job.write("roster.finish", subject=import_id) as tx:
        await repository.turn(tx, import_id, Status.DONE)
        tally = await repository.tally(tx, import_id)
        written = tally.get(HouseholdState.WRITTEN, (0, 0))
        tx.entry.details.update(households=written[0], persons=written[1])
    return {"households": written[0], "persons": written[1]}


async def _write_batch(job: Job, import_id: UUID, most: int) -> bool:
    """One transaction of at most `most` households; False where none is left.

    Where the database refuses a value of some household, the batch is tried one by one, and only that
    household fails.
    """
    try:
        return await _try_batch(job, import_id, most)
    except _OWN_FAULT as error:
        if most > 1:
            for _ in range(most):
                if not await _write_batch(job, import_id, 1):
                    return False
            return True
        # Only its type: the database's words may quote the row.
        _log.error("a household of import %s cannot be written: %s", import_id, type(error).__name__)
        async with job.write(COMMIT, subject=import_id) as tx:
            taken = await batches.take(tx, import_id, 1)
            for number in (row["number"] for row in taken):
                await _fail(tx, job.context, import_id, number, "not-written", None, ())
        return True


async def _try_batch(job: Job, import_id: UUID, most: int) -> bool:
    tools: Tools = job.context
    async with job.write(COMMIT, subject=import_id) as tx:
        record = await repository.one(tx, import_id)
        taken = await batches.take(tx, import_id, most) if record else []
        if record is None or not taken:
            tx.abandon()
            return False
        numbers = [row["number"] for row in taken]
        drafts = [
            draft_of(
                staging.open_draft(tools.keyring, import_id, row["number"], bytes(row["draft_sealed"])),
                record["document"],
            )
            for row in taken
        ]
        outcomes = await bulk.register_many(tx, tools.keyring, drafts)
        tx.entry.details["households"] = await _settle(tx, tools, import_id, numbers, outcomes)
        await job.checkpoint(tx, job.done + len(taken), job.payload["total"])
    return True


async def _settle(
    tx: WriteTx, tools: Tools, import_id: UUID, numbers: Sequence[int], outcomes: Sequence[Outcome]
) -> int:
    """Note what became of each household; how many were written."""
    written = [
        (number, HouseholdState.WRITTEN, outcome.household_id, outcome.official_no)
        for number, outcome in zip(numbers, outcomes, strict=True)
        if outcome.refused is None
    ]
    await batches.settle(tx, import_id, written)
    for number, outcome in zip(numbers, outcomes, strict=True):
        if outcome.refused is not None:
            await _fail(
                tx,
                tools,
                import_id,
                number,
                _REFUSED[outcome.refused],
                _COLUMN[outcome.refused],
                outcome.members,
            )
    return len(written)


async def _fail(
    tx: WriteTx,
    tools: Tools,
    import_id: UUID,
    number: int,
    code: str,
    column: str | None,
    members: Sequence[int],
) -> None:
    """A household that failed after the preview: taken meanwhile, or refused by the database."""
    record = await repository.one(tx, import_id)
    assert record is not None, "the import of a taken household"
    keys = [one["key"] for one in record["columns"]]
    rows = await batches.rows_of(tx, import_id, number)
    noted = [row for place, row in enumerate(rows) if place in (members or (0,))]
    await batches.settle(tx, import_id, [(number, HouseholdState.ERROR, None, None)])
    finding: dict[str, Any] = {"code": code, "column": column, "details": {}}
    for row in noted:
        shown = [None if key == column else text for key, text in zip(keys, row["shown"], strict=True)]
        await batches.note(tx, import_id, row["number"], finding, shown)


HANDLERS: dict[str, Handler] = {READ: read_roster_file, COMMIT: write_roster}
