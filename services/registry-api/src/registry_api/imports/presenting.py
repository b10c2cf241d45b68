"""From staged records to what the endpoints answer, in the caller's language. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from asyncpg import Record

from kit.jobs import JobStatus
from kit.web.language import Language, say
from registry_api.imports.catalogue import BY_KEY
from registry_api.imports.errors import refusal_message
from registry_api.imports.findings import finding_message
from registry_api.imports.schemas import (
    ColumnRead,
    CountsRead,
    DifferenceRead,
    FindingRead,
    ImportRead,
    ProgressRead,
    RefusalRead,
    RowRead,
)
from registry_api.imports.states import HouseholdState, Status

Tally = Mapping[HouseholdState, tuple[int, int]]

_COUNTED = {
    HouseholdState.CREATE: ("create", "create_persons"),
    HouseholdState.DIFFERS: ("differs", "differs_persons"),
    HouseholdState.UNCHANGED: ("unchanged", "unchanged_persons"),
    HouseholdState.ERROR: ("errors", "error_persons"),
    HouseholdState.WRITTEN: ("written", "written_persons"),
}


def read_import(record: Record, tally: Tally, job: JobStatus | None, language: Language) -> ImportRead:
    """An import with its counts and progress."""
    status, refusal = _standing(record, job)
    counts = {
        name: number
        for state, names in _COUNTED.items()
        for name, number in zip(names, tally.get(state, (0, 0)), strict=True)
    }
    writing = status in (Status.COMMITTING, Status.DONE) or counts["written"]
    return ImportRead(
        id=record["id"],
        status=status,
        file_name=record["file_name"],
        size=record["size"],
        document=record["document"],
        relations=record["relations"],
        sheet=record["sheet"],
        columns=[_read_column(column) for column in record["columns"]],
        unknown_columns=record["unknown"],
        counts=CountsRead(**counts, **record["counts"]),
        progress=ProgressRead(done=counts["written"], total=counts["written"] + counts["create"])
        if writing
        else None,
        refusal=None if refusal is None else _read_refusal(refusal, language),
        created_on=record["created_on"],
        created_at=record["created_at"],
        finished_at=record["finished_at"],
        expires_on=record["expires_on"],
    )


def _standing(record: Record, job: JobStatus | None) -> tuple[Status, dict[str, Any] | None]:
    """The status as it is meant: a job that ended otherwise than in its own last step leaves nothing hanging.

    A reading that failed refuses the file; a writing that failed can be asked for again.
    """
    status, refusal = Status(record["status"]), record["refusal"]
    ended = job.state if job else None
    if status is Status.READING and job and ended == "failed":
        return Status.REFUSED, {"code": "interrupted", "details": {"reference": str(job.id)}}
    if status is Status.COMMITTING and ended == "failed":
        return Status.PREVIEW, refusal
    if status is Status.COMMITTING and ended == "cancelled":
        return Status.CANCELLED, refusal
    return status, refusal


def _read_column(column: Mapping[str, Any]) -> ColumnRead:
    known = BY_KEY[column["key"]]
    return ColumnRead(
        key=known.key,
        letter=column["letter"],
        header=column["header"],
        zh=known.zh,
        en=known.en,
        code=known.code,
        protected=known.protected,
    )


def _read_refusal(refusal: Mapping[str, Any], language: Language) -> RefusalRead:
    message = refusal_message(refusal["code"], refusal["details"])
    return RefusalRead(
        code=refusal["code"],
        title=say(message.title, language),
        todo=say(message.todo, language),
        sheets=refusal["details"].get("sheets", []),
    )


def read_row(
    columns: Sequence[Mapping[str, Any]],
    row: Record,
    cells: Sequence[str] | None,
    *,
    first: bool,
    language: Language,
) -> RowRead:
    """A staged row; `cells` are its opened cells where it has findings: those in error are shown as sent."""
    places = {column["key"]: place for place, column in enumerate(columns)}
    shown = [
        text if text is not None else cells[place] if cells else "" for place, text in enumerate(row["shown"])
    ]
    findings = []
    for finding in row["findings"]:
        place = places.get(finding["column"])
        value = cells[place] if cells and place is not None else ""
        message = finding_message(finding["code"], finding["details"], value)
        findings.append(
            FindingRead(
                column=finding["column"],
                letter=None if place is None else columns[place]["letter"],
                code=finding["code"],
                title=say(message.title, language),
                todo=say(message.todo, language),
            )
        )
    return RowRead(
        row=row["number"],
        household=row["household"],
        first=first,
        state=HouseholdState(row["state"]),
        changed=bool(row["differences"]),
        household_id=row["household_id"],
        official_no=row["official_no"],
        cells=shown,
        findings=findings,
        differences=[DifferenceRead(**difference) for difference in row["differences"]],
    )
