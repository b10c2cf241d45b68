import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

import asyncpg
import pytest
from sqlalchemy import text

from assistance_api.geese_years import service as geese_years
from assistance_api.geese_years.errors import AllowanceExceeded
from assistance_api.handovers import service
from assistance_api.handovers.errors import (
    AlreadyVoided,
    DayRefused,
    HandoverDiffers,
    HandoverNotFound,
    IdTaken,
    SignatureNotFound,
)
from assistance_api.handovers.schemas import HandoverCreate, HandoverRead
from assistance_api.households.errors import HouseholdNotFound, HouseholdVoided
from assistance_api.households.projection import State
from kit.clock import FixedClock
from kit.db import Database, Scope
from kit.ids import uuid7
from kit.journal import JournalEntry
from tests.plugins.cluster import FreshDatabase

PutHousehold = Callable[..., Awaitable[State]]
Form = Callable[..., Awaitable[HandoverCreate]]
Act = Callable[..., Awaitable[HandoverRead]]

NEXT_VILLAGE = "131002102237"


@pytest.fixture
def neighbour() -> Scope:
    """A clerk of the next village."""
    return Scope.of_region(NEXT_VILLAGE, person_id=uuid7(), post_id=uuid7(), role="village-clerk")


async def _remaining(db: Database, scope: Scope, household: State, year: int = 2018) -> int:
    async with db.read(scope, snapshot=True) as tx:
        rows, _ = await geese_years.page(
            tx, region=household.region_key, year=year, disabled=None, words=None, after=None, limit=100
        )
    return next(row.remaining for row in rows if row.id == household.id)


async def test_a_hand_over_keeps_what_was_said_and_where(
    put_household: PutHousehold, form: Form, record: Act
) -> None:
    household = await put_household()
    kept = await record(await form(household))
    assert (kept.alive, kept.dead_on_arrival, kept.batch_no) == (97, 3, "YE-1804")
    assert kept.village_of_day == kept.household.region_key == household.region_key
    assert kept.recorded_by == "刘测试"
    assert kept.voided is None


async def test_the_dead_on_arrival_take_nothing_of_the_allowance(
    db: Database, clerk: Scope, put_household: PutHousehold, form: Form, record: Act
) -> None:
    household = await put_household()
    await record(await form(household, alive=97, dead_on_arrival=3))
    assert await _remaining(db, clerk, household) == 3
    await record(await form(household, alive=3, dead_on_arrival=0))
    assert await _remaining(db, clerk, household) == 0


@pytest.mark.parametrize("before", [0, 60])
async def test_101_goslings_are_refused_in_words_with_what_remains(
    put_household: PutHousehold, form: Form, record: Act, before: int
) -> None:
    household = await put_household()
    if before:
        await record(await form(household, alive=before))
    with pytest.raises(AllowanceExceeded) as refused:
        await record(await form(household, alive=101 - before))
    words = refused.value.document("zh", None)
    assert f"还可领 {100 - before} 只" in words["detail"]
    assert words["errors"][0]["pointer"] == "/alive"


async def test_a_year_has_its_own_allowance(
    db: Database, clerk: Scope, clock: FixedClock, put_household: PutHousehold, form: Form, record: Act
) -> None:
    household = await put_household()
    await record(await form(household, alive=100))
    clock.day = date(2019, 3, 1)
    await record(await form(household, alive=100, handed_over_on="2019-03-01"))
    assert await _remaining(db, clerk, household, 2019) == 0


async def test_a_resend_by_the_same_person_is_the_same_hand_over(
    db: Database, clerk: Scope, put_household: PutHousehold, form: Form, record: Act
) -> None:
    household = await put_household()
    sent = await form(household, alive=60)
    assert await record(sent) == await record(sent)
    assert await _remaining(db, clerk, household) == 40


async def test_a_resend_with_another_content_is_a_conflict_and_changes_nothing(
    db: Database, clerk: Scope, put_household: PutHousehold, form: Form, record: Act
) -> None:
    household = await put_household()
    sent = await form(household, alive=60)
    await record(sent)
    with pytest.raises(HandoverDiffers):
        await record(sent.model_copy(update={"alive": 61}))
    assert await _remaining(db, clerk, household) == 40


async def test_the_id_of_a_colleague_is_a_plain_conflict(
    clerk: Scope, put_household: PutHousehold, form: Form, record: Act
) -> None:
    sent = await form(await put_household())
    await record(sent)
    with pytest.raises(IdTaken):
        await record(sent, replace(clerk, person_id=uuid7()))


async def test_an_id_that_exists_unseen_is_a_plain_conflict(
    neighbour: Scope, put_household: PutHousehold, form: Form, record: Act, sign: Act
) -> None:
    mine, theirs = await put_household(), await put_household(region_key=NEXT_VILLAGE)
    sent = await form(mine)
    await record(sent)
    signature = await sign(theirs, neighbour)
    with pytest.raises(IdTaken):
        await record(
            sent.model_copy(update={"household_id": theirs.id, "signature_id": signature.id}), neighbour
        )


