"""Reading one household and changing its rows: all SQL of the household page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asyncpg import Record
from sqlalchemy import ColumnElement, Table, Uuid, and_, bindparam, select, text, update

from kit.db import Prepared, Tx, WriteTx
from registry_api.bulk_insert import BulkInsert

from .card_models import household_card as card
from .models import household, household_state, member, member_state, residence
from .sheet_models import household_income, household_living


@dataclass(frozen=True, slots=True)
class OnFile:
    """The rows of one household: open state, members with their latest state, yearly sheets."""

    root: Record
    state: Record
    j: int
    members: list[Record]
    former: list[Record]
    incomes: list[Record]
    living: list[Record]


def _key(name: str = "id") -> Any:
    return bindparam(name, type_=Uuid)


_LOCK = Prepared(select(card.c.j, card.c.voided).where(card.c.household_id == _key()).with_for_update())
# The card is rebuilt by every change of the household, so its journal id stands for the whole.
_ROOT = Prepared(
    select(household, card.c.j.label("last_change"))
    .join(card, card.c.household_id == household.c.id)
    .where(household.c.id == _key())
)
_STATE = Prepared(
    select(household_state).where(
        household_state.c.household_id == _key(), household_state.c.valid_to.is_(None)
    )
)
_MEMBER_COLUMNS = [column for column in member.c if column.name != "j"]
_FACT_COLUMNS = [
    column
    for column in member_state.c
    if column.name not in {"household_id", "id", "region_key", "member_id", "valid_from", "valid_to", "j"}
]
# Of somebody who left, the state of the last day; of a member, the open one.
_MEMBERS = Prepared(
    select(
        *_MEMBER_COLUMNS,
        *_FACT_COLUMNS,
        member_state.c.id.label("state_id"),
        member_state.c.valid_from.label("since"),
    )
    .join(
        member_state,
        and_(
            member_state.c.household_id == member.c.household_id,
            member_state.c.member_id == member.c.id,
            member_state.c.valid_to.is_not_distinct_from(member.c.valid_to),
        ),
    )
    .where(member.c.household_id == _key())
    .order_by(member.c.relation, member.c.birth_year, member.c.birth_month, member.c.id)
)
_INCOMES = Prepared(
    select(household_income)
    .where(household_income.c.household_id == _key())
    .order_by(household_income.c.year.desc())
)
_LIVING = Prepared(
    select(household_living)
    .where(household_living.c.household_id == _key())
    .order_by(household_living.c.year.desc())
)
_PATH = Prepared(
    text(
        "select region_key as key, short as name from region_name "
        "where region_key = any(:keys) and valid_to is null order by length(region_key)"
    )
)
_VILLAGE_KNOWN = Prepared(
    text("select exists (select from region where region_key = :key and level = 'village')")
)
_INSERTS = {
    table: BulkInsert(table)
    for table in (household_state, residence, member, member_state, household_income, household_living)
}


async def lock(tx: WriteTx, household_id: UUID) -> Record | None:
    """Lock the household by its card, first of all its rows; `j` and `voided`, or None out of scope."""
    return await tx.first(_LOCK, id=household_id)


async def load(tx: Tx, household_id: UUID) -> OnFile | None:
    """The household's rows, or None where it is absent or out of scope."""
    root = await tx.first(_ROOT, id=household_id)
    state = await tx.first(_STATE, id=household_id)
    if root is None or state is None:
        return None
    everybody = await tx.all(_MEMBERS, id=household_id)
    return OnFile(
        root=root,
        state=state,
        j=root["last_change"],
        members=[row for row in everybody if row["valid_to"] is None],
        former=[row for row in everybody if row["valid_to"] is not None],
        incomes=await tx.all(_INCOMES, id=household_id),
        living=await tx.all(_LIVING, id=household_id),
    )


async def region_path(tx: Tx, village: str) -> list[Record]:
    """Names as people say them today, from the county down to the village."""
    return await tx.all(_PATH, keys=[village[:6], village[:9], village])


async def village_known(tx: Tx, key: str) -> bool:
    """True if there is a village with this key."""
    return bool(await tx.value(_VILLAGE_KNOWN, key=key))


async def change(
    tx: WriteTx, table: Table, household_id: UUID, row_id: UUID, values: Mapping[str, Any]
) -> None:
    """Set columns of one row of the household."""
    owner: ColumnElement[bool] = (
        table.c.id == household_id
        if table is household
        else and_(table.c.household_id == household_id, table.c.id == row_id)
    )
    await tx.run(update(table).where(owner).values(**values))


async def add(tx: WriteTx, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows to a table of the household."""
    await _INSERTS[table].run(tx, rows)


async def succeed(
    tx: WriteTx,
    table: Table,
    row: Mapping[str, Any],
    values: Mapping[str, Any],
    *,
    row_id: UUID,
    valid_from: date,
    since: date,
) -> None:
    """Let the dated row `row_id` end on `since` and a copy with `values` follow it.

    `row` is the successor (with an id of its own); on the old row's own first day `values` are set on it.
    """
    household_id = row["household_id"]
    if valid_from == since:
        await change(tx, table, household_id, row_id, values)
        return
    await change(tx, table, household_id, row_id, {"valid_to": since})
    await add(tx, table, [row])
