"""All SQL of imports: the named functions on staging, and what the register has on file."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from asyncpg import Record
from sqlalchemy import text

from kit.db import Prepared, Tx, WriteTx
from registry_api.imports.states import HouseholdState, Status, before
from registry_api.imports.villages import Place

ROWS_OF_ONE = 100
"""More persons than any household has."""

_ADD = Prepared(
    text(
        "select roster_add"
        "(:id, :file_name, :file_address, :size, :document, :relations, :sheet, :day, :expiry)"
    )
)
_ONE = Prepared(text("select * from roster_import_of(:id)"))
_LIST = Prepared(text("select * from roster_imports(:before, :most)"))
_TURN = Prepared(text("select roster_turn(:id, :from_statuses, :next_status, :facts)"))
_STAGE_HOUSEHOLDS = Prepared(
    text(
        "select roster_stage_households"
        "(:id, :numbers, :states, :persons, :households, :official_nos, :drafts)"
    )
)
_STAGE_ROWS = Prepared(
    text("select roster_stage_rows(:id, :numbers, :households, :shown, :differences, :findings, :cells)")
)
_PAGE = Prepared(text("select * from roster_page(:id, :states, :after_household, :after_number, :most)"))
_TAKE = Prepared(text("select * from roster_take(:id, :most)"))
_SETTLE = Prepared(text("select roster_settle(:id, :numbers, :states, :households, :official_nos)"))
_NOTE = Prepared(text("select roster_note(:id, :numbers, :findings, :shown)"))
_TALLY = Prepared(text("select * from roster_tally(:id)"))
_JOB = Prepared(text("select * from job_in_scope(:id)"))
_CANCEL_JOB = Prepared(text("select cancel_job(:id)"))
_EXPIRE = Prepared(text("select roster_expire(:day) as address"))
_PLACES = Prepared(
    text("""
      select r.region_key, r.level, r.parent_key, n.code, n.name
      from region r join region_name n on n.region_key = r.region_key
        and n.valid_from <= :day and (n.valid_to is null or n.valid_to > :day)
      where r.region_key collate "C" >= :lo and r.region_key collate "C" < :hi
    """)
)


async def add(tx: WriteTx, **facts: Any) -> None:
    """A new import of the caller's, `reading`."""
    await tx.run(_ADD, **facts)


async def one(tx: Tx, import_id: UUID) -> Record | None:
    """The caller's own import, None where there is none."""
    return await tx.first(_ONE, id=import_id)


async def listed(tx: Tx, before_id: UUID | None, most: int) -> list[Record]:
    """The caller's own imports, newest first."""
    return await tx.all(_LIST, before=before_id, most=most)


async def turn(tx: WriteTx, import_id: UUID, status: Status, **facts: Any) -> bool:
    """To the next status with new facts; False where the import stands at none that it may follow.

    The status itself counts as one: facts may be added without a turn.
    """
    return bool(
        await tx.value(
            _TURN,
            id=import_id,
            from_statuses=[*before(status), status.value],
            next_status=status.value,
            facts=facts,
        )
    )


async def stage(
    tx: WriteTx, import_id: UUID, households: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Put households and rows into staging."""
    await tx.run(
        _STAGE_HOUSEHOLDS,
        id=import_id,
        numbers=[household["number"] for household in households],
        states=[household["state"] for household in households],
        persons=[household["persons"] for household in households],
        households=[household["household_id"] for household in households],
        official_nos=[household["official_no"] for household in households],
        drafts=[household["draft_sealed"] for household in households],
    )
    await tx.run(
        _STAGE_ROWS,
        id=import_id,
        numbers=[row["number"] for row in rows],
        households=[row["household"] for row in rows],
        shown=[row["shown"] for row in rows],
        differences=[row["differences"] for row in rows],
        findings=[row["findings"] for row in rows],
        cells=[row["cells_sealed"] for row in rows],
    )


async def page(
    tx: Tx, import_id: UUID, states: Sequence[HouseholdState] | None, after: tuple[int, int], most: int
) -> list[Record]:
    """Rows in the order of their households, after a place (household, row)."""
    return await tx.all(
        _PAGE,
        id=import_id,
        states=None if states is None else [state.value for state in states],
        after_household=after[0],
        after_number=after[1],
        most=most,
    )


async def rows_of(tx: Tx, import_id: UUID, household: int) -> list[Record]:
    """The rows of one household, in the order of the file."""
    rows = await tx.all(
        _PAGE, id=import_id, states=None, after_household=household, after_number=0, most=ROWS_OF_ONE
    )
    return [row for row in rows if row["household"] == household]


async def take(tx: WriteTx, import_id: UUID, most: int) -> list[Record]:
    """The next households to write, locked: number and sealed draft."""
    return await tx.all(_TAKE, id=import_id, most=most)


async def settle(
    tx: WriteTx, import_id: UUID, settled: Sequence[tuple[int, HouseholdState, UUID | None, str | None]]
) -> None:
    """What became of households: (number, state, household on file, its official number)."""
    await tx.run(
        _SETTLE,
        id=import_id,
        numbers=[number for number, _, _, _ in settled],
        states=[state.value for _, state, _, _ in settled],
        households=[household for _, _, household, _ in settled],
        official_nos=[official_no for _, _, _, official_no in settled],
    )


async def note(tx: WriteTx, import_id: UUID, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add findings to rows whose household failed after all."""
    await tx.run(
        _NOTE,
        id=import_id,
        numbers=[row["number"] for row in rows],
        findings=[row["findings"] for row in rows],
        shown=[row["shown"] for row in rows],
    )


async def tally(tx: Tx, import_id: UUID) -> dict[HouseholdState, tuple[int, int]]:
    """(households, persons) by state."""
    rows = await tx.all(_TALLY, id=import_id)
    return {HouseholdState(row["state"]): (row["households"], row["persons"]) for row in rows}


async def job(tx: Tx, job_id: UUID) -> Record | None:
    """Progress of a job in scope."""
    return await tx.first(_JOB, id=job_id)


async def cancel_job(tx: WriteTx, job_id: UUID) -> bool:
    """Ask a job to stop; False where it has ended."""
    return bool(await tx.value(_CANCEL_JOB, id=job_id))


async def expire(tx: WriteTx, day: date) -> list[str]:
    """Remove what is over on `day`; the addresses of files that nothing refers to any more."""
    return [row["address"] for row in await tx.all(_EXPIRE, day=day)]


async def places(tx: Tx, county_key: str, day: date) -> tuple[list[Place], list[Place]]:
    """Townships and villages of a county under the codes and names of `day`."""
    rows = await tx.all(_PLACES, lo=county_key, hi=f"{county_key}:", day=day)
    townships = [
        Place(row["region_key"], row["code"], row["name"]) for row in rows if row["level"] == "township"
    ]
    villages = [
        Place(row["region_key"], row["code"], row["name"], row["parent_key"])
        for row in rows
        if row["level"] == "village"
    ]
    return townships, villages
