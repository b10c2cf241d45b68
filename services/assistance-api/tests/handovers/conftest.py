"""Making hand-overs through the service, as the form and its resends do."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest

from assistance_api.files import service as files
from assistance_api.files.schemas import FileRead
from assistance_api.handovers import service
from assistance_api.handovers.schemas import HandoverCreate, HandoverRead, HandoverVoid
from assistance_api.households.projection import State
from kit.db import Database, Scope
from kit.files import Store
from kit.ids import uuid7
from kit.journal import JournalEntry


def _entry() -> JournalEntry:
    return JournalEntry(operation="test", actor_name="刘测试")


@pytest.fixture
def sign(db: Database, clerk: Scope, store: Store, signature: bytes) -> Callable[..., Awaitable[FileRead]]:
    """`await sign(household)` keeps a signature of the household."""

    async def sign(household: State, scope: Scope = clerk) -> FileRead:
        async with db.write(scope, _entry()) as tx:
            return await files.add_signature(
                tx, store, household_id=household.id, data=signature, position=None
            )

    return sign


@pytest.fixture
def form(sign: Callable[..., Awaitable[FileRead]]) -> Callable[..., Awaitable[HandoverCreate]]:
    """`await form(household, alive=97)` fills in the form, signed."""

    async def form(household: State, **changes: Any) -> HandoverCreate:
        values: dict[str, Any] = {
            "id": uuid7(),
            "household_id": household.id,
            "alive": 97,
            "dead_on_arrival": 3,
            "handed_over_on": "2018-04-09",
            "batch_no": "YE-1804",
        }
        if "signature_id" not in changes:
            values["signature_id"] = (await sign(household)).id
        return HandoverCreate(**(values | changes))

    return form


@pytest.fixture
def record(db: Database, clerk: Scope) -> Callable[..., Awaitable[HandoverRead]]:
    """`await record(form)` sends it."""

    async def record(sent: HandoverCreate, scope: Scope = clerk) -> HandoverRead:
        async with db.write(scope, _entry()) as tx:
            return await service.record(tx, sent, position=None)

    return record


@pytest.fixture
def void(db: Database, clerk: Scope) -> Callable[..., Awaitable[HandoverRead]]:
    """`await void(id)` voids a hand-over."""

    async def void(handover_id: UUID, scope: Scope = clerk, reason: str = "只数记错") -> HandoverRead:
        async with db.write(scope, _entry()) as tx:
            return await service.void(tx, await service.find(tx, handover_id), HandoverVoid(reason=reason))

    return void
