from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
import pytest_asyncio
from starlette.types import ASGIApp

from assistance_api.households.projection import State
from kit.ids import uuid7
from kit.web import Cursor
from tests.plugins.callers import ApiClient

PutHousehold = Callable[..., Awaitable[State]]

VILLAGE = "131002102236"
HANDOVERS = "/api/assistance/v1/handovers"
FILES = "/api/assistance/v1/files"


@pytest.fixture
def clerk_client(api: ASGIApp, api_client: ApiClient) -> httpx.AsyncClient:
    """The clerk of the village, over HTTP."""
    return api_client(api, role="village-clerk", region=VILLAGE)


@pytest_asyncio.fixture
async def household(put_household: PutHousehold) -> State:
    """A household of the village."""
    return await put_household()


async def _upload(client: httpx.AsyncClient, household: State, picture: bytes) -> httpx.Response:
    return await client.post(
        FILES, data={"household_id": str(household.id)}, files={"file": ("qz.png", picture, "image/png")}
    )


async def _form(
    client: httpx.AsyncClient, household: State, picture: bytes, **changes: Any
) -> dict[str, Any]:
    uploaded = await _upload(client, household, picture)
    assert uploaded.status_code == 201, uploaded.text
    return {
        "id": str(uuid7()),
        "household_id": str(household.id),
        "alive": 97,
        "dead_on_arrival": 3,
        "handed_over_on": "2018-04-09",
        "batch_no": "ye-1804",
        "signature_id": uploaded.json()["id"],
    } | changes


async def test_a_hand_over_is_recorded_read_listed_and_voided(
    clerk_client: httpx.AsyncClient, household: State, signature: bytes
) -> None:
    sent = await _form(clerk_client, household, signature)
    created = await clerk_client.post(HANDOVERS, json=sent)
    assert created.status_code == 201, created.text
    kept = created.json()
    assert kept["batch_no"] == "YE-1804"
    assert created.headers["etag"] == kept["etag"]

    read = await clerk_client.get(f"{HANDOVERS}/{sent['id']}")
    assert read.json() == kept
    listed = await clerk_client.get(HANDOVERS, params={"household": str(household.id)})
    assert listed.json()["items"] == [kept]

    path, why = f"{HANDOVERS}/{sent['id']}/void", {"reason": "只数记错"}
    assert (await clerk_client.post(path, json=why)).status_code == 428
    stale = await clerk_client.post(path, json=why, headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    voided = await clerk_client.post(path, json=why, headers={"If-Match": kept["etag"]})
    assert voided.status_code == 200, voided.text
    assert voided.json()["voided"]["reason"] == "只数记错"


async def test_a_lost_answer_is_asked_again_with_the_same_key(
    clerk_client: httpx.AsyncClient, household: State, signature: bytes
) -> None:
    sent = await _form(clerk_client, household, signature)
    key = {"Idempotency-Key": str(uuid7())}
    first = await clerk_client.post(HANDOVERS, json=sent, headers=key)
    again = await clerk_client.post(HANDOVERS, json=sent, headers=key)
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    other = await clerk_client.post(HANDOVERS, json=sent | {"alive": 1}, headers=key)
    assert other.status_code == 422


async def test_a_resend_with_a_new_key_is_still_the_same_hand_over(
    clerk_client: httpx.AsyncClient, household: State, signature: bytes
) -> None:
    sent = await _form(clerk_client, household, signature)
    key, another = str(uuid7()), str(uuid7())
    first = await clerk_client.post(HANDOVERS, json=sent, headers={"Idempotency-Key": key})
    again = await clerk_client.post(HANDOVERS, json=sent, headers={"Idempotency-Key": another})
    assert first.json() == again.json()
    rows = (await clerk_client.get("/api/assistance/v1/households")).json()["items"]
    assert [(row["given"], row["remaining"]) for row in rows] == [(97, 3)]


async def test_101_goslings_are_a_clear_problem(
    clerk_client: httpx.AsyncClient, household: State, signature: bytes
) -> None:
    sent = await _form(clerk_client, household, signature, alive=101)
    refused = await clerk_client.post(HANDOVERS, json=sent)
    assert refused.status_code == 422
    problem = refused.json()
    assert problem["type"] == "urn:bangfu:problem:allowance-exceeded"
    assert "还可领 100 只" in problem["detail"]
    english = await clerk_client.post(HANDOVERS, json=sent, headers={"Accept-Language": "en"})
    assert "100 remain" in english.json()["detail"]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"alive": 0}, "/alive"),
        ({"dead_on_arrival": -1}, "/dead_on_arrival"),
        ({"handed_over_on": "2018-02-30"}, "/handed_over_on"),
        ({"handed_over_on": "2018-04-10"}, "/handed_over_on"),
        ({"batch_no": "批次 一"}, "/batch_no"),
        ({"id": "3f6ad9c6-7a2b-4c0e-9d43-2f7f6e3f0a11"}, "/id"),
        ({"photo": "x"}, "/photo"),
        ({"signature_id": "019d0000-0000-7000-8000-000000000000"}, "/signature_id"),
    ],
)
async def test_a_mistake_is_answered_where_it_stands(
    clerk_client: httpx.AsyncClient, household: State, signature: bytes, change: dict[str, Any], pointer: str
) -> None:
    sent = await _form(clerk_client, household, signature, **change)
    refused = await clerk_client.post(HANDOVERS, json=sent)
    assert refused.status_code == 422, refused.text
    assert pointer in {error["pointer"] for error in refused.json()["errors"]}


