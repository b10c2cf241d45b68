"""What was superseded is kept, once a transaction, and read where the household now is."""

from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import bindparam, select, text, update

from kit.db import Database, Scope
from services.kit.tests.example import home, person
from services.kit.tests.example_rows import (
    FAR_VILLAGE,
    SIBLING_COUNTY,
    VILLAGE,
    WHOLE,
    Home,
    entry,
    new_home,
    set_phone,
)
from tests.plugins.cluster import FreshDatabase

COUNTY = Scope.of_region("131025")


async def versions(db: Database, table: str, scope: Scope = WHOLE) -> list[dict[str, Any]]:
    async with db.read(scope) as tx:
        return [dict(row) for row in await tx.all(text(f"select * from {table}_version order by j_end, id"))]


async def change(db: Database, household_id: UUID, *phones: str) -> int:
    async with db.write(WHOLE, entry("home.change")) as tx:
        for phone in phones:
            await set_phone(tx, household_id, phone)
        return tx.journal_id


async def test_insert_stamps_the_journal_and_leaves_no_version(db: Database) -> None:
    made = await new_home(db, persons=1)
    async with db.read(WHOLE) as tx:
        js = {row["j"] for row in await tx.all(text("select j from home union all select j from person"))}
    assert len(js) == 1
    assert await versions(db, "home") == []
    assert made.persons


async def test_update_keeps_what_was_and_when_it_ended(db: Database) -> None:
    made = await new_home(db)
    first = await change(db, made.id, "1")
    second = await change(db, made.id, "2")
    kept = await versions(db, "home")
    assert [(row["phone"], row["j_end"]) for row in kept] == [("13800000000", first), ("1", second)]
    assert kept[1]["j"] == first
    assert {row["region_then"] for row in kept} == {VILLAGE}


async def test_several_updates_in_one_transaction_are_one_version(db: Database) -> None:
    made = await new_home(db)
    await change(db, made.id, "1", "2", "3")
    assert [row["phone"] for row in await versions(db, "home")] == ["13800000000"]


async def test_bulk_update_keeps_every_row(db: Database) -> None:
    made = [await new_home(db, persons=3) for _ in range(4)]
    async with db.write(WHOLE, entry("person.change")) as tx:
        assert await tx.run(update(person).values(pairs=5)) == 12
    assert len(await versions(db, "person")) == sum(len(one.persons) for one in made)


async def test_rolled_back_change_leaves_nothing(db: Database) -> None:
    made = await new_home(db)
    try:
        async with db.write(WHOLE, entry("home.change")) as tx:
            await set_phone(tx, made.id, "1")
            raise LookupError
    except LookupError:
        pass
    assert await versions(db, "home") == []
    async with db.read(WHOLE) as tx:
        assert await tx.value(select(home.c.phone)) == "13800000000"


async def move(dsns: FreshDatabase, made: Home, village: str) -> None:
    """What a function of the mover role will do: one statement, the region cascades."""
    conn = await asyncpg.connect(dsns.admin)
    try:
        async with conn.transaction():
            await conn.execute("select set_config('app.journal', nextval('journal_id')::text, true)")
            await conn.execute("update home set region_key = $1 where id = $2", village, made.id)
    finally:
        await conn.close()


async def test_move_cascades_to_children_and_to_versions(db: Database, dsns: FreshDatabase) -> None:
    made = await new_home(db, persons=2)
    await change(db, made.id, "1")
    await move(dsns, made, FAR_VILLAGE)
    for table in ("home", "person", "stay"):
        assert await versions(db, table, COUNTY) == []
    there = Scope.of_region(SIBLING_COUNTY)
    kept = await versions(db, "home", there)
    # The region of the day stays as data beside the present one.
    assert [(row["region_key"], row["region_then"]) for row in kept] == [(FAR_VILLAGE, VILLAGE)] * 2
    # The cascade is a change like any other: it stamps and keeps.
    people = await versions(db, "person", there)
    assert [(row["region_key"], row["region_then"]) for row in people] == [(FAR_VILLAGE, VILLAGE)] * 2


async def test_column_added_in_the_middle_of_life_is_kept(db: Database, dsns: FreshDatabase) -> None:
    made = await new_home(db)
    owner = await asyncpg.connect(dsns.owner)
    try:
        await owner.execute("alter table home add colour text")
        await owner.execute("alter table home_version add colour text")
    finally:
        await owner.close()
    # The named columns still fit, until `ddl.keeping` is run with the new declaration.
    await change(db, made.id, "1")
    assert len(await versions(db, "home")) == 1


async def test_statements_compile_lists_and_bound_names(db: Database) -> None:
    made = [await new_home(db) for _ in range(3)]
    wanted = [one.id for one in made[:2]]
    async with db.read(WHOLE) as tx:
        by_list = await tx.all(select(home.c.id).where(home.c.id.in_(wanted)).order_by(home.c.id))
        assert [row["id"] for row in by_list] == sorted(wanted)
        one = await tx.first(select(home.c.id).where(home.c.number == bindparam("no")), no=str(wanted[0]))
        assert one is not None
        assert one["id"] == wanted[0]