async def test_doubled_sends_at_once_are_one_hand_over(
    db: Database, clerk: Scope, put_household: PutHousehold, form: Form, record: Act
) -> None:
    household = await put_household()
    sent = await form(household, alive=60)
    answers = await asyncio.gather(*(record(sent) for _ in range(6)))
    assert len({answer.etag for answer in answers}) == 1
    assert await _remaining(db, clerk, household) == 40


async def test_parallel_hand_overs_never_exceed_the_allowance_together(
    db: Database, clerk: Scope, put_household: PutHousehold, form: Form, record: Act
) -> None:
    household = await put_household()
    forms = [await form(household, alive=30) for _ in range(8)]
    answers = await asyncio.gather(*(record(one) for one in forms), return_exceptions=True)
    assert sum(isinstance(answer, HandoverRead) for answer in answers) == 3
    assert sum(isinstance(answer, AllowanceExceeded) for answer in answers) == 5
    assert await _remaining(db, clerk, household) == 10


async def test_voiding_gives_the_goslings_back(
    db: Database, clerk: Scope, put_household: PutHousehold, form: Form, record: Act, void: Act
) -> None:
    household = await put_household()
    kept = await record(await form(household, alive=100))
    voided = await void(kept.id)
    assert voided.voided is not None
    assert (voided.voided.reason, voided.voided.by) == ("只数记错", "刘测试")
    assert await _remaining(db, clerk, household) == 100


async def test_voids_at_once_give_back_once(
    db: Database, clerk: Scope, put_household: PutHousehold, form: Form, record: Act, void: Act
) -> None:
    household = await put_household()
    kept = await record(await form(household, alive=60))
    await record(await form(household, alive=40))
    answers = await asyncio.gather(*(void(kept.id) for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(answer, AlreadyVoided) for answer in answers) == 3
    assert await _remaining(db, clerk, household) == 60


async def test_a_voided_household_gets_nothing(put_household: PutHousehold, form: Form, record: Act) -> None:
    household = await put_household()
    sent = await form(household)
    await put_household(household, voided=True)
    with pytest.raises(HouseholdVoided):
        await record(sent)


async def test_the_neighbour_sees_neither_household_nor_hand_over(
    db: Database, neighbour: Scope, put_household: PutHousehold, form: Form, record: Act
) -> None:
    sent = await form(await put_household())
    kept = await record(sent)
    with pytest.raises(HouseholdNotFound):
        await record(sent.model_copy(update={"id": uuid7()}), neighbour)
    async with db.read(neighbour) as tx:
        with pytest.raises(HandoverNotFound):
            await service.read(tx, kept.id)
        assert await service.page(tx, region="1310", household_id=None, year=None, after=None, limit=10) == (
            [],
            None,
        )


async def test_the_signature_of_another_household_is_refused(
    put_household: PutHousehold, form: Form, record: Act
) -> None:
    other = await form(await put_household())
    with pytest.raises(SignatureNotFound):
        await record(await form(await put_household(), signature_id=other.signature_id))


async def test_tomorrow_is_refused(put_household: PutHousehold, form: Form, record: Act) -> None:
    with pytest.raises(DayRefused):
        await record(await form(await put_household(), handed_over_on="2018-04-10"))


async def test_the_list_shows_the_last_recorded_first_page_by_page(
    db: Database, clerk: Scope, put_household: PutHousehold, form: Form, record: Act
) -> None:
    household = await put_household()
    kept = [(await record(await form(household, alive=10))).id for _ in range(3)]
    seen, place = [], None
    async with db.read(clerk, snapshot=True) as tx:
        for _ in range(2):
            items, place = await service.page(
                tx, region=clerk.lo, household_id=household.id, year=2018, after=place, limit=2
            )
            seen += [item.id for item in items]
    assert seen == kept[::-1]
    assert place is None


async def test_every_row_carries_the_one_journal_row_of_its_act(
    dsns: FreshDatabase, put_household: PutHousehold, form: Form, record: Act, void: Act
) -> None:
    kept = await record(await form(await put_household()))
    await void(kept.id)
    admin = await asyncpg.connect(dsns.admin)
    try:
        journal = await admin.fetch(
            "select id, operation, reason from journal where subject = $1 order by id", kept.id
        )
        row = await admin.fetchrow("select j from gosling_handover")
        year = await admin.fetchrow("select j, given from goose_year")
        version = await admin.fetchrow("select j, j_end, alive from gosling_handover_version")
        events = await admin.fetch("select journal_id, data->>'voided' as voided from outbox order by 1")
    finally:
        await admin.close()
    recorded, voided = journal
    assert [recorded["operation"], voided["operation"]] == ["handover.record", "handover.void"]
    assert voided["reason"] == "只数记错"
    assert row["j"] == year["j"] == voided["id"]
    assert (version["j"], version["j_end"]) == (recorded["id"], voided["id"])
    assert [(e["journal_id"], e["voided"]) for e in events] == [
        (recorded["id"], "false"),
        (voided["id"], "true"),
    ]


async def test_the_database_itself_refuses_more_than_the_allowance(
    db: Database, clerk: Scope, put_household: PutHousehold, form: Form, record: Act
) -> None:
    await record(await form(await put_household(), alive=100))
    with pytest.raises(asyncpg.CheckViolationError):
        async with db.write(clerk, JournalEntry(operation="test")) as tx:
            await tx.run(text("update goose_year set given = given + 1"))