async def test_a_household_that_is_on_its_way_is_asked_for_again_later(
    clerk_client: httpx.AsyncClient, household: State, signature: bytes
) -> None:
    sent = await _form(clerk_client, household, signature, household_id=str(uuid7()))
    ahead = await clerk_client.post(HANDOVERS, json=sent, headers={"X-Position": "registry:99"})
    assert ahead.status_code == 503
    assert int(ahead.headers["retry-after"]) > 0
    assert (await clerk_client.post(HANDOVERS, json=sent)).status_code == 404


@pytest.mark.parametrize(
    ("role", "region", "status"),
    [
        ("village-clerk", VILLAGE, 200),
        ("township-reviewer", "131002102", 200),
        ("county-officer", "131002", 200),
        ("city-leader", "1310", 200),
        ("village-clerk", "131002102237", 404),
        ("township-reviewer", "131002103", 404),
        ("county-officer", "131003", 404),
        ("system-admin", "1310", 403),
        (None, None, 401),
    ],
)
async def test_a_hand_over_is_seen_within_its_scope_alone(
    api: ASGIApp,
    api_client: ApiClient,
    clerk_client: httpx.AsyncClient,
    household: State,
    signature: bytes,
    role: str | None,
    region: str | None,
    status: int,
) -> None:
    sent = await _form(clerk_client, household, signature)
    await clerk_client.post(HANDOVERS, json=sent)
    other = api_client(api, role=role, region=region)
    assert (await other.get(f"{HANDOVERS}/{sent['id']}")).status_code == status
    listed = await other.get(HANDOVERS, params={"region": "1310"})
    if status in {200, 404}:
        assert len(listed.json()["items"]) == (status == 200)
    else:
        assert listed.status_code == status


async def test_only_a_village_post_hands_over(
    api: ASGIApp, api_client: ApiClient, clerk_client: httpx.AsyncClient, household: State, signature: bytes
) -> None:
    sent = await _form(clerk_client, household, signature)
    officer = api_client(api, role="county-officer", region="131002")
    assert (await officer.post(HANDOVERS, json=sent)).status_code == 403


async def test_a_signature_is_shown_with_a_reason_within_its_scope(
    api: ASGIApp, api_client: ApiClient, clerk_client: httpx.AsyncClient, household: State, signature: bytes
) -> None:
    sent = await _form(clerk_client, household, signature)
    await clerk_client.post(HANDOVERS, json=sent)
    path = f"{HANDOVERS}/{sent['id']}/signature/reveal"
    shown = await clerk_client.post(path, json={"reason": "核对领取人"})
    assert (shown.status_code, shown.content) == (200, signature)
    assert shown.headers["content-type"] == "image/png"
    assert shown.headers["cache-control"] == "no-store"
    assert (await clerk_client.post(path, json={})).status_code == 422
    neighbour = api_client(api, role="village-clerk", region="131002102237")
    assert (await neighbour.post(path, json={"reason": "看一看"})).status_code == 404
    leader = api_client(api, role="city-leader", region="1310")
    assert (await leader.post(path, json={"reason": "看一看"})).status_code == 403


@pytest.mark.parametrize("values", [("recorded", 1, 2), ("recorded", "2018-04-09", "x"), ("village", 1, 2)])
async def test_a_made_up_cursor_is_a_clear_problem(
    clerk_client: httpx.AsyncClient, values: tuple[object, ...]
) -> None:
    cursor = str(Cursor(str(values[0]), values[1:]))
    assert (await clerk_client.get(HANDOVERS, params={"after": cursor})).status_code == 400
