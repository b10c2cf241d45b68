"""The job that writes the households of a preview, in batches of which each is one transaction.

The state of a household is set in the transaction that writes it, so a job that was killed goes on with
those that are left. Two batches are under way at once: while PostgreSQL counts the figures of one, Python
seals the next.
"""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from typing import Any, Final
from uuid import UUID

import asyncpg
from asyncpg import Record

from kit.db import WriteTx
from kit.jobs import Job, JobCancelled, JobFailed
from registry_api.claims import service as claims
from registry_api.claims.errors import ClaimsExhausted
from registry_api.households import bulk
from registry_api.households.bulk import MOST_AT_ONCE, Outcome
from registry_api.imports import batches, repository, staging
from registry_api.imports.drafting import draft_of
from registry_api.imports.errors import CLAIMS_EXHAUSTED
from registry_api.imports.jobs import COMMIT, Tools
from registry_api.imports.states import HouseholdState, Status

BATCH: Final = MOST_AT_ONCE
LANES: Final = 2

_log = logging.getLogger(__name__)
# What a household's own values can bring about; anything else is the installation's trouble and is retried.
_OWN_FAULT = (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError)
_REFUSED = {
    "person_on_file": ("person-elsewhere", "id_number"),
    "official_no_taken": ("official-no-elsewhere", "official_no"),
}


async def write_roster(job: Job) -> dict[str, Any] | None:
    """Write all households that may be written, until none is left or somebody asks to stop.

    Where the claims answer no more today, the rest waits in the preview and the import says why.
    """
    import_id = UUID(job.payload["import_id"])
    async with job.read() as tx:
        record = await repository.one(tx, import_id)
        if record is not None and record["status"] == Status.PREVIEW:
            # Killed after its pause and before its end; only a failed job can be asked for again.
            raise JobFailed(CLAIMS_EXHAUSTED)
        if record is None or record["status"] != Status.COMMITTING:
            return None
        numbers = await batches.pending(tx, import_id)
    writer = _Writer(job, record)
    await writer.write(numbers)
    if writer.stopped:
        async with job.write("roster.stop", subject=import_id) as tx:
            await repository.turn(tx, import_id, Status.CANCELLED)
        raise JobCancelled
    if writer.exhausted:
        async with job.write("roster.pause", subject=import_id) as tx:
            refusal = {"code": CLAIMS_EXHAUSTED, "details": {}}
            await repository.turn(tx, import_id, Status.PREVIEW, refusal=refusal)
        raise JobFailed(CLAIMS_EXHAUSTED)
    async with job.write("roster.finish", subject=import_id) as tx:
        await repository.turn(tx, import_id, Status.DONE)
        tally = await repository.tally(tx, import_id)
        households, persons = tally.get(HouseholdState.WRITTEN, (0, 0))
        tx.entry.details.update(households=households, persons=persons)
    return {"households": households, "persons": persons}


class _Writer:
    def __init__(self, job: Job, record: Record) -> None:
        self._job = job
        self._id: UUID = record["id"]
        self._document: str = record["document"]
        self._keys = [column["key"] for column in record["columns"]]
        self._tools: Tools = job.context
        self._done = job.done
        self.stopped = False
        self.exhausted = False

    async def write(self, numbers: Sequence[int]) -> None:
        """All these households; batches that are under way end before this does."""
        slices = iter([numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH)])
        lanes = [asyncio.create_task(self._run_lane(slices)) for _ in range(LANES)]
        try:
            await asyncio.gather(*lanes)
        finally:
            for lane in lanes:
                lane.cancel()
            await asyncio.gather(*lanes, return_exceptions=True)

    async def _run_lane(self, slices: Iterator[Sequence[int]]) -> None:
        try:
            for numbers in slices:
                await self._write_apart(numbers)
        except JobCancelled:
            self.stopped = True
        except ClaimsExhausted:
            self.exhausted = True

    async def _write_apart(self, numbers: Sequence[int]) -> None:
        """A batch; where the database refuses a value in it, one household after the other."""
        try:
            await self._write_batch(numbers)
            return
        except _OWN_FAULT as error:
            if len(numbers) == 1:
                # Only its type: the database's words may quote the row.
                _log.error("a household of import %s is refused: %s", self._id, type(error).__name__)
                await self._give_up(numbers[0])
                return
        for number in numbers:
            await self._write_apart([number])

    async def _write_batch(self, numbers: Sequence[int]) -> None:
        async with self._job.write(COMMIT, subject=self._id) as tx:
            taken = await batches.take(tx, self._id, numbers)
            drafts = [
                draft_of(
                    staging.open_draft(self._tools.keyring, self._id, row["number"], row["draft_sealed"]),
                    self._document,
                )
                for row in taken
            ]
            outcomes = await bulk.register_many(tx, self._tools.keyring, drafts)
            written = await self._settle(tx, [row["number"] for row in taken], outcomes)
            tx.entry.details["households"] = written
            await self._advance(tx, len(taken))

    async def _give_up(self, number: int) -> None:
        async with self._job.write(COMMIT, subject=self._id) as tx:
            if await batches.take(tx, self._id, [number]):
                await self._fail(tx, number, "not-written", None, ())
            await self._advance(tx, 1)

    async def _advance(self, tx: WriteTx, households: int) -> None:
        self._done += households
        await self._job.checkpoint(tx, self._done, self._job.payload["total"])

    async def _settle(self, tx: WriteTx, numbers: Sequence[int], outcomes: Sequence[Outcome]) -> int:
        """Note what became of each household; how many were written."""
        written = []
        told = sum(len(outcome.members) or 1 for outcome in outcomes if outcome.refused)
        may_tell = await claims.may_tell(tx, told)
        for number, outcome in zip(numbers, outcomes, strict=True):
            if outcome.refused is None:
                written.append((number, HouseholdState.WRITTEN, outcome.household_id, outcome.official_no))
            elif may_tell:
                await self._fail(tx, number, *_REFUSED[outcome.refused], outcome.members)
            else:
                await self._fail(tx, number, CLAIMS_EXHAUSTED, None, ())
        await batches.settle(tx, self._id, written)
        return len(written)

    async def _fail(
        self, tx: WriteTx, number: int, code: str, column: str | None, members: Sequence[int]
    ) -> None:
        """A household that failed after the preview: taken meanwhile, or refused by the database."""
        await batches.settle(tx, self._id, [(number, HouseholdState.ERROR, None, None)])
        finding = {"code": code, "column": column, "details": dict[str, Any]()}
        for place, row in enumerate(await batches.rows_of(tx, self._id, number)):
            if place in (members or (0,)):
                shown = [
                    None if key == column else text
                    for key, text in zip(self._keys, row["shown"], strict=True)
                ]
                await batches.note(tx, self._id, row["number"], finding, shown)
