"""SQL of imports as requests and jobs share it: the named functions on staging."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record
from sqlalchemy import text

from kit.db import Prepared, Tx, WriteTx
from registry_api.imports.states import HouseholdState, Status, before

_ADD = Prepared(
    text(
        "select roster_add"
        "(:id, :file_name, :file_address, :size, :document, :relations, :sheet, :day, :expiry)"
    )
)
_ONE = Prepared(text("select * from roster_import_of(:id)"))
_LIST = Prepared(text("select * from roster_imports(:before, :most)"))
_TURN = Prepared(text("select roster_turn(:id, :from_statuses, :next_status, :facts)"))
_PAGE = Prepared(text("select * from roster_page(:id, :states, :after_household, :after_number, :most)"))
_TALLY = Prepared(text("select * from roster_tally(:id)"))


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


async def tally(tx: Tx, import_id: UUID) -> dict[HouseholdState, tuple[int, int]]:
    """(households, persons) by state."""
    rows = await tx.all(_TALLY, id=import_id)
    return {HouseholdState(row["state"]): (row["households"], row["persons"]) for row in rows}
