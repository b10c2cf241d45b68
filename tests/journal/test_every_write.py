"""Each write leaves exactly one journal row whose id every touched row carries; what fails leaves nothing.

Walks over all operations as the scope matrix does, with the same examples.
"""

from collections.abc import Mapping
from uuid import UUID

import httpx
import pytest

from kit.ids import uuid7
from kit.tables import Kind, kind_of
from tests.examples.example import Example, send
from tests.examples.operations import PUBLIC, Operation, all_operations
from tests.examples.planted import Planted, Target
from tests.plugins.catalogue import tables_of
from tests.plugins.city import Official

pytestmark = pytest.mark.asyncio(loop_scope="session")

VILLAGE = "131002100200"
# GETs that leave a trace: protected or many data leave the system.
JOURNALLED_READS = {"registry.export_households", "registry.read_errors"}
# POSTs that only ask: a number is asked for in a body, never in a URL.
ASKING_POSTS = {"registry.look_up_household"}
# Their journal row stands for an act that touches no row of a household.
WITHOUT_ROWS = JOURNALLED_READS | {
    "registry.reveal_value",
    "registry.send_roster",
    "registry.commit_import",
    "registry.cancel_import",
    "assistance.reveal_handover_signature",
}

Rows = Mapping[tuple[str, str], int]
"""Table and whole row as text → the journal id that the row carries."""


def writes(operation: Operation) -> bool:
    """Whether a journal row is due."""
    if str(operation) in JOURNALLED_READS:
        return True
    return operation.document["method"] != "get" and str(operation) not in ASKING_POSTS


SIGNED = [operation for operation in all_operations() if operation.permission != PUBLIC]
WRITING = [operation for operation in SIGNED if writes(operation)]


def caller(planted: Planted, operation: Operation, example: Example, target: Target) -> Official:
    """A person of their own, or the uploader where only that one is answered."""
    person = target.uploader if example.own else uuid7()
    granted = frozenset({operation.permission})
    return planted.city.official("county-officer", "131002", person=person, permissions=granted)


async def prepared(planted: Planted, operation: Operation) -> Target:
    """What the operation is asked of; its own where it changes it."""
    target, fresh = planted.targets[VILLAGE], operation.example.fresh
    return await fresh(planted.city, target) if fresh else target


async def entries(planted: Planted, operation: Operation, request_id: str) -> list[tuple[int, str]]:
    """Journal rows of one request: id and operation."""
    sql = "select id, operation from journal where request_id = $1 order by id"
    return [
        (row["id"], row["operation"]) for row in await planted.city.rows(operation.service, sql, request_id)
    ]


async def rows_on_file(planted: Planted, service: str) -> Rows:
    """All rows of households and addressed to regions."""
    tables = [table for table in tables_of(service) if kind_of(table) in (Kind.HOUSEHOLD, Kind.ADDRESSED)]
    union = " union all ".join(
        f"select '{one.name}' as name, t::text as row, j from {one.name} t" for one in tables
    )
    found = await planted.city.rows(service, union)
    return {(row["name"], row["row"]): row["j"] for row in found}


async def of_workers(planted: Planted, service: str, since: int) -> set[int]:
    """Journal ids of what the worker did meanwhile: it has no request."""
    sql = "select id from journal where request_id is null and id > $1"
    return {row["id"] for row in await planted.city.rows(service, sql, since)}


@pytest.mark.parametrize("operation", WRITING, ids=str)
async def test_one_journal_row_whose_id_every_touched_row_carries(
    planted: Planted, operation: Operation
) -> None:
    for aim in operation.example.aims:
        target, request_id = await prepared(planted, operation), str(uuid7())
        by = caller(planted, operation, operation.example, target)
        before = await rows_on_file(planted, operation.service)
        answer = await send(by, operation.document, aim(target), request_id=request_id)
        assert answer.is_success, answer.text
        after = await rows_on_file(planted, operation.service)
        [(journal_id, name)] = await entries(planted, operation, request_id)
        assert "." in name, name
        touched = {after[row] for row in after.keys() - before.keys()}
        assert touched - await of_workers(planted, operation.service, journal_id - 1) <= {journal_id}
        assert (journal_id in touched) is (str(operation) not in WITHOUT_ROWS)


@pytest.mark.parametrize("operation", [one for one in SIGNED if not writes(one)], ids=str)
async def test_reading_journals_nothing(planted: Planted, operation: Operation) -> None:
    target, request_id = await prepared(planted, operation), str(uuid7())
    by = caller(planted, operation, operation.example, target)
    region = target.village[: operation.example.level]
    answer = await send(by, operation.document, operation.example.aims[0](target), request_id=request_id)
    assert answer.is_success, (region, answer.text)
    assert await entries(planted, operation, request_id) == []


@pytest.mark.parametrize("operation", WRITING, ids=str)
async def test_what_fails_after_the_work_leaves_nothing(
    planted: Planted, operation: Operation, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, request_id = await prepared(planted, operation), str(uuid7())
    by = caller(planted, operation, operation.example, target)
    ask = operation.example.aims[0](target)
    key = {"Idempotency-Key": str(uuid7())}
    before = await rows_on_file(planted, operation.service)

    async def fail(tx: object) -> int:
        raise RuntimeError("broken on purpose, after the endpoint and before the commit")

    monkeypatch.setattr("kit.web.requests.ahead", fail)
    answer = await send(by, operation.document, ask, request_id=request_id, headers=key)
    monkeypatch.undo()
    assert answer.status_code == httpx.codes.INTERNAL_SERVER_ERROR, answer.text
    assert await entries(planted, operation, request_id) == []
    after = await rows_on_file(planted, operation.service)
    newest = max(before.values(), default=0)
    touched = {after[row] for row in after.keys() - before.keys()}
    assert touched <= await of_workers(planted, operation.service, newest)
    kept = await planted.city.rows(
        operation.service, "select 1 from idempotency where key = $1", key["Idempotency-Key"]
    )
    assert kept == []
    # Nothing stands in the way of the same request sent again.
    again = await send(by, operation.document, ask, headers=key)
    assert again.is_success, again.text


@pytest.mark.parametrize("operation", SIGNED, ids=str)
async def test_a_refusal_writes_its_own_row(planted: Planted, operation: Operation) -> None:
    person, request_id = uuid7(), str(uuid7())
    by = planted.city.official("county-officer", "131002", person=person, permissions=frozenset())
    ask = operation.example.aims[0](planted.targets[VILLAGE])
    answer = await send(by, operation.document, ask, request_id=request_id)
    assert answer.status_code == httpx.codes.FORBIDDEN
    sql = (
        "select operation, person_id, details ->> 'operation' as asked, "
        "details ->> 'permission' as permission from journal where request_id = $1"
    )
    [row] = await planted.city.rows(operation.service, sql, request_id)
    assert (row["operation"], row["person_id"]) == ("access.forbidden", UUID(str(person)))
    assert (row["asked"], row["permission"]) == (operation.name, operation.permission)
