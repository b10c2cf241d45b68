"""The import as its uploader meets it: send, look, write, stop, fetch the errors. Nothing here commits."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from asyncpg import Record

from kit import files
from kit import jobs as queue
from kit.ids import uuid7
from kit.web import Page, RequestRead, RequestWrite
from kit.web.language import say
from registry_api.claims import service as claims
from registry_api.imports import jobs, repository, staging
from registry_api.imports.catalogue import BY_KEY
from registry_api.imports.code_tables import RelationList
from registry_api.imports.error_book import FailedRow, error_workbook
from registry_api.imports.errors import RosterRefused
from registry_api.imports.findings import finding_message
from registry_api.imports.presenting import read_import, read_row
from registry_api.imports.problems import (
    CountyOnly,
    FileRefused,
    ImportNotFound,
    NoErrors,
    NothingToWrite,
    NotReady,
)
from registry_api.imports.schemas import ImportRead, RowRead
from registry_api.imports.states import HouseholdState, Status
from registry_api.imports.workbook import FILE_CAP, check_container

COUNTY_LENGTH = 6
KEPT_DAYS = 30
NAME_CAP = 200
PAGE_CAP = 500
ERRORS_CAP = 50_000

Request = RequestRead | RequestWrite


async def send(
    tx: RequestWrite,
    data: bytes,
    *,
    file_name: str,
    document: str | None,
    relations: RelationList,
    sheet: str | None,
) -> ImportRead:
    """Keep the file, encrypted, and queue its reading. Raises FileRefused, CountyOnly."""
    if len(tx.scope.region_key or "") != COUNTY_LENGTH:
        raise CountyOnly
    try:
        check_container(data)
        stored = await asyncio.to_thread(
            tx.runtime.files.put, data, allowed={files.XLSX, files.CSV}, cap=FILE_CAP
        )
    except RosterRefused as refused:
        raise FileRefused(refused.code, refused.details) from None
    except files.FileRefused:
        raise FileRefused("unreadable", {}) from None
    import_id = uuid7()
    name = file_name.replace("\\", "/").rpartition("/")[2][:NAME_CAP] or "名册"
    tx.entry.subject = import_id
    await repository.add(
        tx,
        id=import_id,
        file_name=name,
        file_address=stored.address,
        size=stored.size,
        document=(document or name)[:NAME_CAP],
        relations=relations.value,
        sheet=sheet,
        day=tx.today,
        expiry=tx.today + timedelta(days=KEPT_DAYS),
    )
    job_id = await tx.enqueue(jobs.READ, {"import_id": str(import_id)}, key=str(import_id))
    await repository.turn(tx, import_id, Status.READING, job_id=str(job_id))
    return await read(tx, import_id)


async def read(tx: Request, import_id: UUID) -> ImportRead:
    """One import of the caller's own. Raises ImportNotFound."""
    return await _present(tx, await _own(tx, import_id))


async def page(tx: RequestRead, before_id: UUID | None, limit: int) -> Page[ImportRead]:
    """The caller's own imports, newest first."""
    records = await repository.listed(tx, before_id, limit + 1)
    items = [await _present(tx, record) for record in records[:limit]]
    return Page(items=items, next=str(items[-1].id) if len(records) > limit else None)


async def rows(
    tx: RequestRead,
    import_id: UUID,
    states: Sequence[HouseholdState] | None,
    after: tuple[int, int],
    limit: int,
) -> Page[RowRead]:
    """Rows of the preview in the order of their households; of whole households by state."""
    record = await _own(tx, import_id)
    found = await repository.page(tx, import_id, states, after, limit + 1)
    shown = found[:limit]
    items, last = [], after[0]
    for row in shown:
        cells = _cells(tx, import_id, row) if row["findings"] else None
        items.append(
            read_row(record["columns"], row, cells, first=row["household"] != last, language=tx.language)
        )
        last = row["household"]
    following = f"{shown[-1]['household']}-{shown[-1]['number']}" if len(found) > limit else None
    return Page(items=items, next=following)


async def commit(tx: RequestWrite, import_id: UUID) -> ImportRead:
    """Queue the writing of all households without an error that are not on file.

    Raises ImportNotFound, NotReady, NothingToWrite, ClaimsExhausted.
    """
    current = await read(tx, import_id)
    tx.entry.subject = import_id
    if current.status is not Status.PREVIEW:
        raise NotReady(current.status)
    if not current.counts.create:
        raise NothingToWrite
    await claims.require_answers(tx)
    payload = {"import_id": str(import_id), "total": current.counts.create}
    job_id = await tx.enqueue(jobs.COMMIT, payload, key=str(import_id))
    if not await repository.turn(tx, import_id, Status.COMMITTING, job_id=str(job_id), refusal=None):
        raise NotReady(current.status)
    return await read(tx, import_id)


async def cancel(tx: RequestWrite, import_id: UUID) -> ImportRead:
    """Stop here (停在这里): what is written stays. Raises ImportNotFound, NotReady."""
    record = await _own(tx, import_id)
    tx.entry.subject = import_id
    if record["status"] == Status.COMMITTING:
        # The job itself turns the import when it has stopped, between two transactions.
        stopping = await queue.cancel(tx, record["job_id"])
    else:
        stopping = await repository.turn(tx, import_id, Status.CANCELLED)
    if not stopping:
        raise NotReady((await read(tx, import_id)).status)
    return await read(tx, import_id)


async def errors(tx: RequestWrite, import_id: UUID) -> tuple[str, bytes]:
    """(file name, .xlsx) of the failed households. Raises ImportNotFound, NoErrors."""
    record = await _own(tx, import_id)
    tx.entry.subject = import_id
    found = await repository.page(tx, import_id, [HouseholdState.ERROR], (0, 0), ERRORS_CAP)
    if not found:
        raise NoErrors
    columns = [BY_KEY[column["key"]] for column in record["columns"]]
    keys = [column.key for column in columns]
    failed = []
    for row in found:
        cells = _cells(tx, import_id, row)
        wrong = []
        for finding in row["findings"]:
            key = finding["column"]
            value = cells[keys.index(key)] if key in keys else ""
            message = finding_message(finding["code"], finding["details"], value)
            wrong.append((key, f"{say(message.title, tx.language)}。{say(message.todo, tx.language)}"))
        failed.append(FailedRow(row["number"], cells, wrong))
    tx.entry.details["rows"] = len(failed)
    stem = record["file_name"].rpartition(".")[0] or record["file_name"]
    return f"{stem}-错误.xlsx", await asyncio.to_thread(error_workbook, columns, failed)


def _cells(tx: Request, import_id: UUID, row: Record) -> list[str]:
    return staging.open_cells(tx.runtime.keyring, import_id, row["number"], bytes(row["cells_sealed"]))


async def _own(tx: Request, import_id: UUID) -> Record:
    record = await repository.one(tx, import_id)
    if record is None:
        raise ImportNotFound
    return record


async def _present(tx: Request, record: Record) -> ImportRead:
    tally = await repository.tally(tx, record["id"])
    job = await queue.find(tx, record["job_id"]) if record["job_id"] else None
    return read_import(record, tally, job, tx.language)
