"""The law of the 100: under any sequence of sends, doubles and voids, several of them at once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from assistance_api.geese_years.errors import AllowanceExceeded
from assistance_api.geese_years.models import goose_year
from assistance_api.handovers.errors import AlreadyVoided
from assistance_api.handovers.models import gosling_handover
from assistance_api.handovers.schemas import HandoverCreate, HandoverRead
from assistance_api.households.projection import State
from kit.db import Database, Scope

ALLOWANCE = 100
REFUSALS = (AllowanceExceeded, AlreadyVoided)

_number = st.integers(0, 5)
_act = st.one_of(
    st.tuples(st.just("send"), st.integers(1, 70)),
    st.tuples(st.just("double"), _number),
    st.tuples(st.just("void"), _number),
)
_together = st.lists(_act, min_size=1, max_size=4)


@settings(
    max_examples=25,
    deadline=None,
    # Every example has a household of its own; the database may stay.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(_together, min_size=1, max_size=5))
async def test_live_goslings_of_a_household_and_year_never_exceed_the_allowance(
    db: Database,
    clerk: Scope,
    put_household: Callable[..., Awaitable[State]],
    form: Callable[..., Awaitable[HandoverCreate]],
    record: Callable[..., Awaitable[HandoverRead]],
    void: Callable[..., Awaitable[HandoverRead]],
    steps: list[list[tuple[str, int]]],
) -> None:
    household = await put_household()
    first = await form(household, alive=1)
    sent: list[HandoverCreate] = []

    async def act(name: str, number: int) -> Any:
        if name == "send":
            one = await form(household, alive=number, signature_id=first.signature_id)
            answer = await record(one)
            sent.append(one)
            return answer
        if not sent:
            return None
        one = sent[number % len(sent)]
        return await (record(one) if name == "double" else void(one.id))

    for together in steps:
        answers = await asyncio.gather(*(act(*one) for one in together), return_exceptions=True)
        unexpected = [a for a in answers if isinstance(a, BaseException) and not isinstance(a, REFUSALS)]
        assert unexpected == []
        async with db.read(clerk, snapshot=True) as tx:
            live = await tx.value(
                select(func.coalesce(func.sum(gosling_handover.c.alive), 0)).where(
                    gosling_handover.c.household_id == household.id, gosling_handover.c.voided_on.is_(None)
                )
            )
            given_goslings = await tx.value(
                select(goose_year.c.given).where(goose_year.c.household_id == household.id)
            )
        assert live == (given_goslings or 0) <= ALLOWANCE
