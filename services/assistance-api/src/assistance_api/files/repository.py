"""SQL of the files."""

from typing import Any
from uuid import UUID

from asyncpg import Record
from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from assistance_api.files.models import household_file
from kit.db import Prepared, Tx, WriteTx

_ADD = Prepared(
    insert(household_file)
    .values({column.name: bindparam(column.name) for column in household_file.c if column.name != "j"})
    .on_conflict_do_nothing(
        index_elements=[household_file.c.household_id, household_file.c.purpose, household_file.c.address]
    )
    .returning(*household_file.c)
)
_SAME = Prepared(
    select(household_file).where(
        household_file.c.household_id == bindparam("household"),
        household_file.c.purpose == bindparam("for_purpose"),
        household_file.c.address == bindparam("at"),
    )
)
_BY_ID = Prepared(select(household_file).where(household_file.c.id == bindparam("file_id")))


async def add(tx: WriteTx, values: dict[str, Any]) -> Record | None:
    """The new row, or None where the household has the same content already."""
    return await tx.first(_ADD, **values)


async def same(tx: Tx, *, household_id: UUID, purpose: str, address: str) -> Record | None:
    """The household's file of that content."""
    return await tx.first(_SAME, household=household_id, for_purpose=purpose, at=address)


async def by_id(tx: Tx, file_id: UUID) -> Record | None:
    """The file, or None where there is none within the scope."""
    return await tx.first(_BY_ID, file_id=file_id)
