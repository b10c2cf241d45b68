"""A POST that arrives twice, in parallel, changed, or dies on its way out."""

import asyncio
from collections import Counter
from typing import Any

import asyncpg
import httpx
import pytest
from starlette.types import ASGIApp

from kit.ids import uuid7
from services.kit.tests.web.example_app import Tries
from tests.plugins.callers import ApiClient
from tests.plugins.cluster import FreshDatabase

HOMES = "/api/example/v1/homes"
VILLAGE = "131025102236"


@pytest.fixture
def client(app: ASGIApp, api_client: ApiClient) -> httpx.AsyncClient:
    return api_client(app, role="county-officer", region="131025")


async def _rows(dsns: FreshDatabase) -> Counter[str]:
    """How many rows lie in each table that a request may write."""
    conn = await asyncpg.connect(dsns.admin)
    try:
        tables = ("home", "journal", "idempotency", "outbox", "journal_pending")
        return Counter({table: await conn.fetchval(f"select count(*) from {table}") for table in tables})
    finally:
        await conn.close()


def _home(number: str = "0001", **more: Any) -> dict[str, Any]:
    return {"number": number, "region_key": VILLAGE, **more}


async def test_without_a_key_nothing_is_done(
    app: ASGIApp, api_client: ApiClient, dsns: FreshDatabase
) -> None:
    keyless = api_client(app, role="county-officer", region="131025", keys=False)
    for headers in ({}, {"Idempotency-Key": "short"}, {"Idempotency-Key": "with space"}):
        answer = await keyless.post(HOMES, json=_home(), headers=headers)
        assert answer.status_code == 400
        assert answer.json()["type"] == "urn:bangfu:problem:idempotency-key-required"
    assert not +await _rows(dsns)


async def test_a_resend_answers_as_the_first_and_changes_nothing(
    client: httpx.AsyncClient, dsns: FreshDatabase
) -> None:
    headers = {"Idempotency-Key": str(uuid7())}
    first = await client.post(HOMES, json=_home(), headers=headers)
    before = await _rows(dsns)
    again = await client.post(HOMES, json=_home(), headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert await _rows(dsns) == before
    assert first.headers["x-position"] == again.headers["x-position"] == "example:1"
    assert before["journal"] == before["home"] == before["idempotency"] == 1


async def test_doubled_parallel_sends_make_one_row_each(
    client: httpx.AsyncClient, dsns: FreshDatabase
) -> None:
    keys = {f"{number:04}": str(uuid7()) for number in range(1, 9)}
    sends = [
        client.post(HOMES, json=_home(number), headers={"Idempotency-Key": key})
        for _ in range(6)
        for number, key in keys.items()
    ]
    answers = await asyncio.gather(*sends)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == len(keys)
    rows = await _rows(dsns)
    assert rows["home"] == rows["journal"] == rows["idempotency"] == len(keys)


async def test_another_body_under_the_same_key_is_refused(
    client: httpx.AsyncClient, dsns: FreshDatabase
) -> None:
    headers = {"Idempotency-Key": str(uuid7())}
    await client.post(HOMES, json=_home(), headers=headers)
    other = await client.post(HOMES, json=_home("0002"), headers=headers)
    assert other.status_code == 422
    assert other.json()["type"] == "urn:bangfu:problem:idempotency-key-reused"
    assert (await _rows(dsns))["home"] == 1


async def test_a_key_belongs_to_its_caller_and_operation(
    app: ASGIApp, api_client: ApiClient, client: httpx.AsyncClient, dsns: FreshDatabase
) -> None:
    headers = {"Idempotency-Key": str(uuid7())}
    colleague = api_client(app, role="county-officer", region="131025")
    await client.post(HOMES, json=_home("0001"), headers=headers)
    assert (await colleague.post(HOMES, json=_home("0002"), headers=headers)).status_code == 201
    Tries.count = 5
    elsewhere = await client.post(f"{HOMES}/first-race-lost", json=_home("0003"), headers=headers)
    assert elsewhere.status_code == 201
    assert (await _rows(dsns))["home"] == 3


async def test_while_the_first_is_under_way_the_second_is_told_to_wait(client: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": str(uuid7())}
    first = asyncio.create_task(client.post(f"{HOMES}/slowly", json=_home(), headers=headers))
    await asyncio.sleep(0.3)
    second = await client.post(f"{HOMES}/slowly", json=_home(), headers=headers)
    assert second.status_code == 409
    assert second.json()["type"] == "urn:bangfu:problem:still-under-way"
    assert (await first).status_code == 201


@pytest.mark.parametrize("path", ["badly-answered", "refused-at-commit"])
async def test_what_fails_after_the_work_leaves_nothing_and_may_be_sent_again(
    client: httpx.AsyncClient, dsns: FreshDatabase, path: str
) -> None:
    headers = {"Idempotency-Key": str(uuid7())}
    answer = await client.post(f"{HOMES}/{path}", json=_home(), headers=headers)
    assert answer.status_code == 500
    assert not +await _rows(dsns)
    again = await client.post(f"{HOMES}/{path}", json=_home(), headers=headers)
    assert again.status_code == 500


async def test_a_lost_race_is_run_again_once(client: httpx.AsyncClient, dsns: FreshDatabase) -> None:
    Tries.count = 0
    answer = await client.post(f"{HOMES}/first-race-lost", json=_home())
    assert answer.status_code == 201
    assert Tries.count == 2
    rows = await _rows(dsns)
    assert rows["home"] == rows["journal"] == 1


async def test_a_race_lost_twice_is_a_conflict(client: httpx.AsyncClient, dsns: FreshDatabase) -> None:
    Tries.count = 0
    answer = await client.post(f"{HOMES}/first-race-lost", json=_home("9999"))
    assert answer.status_code == 409
    assert answer.json()["type"] == "urn:bangfu:problem:busy"
    assert Tries.count == 2
    assert not +await _rows(dsns)


async def test_a_resent_form_is_the_same_whatever_its_boundary(
    client: httpx.AsyncClient, dsns: FreshDatabase
) -> None:
    headers = {"Idempotency-Key": str(uuid7())}
    path = f"{HOMES}/pictures"
    first = await client.post(path, files={"file": ("a.png", b"abc")}, headers=headers)
    again = await client.post(path, files={"file": ("a.png", b"abc")}, headers=headers)
    other = await client.post(path, files={"file": ("a.png", b"abd")}, headers=headers)
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert first.json() == again.json()
    assert (await _rows(dsns))["home"] == 1
