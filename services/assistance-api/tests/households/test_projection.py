from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from typing import Any

import pytest
from sqlalchemy import func, select

from assistance_api.households import projection, service
from assistance_api.households.errors import (
    HouseholdEnded,
    HouseholdNotFound,
    HouseholdNotYetKnown,
    HouseholdVoided,
)
from assistance_api.households.models import household, household_shadow
from assistance_api.households.projection import State
from kit.db import Database, Scope
from kit.ids import uuid7
from kit.journal import JournalEntry
from tests.plugins.cluster import FreshDatabase

CITY = Scope.of_region("1310")

PutHousehold = Callable[..., Awaitable[State]]


async def _apply(db: Database, *states: State) -> int:
    async with db.write(CITY, JournalEntry(operation="feed.apply")) as tx:
        return await projection.apply(tx, states)


async def test_the_newest_state_wins_whatever_the_order(db: Database, put_household: PutHousehold) -> None:
    first = await put_household()
    newer = replace(first, head_name="侯新", source_position=9)
    older = replace(first, head_name="侯旧", source_position=5)
    assert await _apply(db, newer, older) == 1
    assert await _apply(db, older) == 0
    async with db.read(CITY) as tx:
        assert (await service.briefs(tx, [first.id]))[first.id].head_name == "侯新"


async def test_applying_twice_does_nothing(db: Database, put_household: PutHousehold) -> None:
    state = await put_household()
    assert await _apply(db, state, state) == 0


async def test_help_reaches_a_household_that_stands(
    db: Database, clerk: Scope, put_household: PutHousehold
) -> None:
    state = await put_household()
    async with db.read(clerk) as tx:
        assert (await service.open_to_help(tx, state.id, None)).official_no == state.official_no


async def test_a_voided_household_is_a_clear_problem(
    db: Database, clerk: Scope, put_household: PutHousehold
) -> None:
    state = await put_household(voided=True)
    async with db.read(clerk) as tx:
        with pytest.raises(HouseholdVoided):
            await service.open_to_help(tx, state.id, None)


async def test_an_extinct_household_is_a_clear_problem(
    db: Database, clerk: Scope, put_household: PutHousehold
) -> None:
    state = await put_household(standing="extinct")
    async with db.read(clerk) as tx:
        with pytest.raises(HouseholdEnded):
            await service.open_to_help(tx, state.id, None)


async def test_a_household_of_the_next_village_does_not_exist(
    db: Database, clerk: Scope, put_household: PutHousehold
) -> None:
    state = await put_household(region_key="131002102237")
    async with db.read(clerk) as tx:
        with pytest.raises(HouseholdNotFound):
            await service.open_to_help(tx, state.id, None)


async def test_a_household_that_cannot_be_known_yet_is_told_apart(db: Database, clerk: Scope) -> None:
    async with db.read(clerk) as tx:
        with pytest.raises(HouseholdNotYetKnown):
            await service.open_to_help(tx, uuid7(), "registry:1")
        with pytest.raises(HouseholdNotFound):
            await service.open_to_help(tx, uuid7(), None)


async def test_no_scope_means_no_households(db: Database, put_household: PutHousehold) -> None:
    await put_household()
    async with db.read(Scope.none()) as tx:
        found, place = await service.page(tx, region="1310", disabled=None, words=None, after=None, limit=10)
    assert (found, place) == ([], None)


async def test_the_list_pages_by_village_with_the_disabled_first(
    db: Database, put_household: PutHousehold
) -> None:
    plain = await put_household(disabled=False)
    disabled = await put_household()
    elsewhere = await put_household(region_key="131002102235")
    await put_household(standing="cleared")
    await put_household(voided=True)
    seen, place = [], None
    async with db.read(CITY) as tx:
        for _ in range(3):
            found, place = await service.page(
                tx, region="1310", disabled=None, words=None, after=place, limit=1
            )
            seen += [one.id for one in found]
    assert seen == [elsewhere.id, disabled.id, plain.id]
    assert place is None


def _item(state: State) -> dict[str, Any]:
    told = asdict(state)
    return {"subject": str(told.pop("id")), "data": told}


async def test_a_rebuild_takes_over_what_differs_and_ends_what_is_gone(
    db: Database, dsns: FreshDatabase, clerk: Scope, put_household: PutHousehold
) -> None:
    same, changed, gone = await put_household(), await put_household(), await put_household()
    new = replace(same, id=uuid7(), official_no="13100200009999")
    told = [_item(same), _item(replace(changed, voided=True)), _item(new)]
    worker = await Database.open(dsns.worker)
    consumer, run = projection.HouseholdConsumer(), uuid7()
    for page in (told[:2], told[:2], told[2:]):
        async with worker.write(CITY, JournalEntry(operation="feed.snapshot")) as tx:
            await consumer.absorb(tx, page, run)
    async with worker.write(CITY, JournalEntry(operation="feed.snapshot")) as tx:
        await consumer.finish(tx, run)
        untouched = await tx.value(select(household.c.j).where(household.c.id == same.id))
        assert untouched != tx.journal_id
        assert await tx.value(select(func.count()).select_from(household_shadow)) == 0
    await worker.close()
    async with db.read(clerk) as tx:
        await service.open_to_help(tx, same.id, None)
        await service.open_to_help(tx, new.id, None)
        with pytest.raises(HouseholdVoided):
            await service.open_to_help(tx, changed.id, None)
        with pytest.raises(HouseholdEnded):
            await service.open_to_help(tx, gone.id, None)
    assert await _apply(db, replace(gone, source_position=99)) == 1
    async with db.read(clerk) as tx:
        await service.open_to_help(tx, gone.id, None)
