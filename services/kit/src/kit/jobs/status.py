"""How a job stands, for whoever may see its region."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import Uuid, bindparam, text

from kit.db import Prepared, Tx, WriteTx

State = Literal["queued", "running", "cancelling", "done", "failed", "cancelled"]

_ID: Final = bindparam("id", type_=Uuid)
_FIND: Final = Prepared(text("select * from job_in_scope(:id)").bindparams(_ID))
_CANCEL: Final = Prepared(text("select cancel_job(:id)").bindparams(_ID))


@dataclass(frozen=True, slots=True)
class JobStatus:
    """Progress of a job: `done` of `total` (None until known); `error` is a slug, `result` the handler's."""

    id: UUID
    name: str
    state: State
    done: int
    total: int | None
    result: dict[str, Any] | None
    error: str | None
    queued_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


async def find(tx: Tx, job_id: UUID) -> JobStatus | None:
    """The job, if its region lies in the caller's scope."""
    row = await tx.first(_FIND, id=job_id)
    return JobStatus(**dict(row)) if row else None


async def cancel(tx: WriteTx, job_id: UUID) -> bool:
    """Ask the job to stop at its next checkpoint; False if it has ended or is out of scope."""
    found: bool = await tx.value(_CANCEL, id=job_id)
    return found
