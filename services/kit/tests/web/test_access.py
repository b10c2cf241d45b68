"""Who gets in, who does not, and what a refusal leaves behind."""

import asyncio
import json
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import pytest
from starlette.types import ASGIApp

from kit.auth import versions as versions_module
from kit.ids import uuid7
from tests.plugins.callers import ApiClient, TestGateway
from tests.plugins.cluster import FreshDatabase

HOMES = "/api/example/v1/homes"
VILLAGE = "131025102236"
ABSENT = UUID(int=7)


async def _journal(dsns: FreshDatabase) -> list[dict[str, Any]]:
    conn = await asyncpg.connect(dsns.admin)
    try:
        rows = await conn.fetch("select operation, person_id, actor_name, details from journal order by id")
        return [{**dict(row), "details": json.loads(row["details"])} for row in rows]
    finally:
        await conn.close()


async def _make(client: httpx.AsyncClient, number: str = "0001") -> str:
    answer = await client.post(HOMES, json={"number": number, "region_key": VILLAGE})
    assert answer.status_code == 201
    return str(answer.json()["id"])


async def test_absent_and_out_of_scope_read_the_same(app: ASGIApp, api_client: ApiClient) -> None:
    made = await _make(api_client(app, role="county-officer", region="131025"))
    stranger = api_client(app, role="county-officer", region="131026")
    answers = [await stranger.get(f"{HOMES}/{home}") for home in (made, ABSENT)]
    documents = [{**answer.json(), "request_id": None} for answer in answers]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert documents[0] == documents[1]
    assert set(answers[0].headers) == set(answers[1].headers)
    change = [await stranger.patch(f"{HOMES}/{home}", json={"phone": "1"}) for home in (made, ABSENT)]
    assert [answer.status_code for answer in change] == [404, 404]


@pytest.mark.parametrize(
    ("region", "seen"),
    [("131025102236", 1), ("131025102", 1), ("131025", 1), ("1310", 1), ("131025102237", 0), ("131026", 0)],
)
async def test_a_list_holds_the_scope_of_the_post(
    app: ASGIApp, api_client: ApiClient, region: str, seen: int
) -> None:
    await _make(api_client(app, role="county-officer", region="131025"))
    listed = await api_client(app, role="county-officer", region=region).get(HOMES)
    assert len(listed.json()["items"]) == seen


async def test_writing_outside_the_scope_is_not_found(
    app: ASGIApp, api_client: ApiClient, dsns: FreshDatabase
) -> None:
    stranger = api_client(app, role="county-officer", region="131026")
    answer = await stranger.post(HOMES, json={"number": "0001", "region_key": VILLAGE})
    assert answer.status_code == 404
    assert await _journal(dsns) == []


async def test_a_missing_permission_is_refused_and_journalled(
    app: ASGIApp, api_client: ApiClient, dsns: FreshDatabase
) -> None:
    person = uuid7()
    clerk = api_client(app, role="village-clerk", region=VILLAGE, person=person, name="李测试")
    answer = await clerk.post(HOMES, json={"number": "0001", "region_key": VILLAGE})
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    [row] = await _journal(dsns)
    assert (row["operation"], row["person_id"], row["actor_name"]) == ("access.forbidden", person, "李测试")
    assert row["details"] == {
        "operation": "create_home",
        "permission": "household.write",
        "problem": "forbidden",
    }


async def test_a_refusal_inside_rolls_the_work_back_and_is_journalled(
    app: ASGIApp, api_client: ApiClient, dsns: FreshDatabase
) -> None:
    officer = api_client(app, role="county-officer", region=VILLAGE)
    answer = await officer.post(f"{HOMES}/forbidden-inside")
    assert answer.status_code == 403
    assert (await officer.get(HOMES)).json()["items"] == []
    [row] = await _journal(dsns)
    assert row["details"]["permission"] == "home.bless"


