"""Row policies, by direct SQL as the application's role."""

import asyncpg
import pytest
from sqlalchemy import func, insert, select, text, update

from kit.db import Database, Scope, ScopeLeak
from kit.ids import uuid7
from services.kit.tests.example import home, note, person, stay
from services.kit.tests.example_rows import (
    CITY,
    COUNTY,
    FAR_VILLAGE,
    SIBLING_COUNTY,
    SIBLING_VILLAGE,
    TOWNSHIP,
    VILLAGE,
    WHOLE,
    add_home,
    entry,
    new_home,
    set_phone,
)
from tests.plugins.cluster import FreshDatabase

SIBLINGS = [SIBLING_VILLAGE, "131025103", SIBLING_COUNTY]


async def count(db: Database, scope: Scope, table: str) -> int:
    async with db.read(scope) as tx:
        found: int = await tx.value(text(f"select count(*) from {table}"))
        return found


@pytest.mark.parametrize("region", [CITY, COUNTY, TOWNSHIP, VILLAGE])
async def test_region_and_those_above_see_the_rows(db: Database, region: str) -> None:
    await new_home(db, persons=2)
    assert await count(db, Scope.of_region(region), "home") == 1
    assert await count(db, Scope.of_region(region), "person") == 2


@pytest.mark.parametrize("table", ["home", "stay", "person", "home_version", "person_version"])
@pytest.mark.parametrize("region", [*SIBLINGS, None])
async def test_sibling_and_no_scope_see_nothing(db: Database, region: str | None, table: str) -> None:
    made = await new_home(db, persons=2)
    async with db.write(WHOLE, entry("home.change")) as tx:
        await set_phone(tx, made.id, "13900000000")
        await tx.run(update(person).values(name="改名"))
    scope = Scope.none() if region is None else Scope.of_region(region)
    assert await count(db, scope, table) == 0
    assert await count(db, WHOLE, table) > 0


async def test_connection_without_any_scope_sees_nothing(db: Database, dsns: FreshDatabase) -> None:
    await new_home(db)
    conn = await asyncpg.connect(dsns.app)
    try:
        assert await conn.fetchval("select count(*) from home") == 0
    finally:
        await conn.close()


async def test_owner_is_held_by_the_policies_too(db: Database, dsns: FreshDatabase) -> None:
    await new_home(db)
    conn = await asyncpg.connect(dsns.owner)
    try:
        assert await conn.fetchval("select count(*) from home") == 0
    finally:
        await conn.close()


async def test_no_role_of_the_service_bypasses_row_security(dsns: FreshDatabase) -> None:
    conn = await asyncpg.connect(dsns.admin)
    try:
        loose = await conn.fetch(
            "select rolname from pg_roles where rolname like 'example\\_%' and (rolbypassrls or rolsuper)"
        )
        assert loose == []
    finally:
        await conn.close()


async def test_row_cannot_be_put_outside_the_scope(db: Database) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with db.write(Scope.of_region(COUNTY), entry()) as tx:
            await add_home(tx, FAR_VILLAGE)


async def test_sibling_changes_nothing(db: Database) -> None:
    made = await new_home(db)
    async with db.write(Scope.of_region(SIBLING_COUNTY), entry("home.change")) as tx:
        assert await set_phone(tx, made.id, "1") == 0


@pytest.mark.parametrize("column", ["region_key", "id", "j"])
async def test_application_cannot_update_what_is_fixed(db: Database, column: str) -> None:
    await new_home(db)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with db.write(WHOLE, entry("home.change")) as tx:
            await tx.run(text(f"update home set {column} = {column}"))


@pytest.mark.parametrize("table", ["home", "stay", "person", "person_version", "journal", "outbox"])
async def test_application_cannot_delete(db: Database, table: str) -> None:
    await new_home(db, persons=1)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with db.write(WHOLE, entry("home.delete")) as tx:
            await tx.run(text(f"delete from {table}"))


