"""Files over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Form, UploadFile

from assistance_api.files import service
from assistance_api.files.schemas import FileRead
from kit.web import RequestWrite, Router, writes

router = Router(prefix="/files", tags=["files 附件"])


@router.post("", status_code=201)
async def upload_signature(
    household_id: Annotated[UUID, Form()],
    file: UploadFile,
    tx: Annotated[RequestWrite, writes("handover.write", operation="file.add")],
) -> FileRead:
    """Keep the signature drawn by a receiver of a household: a PNG picture of at most 200 KB."""
    data = await file.read(service.SIGNATURE_CAP + 1)
    position = tx.request.headers.get("x-position")
    return await tx.once(
        lambda: service.add_signature(
            tx, tx.runtime.files, household_id=household_id, data=data, position=position
        ),
        again=lambda ref: service.read(tx, ref),
    )
