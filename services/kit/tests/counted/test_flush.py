"""What is counted equals the recount and an independent oracle, after any writes; the past stays."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio
from sqlalchemy import bindparam, insert, select, text, update

from kit import counted, known, sequencer
from kit.counted.recount import recount, refill
from kit.db import Database, Scope, WriteTx
from kit.ids import uuid7
from kit.known import Known
from services.kit.tests.example import person, stay
from services.kit.tests.example_figures import (
    ABLE_SHARE,
    DISTINCT_PERSONS,
    INDICATORS,
    PAIRS_EACH,
    PERSONS,
    UNABLE_HOMES,
)
from services.kit.tests.example_rows import (
    CITY,
    COUNTY,
    FAR_VILLAGE,
    FIRST_DAY,
    SIBLING_COUNTY,
    SIBLING_VILLAGE,
    VILLAGE,
    WHOLE,
    Home,
    add_home,
    add_person,
    entry,
    new_home,
    set_phone,
)
from tests.plugins.cluster import FreshDatabase

DAY = date(2018, 3, 1)
VILLAGES = (VILLAGE, SIBLING_VILLAGE, FAR_VILLAGE)


@pytest_asyncio.fixture
async def worker(dsns: FreshDatabase) -> AsyncIterator[Database]:
    database = await Database.open(dsns.worker)
    yield database
    await database.close()


@pytest_asyncio.fixture
async def sequencing(dsns: FreshDatabase) -> AsyncIterator[asyncpg.Connection]:
    conn = await asyncpg.connect(dsns.worker)
    assert await sequencer.lead(conn)
    yield conn
    await conn.close()


async def figure(
    db: Database, which: counted.Indicator, region: str = CITY, day: date = DAY, scope: Scope = WHOLE
) -> counted.Figure:
    async with db.read(scope) as tx:
        (found,) = await counted.figures(tx, [which], region, day)
        return found


async def oracle(db: Database, day: date) -> dict[str, Counter[str]]:
    """The figures by village, from the base tables, by a program that shares nothing with the branches."""
    async with db.read(WHOLE, snapshot=True) as tx:
        stays = await tx.all(select(stay))
        people = await tx.all(select(person))
    village = {row["household_id"]: row["village"] for row in stays if holds(row, day)}
    found: dict[str, Counter[str]] = {indicator.key: Counter() for indicator in INDICATORS}
    able: dict[UUID, list[bool]] = {}
    for row in people:
        if not holds(row, day):
            continue
        able.setdefault(row["household_id"], []).append(row["able"])
        if where := village.get(row["household_id"]):
            found["persons"][where] += 1
            found["able_share"][where] += row["able"]
            found["pairs"][where] += row["pairs"]
    for household_id, each in able.items():
        if not any(each) and household_id in village:
            found["unable_homes"][village[household_id]] += 1
    return found


def holds(row: Any, day: date) -> bool:
    return bool(row["valid_from"] <= day and (row["valid_to"] is None or day < row["valid_to"]))


async def test_figure_counts_rows_of_its_region_and_scope(db: Database) -> None:
    await new_home(db, VILLAGE, persons=3)
    await new_home(db, FAR_VILLAGE, persons=2)
    assert (await figure(db, PERSONS)).numerator == 5
    assert (await figure(db, PERSONS, COUNTY)).numerator == 3
    # Asking for the whole city from a county's scope shows the county, never a total of the city.
    assert (await figure(db, PERSONS, CITY, scope=Scope.of_region(COUNTY))).numerator == 3
    assert (await figure(db, PERSONS, CITY, scope=Scope.none())).numerator == 0


async def test_kinds_of_figures(db: Database) -> None:
    async with db.write(WHOLE, entry()) as tx:
        await add_home(tx, VILLAGE, persons=3, able=True)
        await add_home(tx, VILLAGE, persons=1, able=False)
    share = await figure(db, ABLE_SHARE)
    assert (share.numerator, share.denominator, share.rows) == (3, 4, 4)
    assert (await figure(db, UNABLE_HOMES)).numerator == 1
    each = await figure(db, PAIRS_EACH)
    assert (each.least, each.most) == (1, 1)
    empty = await figure(db, PAIRS_EACH, SIBLING_COUNTY)
    assert (empty.least, empty.most, empty.rows) == (None, None, 0)


async def test_field_that_nothing_counts_touches_nothing(db: Database, dsns: FreshDatabase) -> None:
    made = await new_home(db, persons=1)
    async with db.write(WHOLE, entry("person.change")) as tx:
        await set_phone(tx, made.id, "1")
        await tx.run(update(person).values(name="改名"))
        admin = await asyncpg.connect(dsns.admin)
        assert await admin.fetchval("select count(*) from touched") == 0
        await admin.close()


async def test_person_in_two_villages_is_distinct_once(db: Database) -> None:
    first, second = await new_home(db, VILLAGE, persons=1), await new_home(db, FAR_VILLAGE)
    async with db.write(WHOLE, entry("person.create")) as tx:
        await add_person(tx, second, first.persons[0])
    assert (await figure(db, PERSONS)).numerator == 2
    assert (await figure(db, DISTINCT_PERSONS)).numerator == 1


async def test_children_add_up_and_stand_in_customary_order(db: Database, dsns: FreshDatabase) -> None:
    owner = await asyncpg.connect(dsns.owner)
    await owner.executemany(
        "insert into region (region_key, level, parent_key, rank) values ($1, $2, $3, $4)",
        [(CITY, "city", None, 0), (COUNTY, "county", CITY, 2), (SIBLING_COUNTY, "county", CITY, 1),
         ("131003", "county", CITY, 3)],
    )  # fmt: skip
    await owner.close()
    await new_home(db, VILLAGE, persons=3)
    await new_home(db, FAR_VILLAGE, persons=2)
    async with db.read(WHOLE) as tx:
        below = await counted.children(tx, PERSONS, CITY, DAY)
        assert await counted.children(tx, PERSONS, VILLAGE, DAY) == []
    assert [(child.region_key, child.figure.numerator) for child in below] == [
        (SIBLING_COUNTY, 2), (COUNTY, 3), ("131003", 0)
    ]  # fmt: skip


async def test_rows_page_through_all_that_the_figure_counts(db: Database) -> None:
    for village in VILLAGES:
        await new_home(db, village, persons=3)
    seen: list[counted.Row] = []
    after: tuple[str, UUID] | None = None
    async with db.read(WHOLE) as tx:
        while page := await counted.rows(tx, PERSONS, CITY, DAY, after=after, limit=4):
            seen += page
            after = page[-1].village, page[-1].subject
    assert len(seen) == len({row.subject for row in seen}) == 9
    assert all(row.valid_to is None and row.valid_from == FIRST_DAY for row in seen)


async def write_at_random(tx: WriteTx, dice: random.Random, homes: list[Home]) -> None:
    """One change of any sort, back-dated as often as not."""
    one = dice.choice(homes)
    day = FIRST_DAY + timedelta(days=dice.randrange(90))
    match dice.randrange(6):
        case 0:
            homes.append(await add_home(tx, dice.choice(VILLAGES), persons=dice.randrange(4)))
        case 1:
            await add_person(tx, one, since=day, able=dice.random() < 0.5, pairs=dice.randrange(3))
        case 2:
            await tx.run(
                update(person)
                .where(person.c.household_id == one.id, person.c.valid_from < day)
                .values(valid_to=dice.choice([day, None]))
            )
        case 3:
            await tx.run(
                update(person)
                .where(person.c.household_id == one.id)
                .values(able=dice.random() < 0.5, pairs=dice.randrange(3))
            )
        case 4:
            await stay_elsewhere(tx, dice, one, day)
        case _:
            await tx.run(update(person).where(person.c.household_id == one.id).values(name="测"))


async def stay_elsewhere(tx: WriteTx, dice: random.Random, one: Home, day: date) -> None:
    """From `day` on the home counts for another village; a stay that began later is corrected."""
    current = stay.c.household_id == one.id, stay.c.valid_to.is_(None)
    row = await tx.first(select(stay).where(*current))
    assert row is not None
    if row["valid_from"] >= day:
        await tx.run(update(stay).where(*current).values(village=dice.choice(VILLAGES)))
        return
    await tx.run(update(stay).where(*current).values(valid_to=day))
    await tx.run(
        insert(stay).values(
            household_id=one.id,
            id=uuid7(),
            region_key=one.village,
            village=dice.choice(VILLAGES),
            valid_from=day,
        )
    )


Answer = tuple[date, Known, list[counted.Figure], list[str]]


async def answer(db: Database, dice: random.Random, position: int) -> Answer:
    async with db.read(WHOLE, snapshot=True) as tx:
        day = FIRST_DAY + timedelta(days=dice.randrange(100))
        at = await known.at_position(tx, position)
        return (
            day,
            at,
            await counted.figures(tx, INDICATORS, CITY, day, at),
            [await counted.digest(tx, indicator, COUNTY, day, at) for indicator in INDICATORS],
        )


@pytest.mark.parametrize("seed", [1, 2])
async def test_random_writes_equal_recount_and_oracle_and_leave_the_past(
    db: Database, worker: Database, sequencing: asyncpg.Connection, seed: int
) -> None:
    dice = random.Random(seed)
    homes = [await new_home(db, village, persons=2) for village in VILLAGES]
    recorded: list[Answer] = []
    for turn in range(150):
        kept = list(homes)
        try:
            async with db.write(WHOLE, entry("home.change")) as tx:
                for _ in range(dice.choice([1, 1, 1, 3])):
                    await write_at_random(tx, dice, homes)
                if dice.random() < 0.1:
                    raise LookupError
        except LookupError:
            homes = kept
        if turn % 10 == 0:
            await sequencer.step(sequencing)
            async with db.read(WHOLE) as read:
                position = await known.head(read)
            recorded.append(await answer(db, random.Random(turn), position))
    assert await recount(worker) == []
    for day in (FIRST_DAY, date(2018, 2, 10), DAY, date(2018, 6, 1)):
        wanted = await oracle(db, day)
        async with db.read(WHOLE) as read:
            for indicator in INDICATORS[:4]:
                for village in VILLAGES:
                    (found,) = await counted.figures(read, [indicator], village, day)
                    assert found.numerator == wanted[indicator.key][village], (indicator.key, day)
    for turn, past in enumerate(recorded):
        assert await answer(db, random.Random(turn * 10), past[1].position) == past


async def test_parallel_writers_on_few_homes_leave_right_rows(db: Database, worker: Database) -> None:
    homes = [await new_home(db, VILLAGE, persons=2) for _ in range(4)]

    async def writer(seed: int) -> None:
        dice = random.Random(seed)
        for _ in range(25):
            try:
                async with db.write(WHOLE, entry("home.change")) as tx:
                    one = dice.choice(homes)
                    if dice.random() < 0.5:
                        await add_person(tx, one, able=dice.random() < 0.5)
                    else:
                        await tx.run(
                            update(person)
                            .where(person.c.household_id == one.id, person.c.person_id == one.persons[0])
                            .values(able=dice.random() < 0.5)
                        )
                    await asyncio.sleep(0.002)
            except asyncpg.DeadlockDetectedError:
                continue  # the edge would try again

    await asyncio.gather(*(writer(seed) for seed in range(4)))
    assert await recount(worker) == []


async def test_bulk_of_many_homes_is_planned_for_its_array_and_right(db: Database, worker: Database) -> None:
    async with db.write(WHOLE, entry("home.import")) as tx:
        for number in range(120):
            await add_home(tx, VILLAGES[number % 3], persons=1)
    assert (await figure(db, PERSONS)).numerator == 120
    assert await recount(worker) == []


async def test_rolled_back_writes_count_nothing(db: Database, dsns: FreshDatabase) -> None:
    with suppress(LookupError):
        async with db.write(WHOLE, entry()) as tx:
            await add_home(tx, VILLAGE, persons=2)
            raise LookupError
    assert (await figure(db, PERSONS)).numerator == 0
    admin = await asyncpg.connect(dsns.admin)
    assert await admin.fetchval("select count(*) from touched") == 0
    await admin.close()


async def test_application_writes_neither_counted_nor_touched(db: Database) -> None:
    for statement in (
        "insert into counted values (1, gen_random_uuid(), gen_random_uuid(), '1', 1, 1, now(), now(), 1)",
        "update counted set n = 2",
        "insert into touched values ('1', gen_random_uuid(), 1)",
        "select recount_counted(array[]::uuid[])",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with db.write(WHOLE, entry("x.x")) as tx:
                await tx.run(text(statement))


async def test_household_taken_over_corrects_rows_of_a_village_it_cannot_read(
    db: Database, worker: Database, dsns: FreshDatabase
) -> None:
    made = await new_home(db, VILLAGE, persons=1)
    admin = await asyncpg.connect(dsns.admin)
    async with admin.transaction():
        await admin.execute("select set_config('app.journal', nextval('journal_id')::text, true)")
        await admin.execute("update home set region_key = $1 where id = $2", FAR_VILLAGE, made.id)
    await admin.close()
    new_county = Scope.of_region(SIBLING_COUNTY)
    async with db.write(new_county, entry("person.correct")) as tx:
        await tx.run(
            update(person).where(person.c.household_id == bindparam("hid")).values(valid_to=date(2018, 2, 1)),
            hid=made.id,
        )
    assert (await figure(db, PERSONS, VILLAGE)).numerator == 0
    assert (await figure(db, PERSONS, VILLAGE, date(2018, 1, 15))).numerator == 1
    assert (await figure(db, PERSONS, VILLAGE, date(2018, 1, 15), new_county)).numerator == 0
    assert await recount(worker) == []


async def test_refill_counts_what_a_new_indicator_finds_on_file(
    db: Database, worker: Database, dsns: FreshDatabase
) -> None:
    await new_home(db, VILLAGE, persons=2)
    admin = await asyncpg.connect(dsns.admin)
    await admin.execute("delete from counted where indicator = 1")
    await admin.close()
    assert len(await recount(worker)) == 2
    assert await refill(worker) == 1
    assert await recount(worker) == []
    assert (await figure(db, PERSONS)).numerator == 2