@pytest.mark.parametrize("table", ["journal", "outbox", "job", "idempotency", "touched", "journal_position"])
async def test_application_cannot_read_internal_tables(db: Database, table: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with db.read(WHOLE) as tx:
            await tx.value(text(f"select count(*) from {table}"))


async def test_journal_takes_no_entry_of_another_transaction(db: Database) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with db.write(WHOLE, entry()) as tx:
            await tx.run(
                text(
                    "insert into journal (id, operation, details, role, day) "
                    "values (999999, 'x', '{}', '', '2018-01-01')"
                )
            )


async def test_note_that_reaches_down_is_read_from_below_and_from_no_sibling(db: Database) -> None:
    async with db.write(WHOLE, entry("note.create")) as tx:
        for reaches_down in (True, False):
            await tx.run(
                insert(note).values(id=uuid7(), region_key=COUNTY, reaches_down=reaches_down, text="通知")
            )
    assert await count(db, Scope.of_region(VILLAGE), "note") == 1
    assert await count(db, Scope.of_region(COUNTY), "note") == 2
    assert await count(db, Scope.of_region(SIBLING_COUNTY), "note") == 0
    async with db.write(Scope.of_region(VILLAGE), entry("note.change")) as tx:
        assert await tx.run(update(note).values(text="改")) == 0


async def test_range_uses_the_index(db: Database, dsns: FreshDatabase) -> None:
    async with db.write(WHOLE, entry()) as tx:
        for number in range(300):
            await add_home(tx, f"1310251022{number % 90 + 10}")
    admin = await asyncpg.connect(dsns.admin)
    await admin.execute("create index on home (region_key, id); analyze home")
    await admin.close()
    async with db.read(Scope.of_region("131025102236")) as tx:
        plan = "\n".join(
            row[0] for row in await tx.all(text("explain select id from home order by region_key, id"))
        )
    assert "Index" in plan
    assert "Seq Scan" not in plan


async def test_read_transaction_writes_nothing(db: Database) -> None:
    with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
        async with db.read(WHOLE) as tx:
            await tx.run(text("update home set phone = ''"))


async def test_snapshot_sees_one_instant(db: Database) -> None:
    async with db.read(WHOLE, snapshot=True) as tx:
        before = await tx.value(select(func.count()).select_from(home))
        await new_home(db)
        assert await tx.value(select(func.count()).select_from(home)) == before


async def test_write_without_a_journal_id_is_refused(dsns: FreshDatabase) -> None:
    conn = await asyncpg.connect(dsns.app)
    try:
        async with conn.transaction():
            await conn.execute(
                "select set_config('app.lo', '1310', true), set_config('app.hi', '1310:', true)"
            )
            with pytest.raises(asyncpg.PostgresError, match=r"app\.journal|bigint"):
                await conn.execute(
                    "insert into home (id, region_key, number, phone) values ($1, $2, '1', '')",
                    uuid7(),
                    VILLAGE,
                )
    finally:
        await conn.close()


@pytest.mark.parametrize("setting", ["lo", "hi", "person", "journal"])
async def test_setting_that_outlives_its_transaction_is_found_at_check_in(db: Database, setting: str) -> None:
    with pytest.raises(ScopeLeak):
        async with db.read(WHOLE) as tx:
            await tx.value(text(f"select set_config('app.{setting}', '1310', false)"))
    assert await count(db, Scope.none(), "home") == 0


async def test_leak_of_a_transaction_that_failed_is_found_too(dsns: FreshDatabase) -> None:
    database = await Database.open(dsns.app, size=1)
    try:
        # Set outside, as no code of ours could: a rollback clears what was set inside.
        async with database._pool.acquire() as conn:
            pid = conn.get_server_pid()
        with pytest.raises(ScopeLeak):
            async with database._pool.acquire() as conn:
                await conn.execute("select set_config('app.lo', '1310', false)")
        async with database._pool.acquire() as conn:
            assert conn.get_server_pid() != pid
    finally:
        await database.close()


async def test_stay_without_its_home_is_refused(db: Database) -> None:
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        async with db.write(WHOLE, entry()) as tx:
            await tx.run(
                insert(stay).values(
                    household_id=uuid7(), id=uuid7(), region_key=VILLAGE, village=VILLAGE, valid_from=tx.today
                )
            )


async def test_child_cannot_stand_in_another_region_than_its_home(db: Database) -> None:
    made = await new_home(db)
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        async with db.write(WHOLE, entry()) as tx:
            await tx.run(
                insert(stay).values(
                    household_id=made.id,
                    id=uuid7(),
                    region_key=SIBLING_VILLAGE,
                    village=VILLAGE,
                    valid_from=tx.today,
                )
            )
