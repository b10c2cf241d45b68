"""Roster import over HTTP."""

import asyncio
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import Form, Query, Response, UploadFile

from kit import files
from kit.web import BadRequest, Page, RequestRead, RequestWrite, Router, SignedVisitor, asks, reads, writes
from registry_api.imports import service
from registry_api.imports.code_tables import RelationList
from registry_api.imports.schemas import ImportRead, RowRead
from registry_api.imports.states import HouseholdState
from registry_api.imports.template import template_workbook
from registry_api.imports.workbook import FILE_CAP

PERMISSION = "roster.import"
FORM_BYTES = FILE_CAP + 64 * 1024

router = Router(prefix="/imports", tags=["imports 名册导入"])


@router.get("/template", response_class=Response, responses={200: {"content": {files.XLSX: {}}}})
async def read_template(caller: Annotated[SignedVisitor, asks(PERMISSION)]) -> Response:
    """Fetch the empty roster: the normative header, the code lists, how to fill it in."""
    return _workbook("贫困户名册模板.xlsx", await asyncio.to_thread(template_workbook))


@router.post("", status_code=202, max_body_size=FORM_BYTES)
async def send_roster(
    file: UploadFile,
    tx: Annotated[RequestWrite, writes(PERMISSION, operation="roster.send")],
    document: Annotated[str | None, Form(max_length=200)] = None,
    relations: Annotated[RelationList, Form()] = RelationList.NATIONAL,
    sheet: Annotated[str | None, Form(max_length=200)] = None,
) -> ImportRead:
    """Send a roster (.xlsx or .csv); it is read by a job, its preview asked for by its id.

    `document`: where the data come from, kept with each household (by default the file's name);
    `relations`: the list of the codes in 与户主关系; `sheet`: which sheet, where several look like a roster.
    """
    data = await file.read(FILE_CAP + 1)
    return await tx.once(
        lambda: service.send(
            tx,
            data,
            file_name=file.filename or "",
            document=document,
            relations=relations,
            sheet=sheet,
        ),
        again=lambda import_id: service.read(tx, import_id),
    )


@router.get("")
async def list_imports(
    tx: Annotated[RequestRead, reads(PERMISSION)],
    before: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Page[ImportRead]:
    """List one's own imports, newest first; `before` is the `next` of the page above."""
    return await service.page(tx, before, limit)


@router.get("/{import_id}")
async def read_import(import_id: UUID, tx: Annotated[RequestRead, reads(PERMISSION)]) -> ImportRead:
    """Look at one import: status, columns, counts, progress."""
    return await service.read(tx, import_id)


@router.get("/{import_id}/rows")
async def list_rows(
    import_id: UUID,
    tx: Annotated[RequestRead, reads(PERMISSION)],
    state: Annotated[list[HouseholdState] | None, Query()] = None,
    after: str | None = None,
    limit: Annotated[int, Query(ge=1, le=service.PAGE_CAP)] = 100,
) -> Page[RowRead]:
    """List the rows of the preview, of whole households in the given states; `after` is a page's `next`."""
    return await service.rows(tx, import_id, state, _place(after), limit)


@router.post("/{import_id}/commit", status_code=202)
async def commit_import(
    import_id: UUID, tx: Annotated[RequestWrite, writes(PERMISSION, operation="roster.commit")]
) -> ImportRead:
    """Write the households without an error that are not on file; a job, seen by `progress`."""
    return await tx.once(
        lambda: service.commit(tx, import_id), again=lambda reference: service.read(tx, reference)
    )


@router.post("/{import_id}/cancel", status_code=202)
async def cancel_import(
    import_id: UUID, tx: Annotated[RequestWrite, writes(PERMISSION, operation="roster.cancel")]
) -> ImportRead:
    """Discard a preview, or stop writing where it is (停在这里): what is written stays."""
    return await tx.once(
        lambda: service.cancel(tx, import_id), again=lambda reference: service.read(tx, reference)
    )


@router.get(
    "/{import_id}/errors.xlsx", response_class=Response, responses={200: {"content": {files.XLSX: {}}}}
)
async def read_errors(
    import_id: UUID, tx: Annotated[RequestWrite, writes(PERMISSION, operation="roster.errors")]
) -> Response:
    """Fetch the failed households as a workbook to correct and send again; each fetch is journalled."""
    return _workbook(*await service.errors(tx, import_id))


def _place(after: str | None) -> tuple[int, int]:
    if after is None:
        return 0, 0
    household, _, row = after.partition("-")
    if not (household.isdigit() and row.isdigit() and len(after) < 20):
        raise BadRequest(
            "unknown-cursor",
            ("翻页位置无效", "This is no place in the list"),
            todo=("从第一页重新开始。", "Start again from the first page."),
        )
    return int(household), int(row)


def _workbook(name: str, content: bytes) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(
        content,
        media_type=files.XLSX,
        headers={"Content-Disposition": disposition, "Cache-Control": "no-store"},
    )