async def test_a_counted_refusal_is_told_only_as_its_count_says(
    app: ASGIApp, api_client: ApiClient, dsns: FreshDatabase
) -> None:
    officer = api_client(app, role="county-officer", region=VILLAGE)
    answers = [await officer.post(f"{HOMES}/tell") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [409, 429, 503]
    rows = await _journal(dsns)
    assert [(row["operation"], row["details"]["problem"]) for row in rows] == [
        ("home.told", "told"),
        ("home.told", "told-enough"),
    ]


async def test_permission_is_judged_before_the_body(app: ASGIApp, api_client: ApiClient) -> None:
    clerk = api_client(app, role="village-clerk", region=VILLAGE)
    assert (await clerk.post(HOMES, json={"nonsense": 1})).status_code == 403
    assert (await api_client(app, role=None).post(HOMES, json={"nonsense": 1})).status_code == 401


@pytest.mark.parametrize(
    "header", [None, "Basic YTpi", "Bearer", "Bearer ", "Bearer a.b.c", "Bearer é", "bearer x y"]
)
async def test_what_is_no_token_is_unauthorized(
    app: ASGIApp, api_client: ApiClient, header: str | None
) -> None:
    visitor = api_client(app, role=None)
    headers = [] if header is None else [(b"Authorization", header.encode("latin-1"))]
    answer = await visitor.get(HOMES, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["type"] == "urn:bangfu:problem:unauthorized"


async def test_forged_tokens_are_journalled_everyday_refusals_are_not(
    app: ASGIApp, api_client: ApiClient, test_gateway: TestGateway, dsns: FreshDatabase
) -> None:
    visitor = api_client(app, role=None)
    forger = TestGateway()
    forged, expired = (
        forger.token("city-leader", "1310"),
        test_gateway.token("city-leader", "1310", seconds=-1),
    )
    for headers in ({}, {"Authorization": f"Bearer {expired}"}, {"Authorization": f"Bearer {forged}"}):
        assert (await visitor.get(HOMES, headers=headers)).status_code == 401
    [row] = await _journal(dsns)
    assert (row["operation"], row["details"]["reason"]) == ("access.token-refused", "unknown-kid")
    await forger.peers.close()


async def test_a_flood_of_forged_tokens_is_no_flood_of_rows(
    app: ASGIApp, api_client: ApiClient, dsns: FreshDatabase
) -> None:
    visitor = api_client(
        app,
        role=None,
    )
    for _ in range(60):
        await visitor.get(HOMES, headers={"Authorization": "Bearer a.b.c"})
    assert len(await _journal(dsns)) <= 30


async def test_a_lock_ends_a_token_in_use_within_a_second(
    app: ASGIApp, api_client: ApiClient, test_gateway: TestGateway
) -> None:
    person = uuid7()
    client = api_client(app, role="county-officer", region="131025", person=person, ver=1)
    assert (await client.get(HOMES)).status_code == 200
    test_gateway.raise_version(person, 2)
    loop = asyncio.get_running_loop()
    began = loop.time()
    while (await client.get(HOMES)).status_code != 401:
        assert loop.time() - began < 1.0
        await asyncio.sleep(0.01)


async def test_without_news_of_versions_nobody_is_let_in(
    app: ASGIApp, api_client: ApiClient, test_gateway: TestGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = api_client(app, role="county-officer", region="131025")
    assert (await client.get(HOMES)).status_code == 200
    test_gateway.silent = True
    monkeypatch.setattr(versions_module, "STALE_SECONDS", 0.3)
    await asyncio.sleep(1.5)
    answer = await client.get(HOMES)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"
    assert (await client.get("/api/example/v1/ping")).status_code == 200


async def test_a_public_operation_needs_no_token_and_sees_no_region(
    app: ASGIApp, api_client: ApiClient, dsns: FreshDatabase
) -> None:
    visitor = api_client(app, role=None)
    assert (await visitor.get("/api/example/v1/ping")).json() == {"name": "zh"}
    assert (await visitor.post("/api/example/v1/knocks")).json() == {"name": "None"}
    [row] = await _journal(dsns)
    assert row["operation"] == "door.knock"


async def test_a_signed_in_visit_without_a_transaction(app: ASGIApp, api_client: ApiClient) -> None:
    client = api_client(app, role="system-admin", region="1310", name="赵测试")
    assert (await client.get("/api/example/v1/who")).json() == {"name": "赵测试"}
