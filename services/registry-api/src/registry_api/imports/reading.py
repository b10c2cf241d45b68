"""The job that reads a file into its preview: judged by itself, matched with the register, staged.

All of staging is filled in one transaction: killed at any point, the job starts again from nothing.
"""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from kit.crypto import Keyring
from kit.db import WriteTx
from kit.jobs import Job
from kit.regions import RegionIndex
from registry_api.claims import service as claims
from registry_api.claims.errors import ClaimsExhausted
from registry_api.imports import batches, repository, staging
from registry_api.imports.code_tables import RelationList
from registry_api.imports.errors import CLAIMS_EXHAUSTED, RosterRefused
from registry_api.imports.jobs import READ, Tools
from registry_api.imports.judging import JudgedFile, Wanted, judge_file
from registry_api.imports.matching import ask, match
from registry_api.imports.states import Status
from registry_api.imports.villages import Villages


async def read_roster_file(job: Job) -> dict[str, Any] | None:
    """Read, judge and match the file, and stage the preview; or refuse it with words.

    What fails otherwise fails the job, and the import then reads as refused.
    """
    import_id = UUID(job.payload["import_id"])
    tools: Tools = job.context
    async with job.read() as tx:
        record = await repository.one(tx, import_id)
        if record is None or record["status"] != Status.READING:
            return None
        index = await RegionIndex.load(tx, record["region_key"], tx.today)
        today = tx.today
    villages = Villages(record["region_key"], index)
    wanted = Wanted(RelationList(record["relations"]), record["wanted_sheet"], record["document"])

    def judge() -> JudgedFile:
        data = tools.files.get(record["file_address"])
        return judge_file(data, wanted, villages, tools.keyring, today)

    try:
        file = await asyncio.to_thread(judge)
    except RosterRefused as refused:
        await _refuse(job, import_id, refused.code, refused.details)
    else:
        try:
            await _stage(job, import_id, tools.keyring, file)
        except ClaimsExhausted:
            await _refuse(job, import_id, CLAIMS_EXHAUSTED, {})
    return None


async def _stage(job: Job, import_id: UUID, keyring: Keyring, file: JudgedFile) -> None:
    async with job.write(READ, subject=import_id) as tx:
        on_file = await ask(tx, file)
        if not await claims.may_tell(tx, on_file.told):
            await _turn_refused(tx, import_id, CLAIMS_EXHAUSTED, {})
            return
        matched = await match(tx, keyring, file, on_file)
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
        # Not turned: discarded meanwhile.
        if turned:
            await batches.stage(tx, import_id, *records)


async def _refuse(job: Job, import_id: UUID, code: str, details: Mapping[str, Any]) -> None:
    async with job.write(READ, subject=import_id) as tx:
        await _turn_refused(tx, import_id, code, details)


async def _turn_refused(tx: WriteTx, import_id: UUID, code: str, details: Mapping[str, Any]) -> None:
    tx.entry.operation = "roster.refuse"
    tx.entry.details["code"] = code
    await repository.turn(tx, import_id, Status.REFUSED, refusal={"code": code, "details": dict(details)})
