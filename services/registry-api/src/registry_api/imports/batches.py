"""SQL of the jobs: filling staging, taking batches from it, noting what became of them, clearing it.

Jobs run as the worker, to which internal tables are open; the import's id comes from the job itself.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from asyncpg import Record

from kit.db import Tx, WriteTx
from registry_api.imports.states import HouseholdState

_STAGE_HOUSEHOLDS: Final = """
insert into roster_household (import_id, number, state, persons, household_id, official_no, draft_sealed)
select $1, u.* from unnest($2::int[], $3::text[], $4::int[], $5::uuid[], $6::text[], $7::bytea[]) u
"""
_STAGE_ROWS: Final = """
insert into roster_row (import_id, number, household, shown, differences, findings, cells_sealed)
select $1, u.number, u.household, u.shown::jsonb, u.differences::jsonb, u.findings::jsonb, u.cells
from unnest($2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::bytea[])
     as u (number, household, shown, differences, findings, cells)
"""
_PENDING: Final = """
select array(select number from roster_household where import_id = $1 and state = 'create' order by number)
"""
# Locked, so that a second worker that takes the job over waits and then sees what is written.
_TAKE: Final = """
select number, draft_sealed from roster_household
where import_id = $1 and number = any($2::int[]) and state = 'create' order by number for update
"""
_SETTLE: Final = """
update roster_household h
set state = u.state, household_id = u.household, official_no = u.official_no, draft_sealed = null
from unnest($2::int[], $3::text[], $4::uuid[], $5::text[]) as u (number, state, household, official_no)
where h.import_id = $1 and h.number = u.number
"""
_ROWS_OF: Final = (
    "select number, shown from roster_row where import_id = $1 and household = $2 order by number"
)
_NOTE: Final = """
update roster_row set findings = findings || $3::jsonb, shown = $4::jsonb where import_id = $1 and number = $2
"""
# A file that was sent again goes with its last import.
_EXPIRE: Final = """
with gone as (delete from roster_import where expires_on <= $1 returning file_address)
select (select count(*) from gone) as removed, array(
  select distinct g.file_address from gone g
  where not exists (select from roster_import i where i.file_address = g.file_address and i.expires_on > $1)
) as addresses
"""

Settled = tuple[int, HouseholdState, UUID | None, str | None]
"""Number in the file, state, household on file, its official number."""


async def stage(
    tx: WriteTx, import_id: UUID, households: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Fill staging with the households and rows of a file; their JSON comes as texts.

    (The driver would take an array of lists for an array of more dimensions.)
    """
    names = ("number", "state", "persons", "household_id", "official_no", "draft_sealed")
    await tx.conn.execute(_STAGE_HOUSEHOLDS, import_id, *_columns(households, names))
    names = ("number", "household", "shown", "differences", "findings", "cells_sealed")
    await tx.conn.execute(_STAGE_ROWS, import_id, *_columns(rows, names))


async def pending(tx: Tx, import_id: UUID) -> list[int]:
    """Numbers of the households that are to be written."""
    numbers: list[int] = await tx.conn.fetchval(_PENDING, import_id)
    return numbers


async def take(tx: WriteTx, import_id: UUID, numbers: Sequence[int]) -> list[Record]:
    """Those of the households that are still to be written, locked: number and sealed draft."""
    return list(await tx.conn.fetch(_TAKE, import_id, numbers))


async def settle(tx: WriteTx, import_id: UUID, settled: Sequence[Settled]) -> None:
    """Note what became of households."""
    if settled:
        await tx.conn.execute(_SETTLE, import_id, *(list(column) for column in zip(*settled, strict=True)))


async def rows_of(tx: WriteTx, import_id: UUID, household: int) -> list[Record]:
    """Number and shown cells of one household's rows, in the order of the file."""
    return list(await tx.conn.fetch(_ROWS_OF, import_id, household))


async def note(
    tx: WriteTx, import_id: UUID, row: int, finding: Mapping[str, Any], shown: Sequence[str | None]
) -> None:
    """Add a finding to a row whose household failed after all."""
    await tx.conn.execute(_NOTE, import_id, row, [finding], shown)


async def expire(tx: WriteTx, day: date) -> tuple[int, list[str]]:
    """Remove the imports that are over on `day`: how many, and the addresses of files no import needs."""
    row = await tx.conn.fetchrow(_EXPIRE, day)
    assert row is not None, "a select of two values"
    return row["removed"], row["addresses"]


def _columns(records: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[list[Any]]:
    return [[record[name] for record in records] for name in names]
