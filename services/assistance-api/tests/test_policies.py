"""Row policies by direct SQL: whatever code forgets, a village sees and writes its own rows alone."""

from collections.abc import Awaitable, Callable

import asyncpg
import pytest
from sqlalchemy import Table, func, insert, select, text, update

from assistance_api.handovers.models import gosling_handover
from assistance_api.handovers.schemas import HandoverCreate, HandoverRead
from assistance_api.households.models import household
from assistance_api.households.projection import State
from assistance_api.tables import TABLES
from kit.db import Database, Scope
from kit.ids import uuid7
from kit.journal import JournalEntry
from kit.tables import Kind, kind_of

PutHousehold = Callable[..., Awaitable[State]]
Form = Callable[..., Awaitable[HandoverCreate]]
Act = Callable[..., Awaitable[HandoverRead]]

OF_HOUSEHOLDS = [table for table in TABLES if kind_of(table) is Kind.HOUSEHOLD]
INTERNAL = [table for table in TABLES if kind_of(table) is Kind.INTERNAL]

ENTRY = JournalEntry(operation="test")


def _named(table: Table) -> str:
    return table.name


@pytest.fixture
async def filled(put_household: PutHousehold, form: Form, record: Act) -> State:
    """A household with a row in every table of households."""
    state = await put_household()
    await record(await form(state))
    return state


@pytest.mark.parametrize(
    ("region", "rows"),
    [("131002102236", 1), ("131002", 1), ("1310", 1), ("131002102237", 0), ("131002103", 0), ("131003", 0)],
)
async def test_rows_are_seen_from_the_village_and_above_alone(
    db: Database, filled: State, region: str, rows: int
) -> None:
    async with db.read(Scope.of_region(region)) as tx:
        seen = {
            table.name: await tx.value(select(func.count()).select_from(table)) for table in OF_HOUSEHOLDS
        }
    assert seen == {table.name: rows for table in OF_HOUSEHOLDS}


async def test_without_a_scope_there_is_nothing(db: Database, filled: State) -> None:
    async with db.read(Scope.none()) as tx:
        for table in OF_HOUSEHOLDS:
            assert await tx.value(select(func.count()).select_from(table)) == 0


async def test_a_sibling_changes_nothing(db: Database, filled: State) -> None:
    async with db.write(Scope.of_region("131002102237"), ENTRY) as tx:
        assert await tx.run(update(gosling_handover).values(alive=1)) == 0
        assert await tx.run(update(household).values(voided=True)) == 0


async def test_a_row_cannot_be_put_into_another_village(db: Database, filled: State) -> None:
    values = {
        "id": uuid7(),
        "region_key": "131002102236",
        "official_no": "13100200007777",
        "standing": "registered",
        "persons": 1,
        "disabled": False,
        "voided": False,
        "source_position": 1,
    }
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with db.write(Scope.of_region("131002102237"), ENTRY) as tx:
            await tx.run(insert(household).values(values))


async def test_a_child_cannot_point_outside_its_household(db: Database, filled: State) -> None:
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        async with db.write(Scope.of_region("1310"), ENTRY) as tx:
            await tx.run(
                text(
                    "insert into goose_year (household_id, id, region_key, year, allowed, given) "
                    "values (:household_id, :id, '131003', 2019, 100, 0)"
                ),
                household_id=filled.id,
                id=uuid7(),
            )


@pytest.mark.parametrize("table", OF_HOUSEHOLDS, ids=_named)
async def test_nobody_moves_or_deletes_a_row(db: Database, filled: State, table: Table) -> None:
    for statement in (f"update {table.name} set region_key = '131003'", f"delete from {table.name}"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with db.write(Scope.of_region("1310"), ENTRY) as tx:
                await tx.run(text(statement))


@pytest.mark.parametrize("table", INTERNAL, ids=_named)
async def test_requests_do_not_reach_internal_tables(db: Database, table: Table) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with db.read(Scope.of_region("1310")) as tx:
            await tx.all(select(table))


async def test_requests_change_nothing_that_is_counted(db: Database, filled: State) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with db.write(Scope.of_region("1310"), ENTRY) as tx:
            await tx.run(text("update counted set n = 0"))
