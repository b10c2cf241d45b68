"""The cookie at work: bearer for the services, idle end, sign-out, foreign pages."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from gateway.front.door import Door
from gateway.operators import Made, NewPost, Operators
from gateway.tests.conftest import ID_NUMBERS, Browse, Installation, OpenDoor, officer, sign_in
from gateway.tests.services import echo_service
from kit.auth import jose

SESSION = "/api/gateway/v1/session"
ECHO = "/api/registry/v1/echo"


@pytest.fixture
async def door(open_door: OpenDoor) -> Door:
    """A gateway process with a service behind it that tells what reached it."""
    return await open_door({"registry": echo_service()})


async def leave_alone(installation: Installation, minutes: int) -> None:
    """Let time pass for all sessions on record."""
    await installation.rows("update session_seen set seen_at = seen_at - make_interval(mins => $1)", minutes)


async def test_cookie_becomes_a_bearer_token_and_goes_no_further(
    browser: httpx.AsyncClient, liu: Made
) -> None:
    await sign_in(browser, liu)
    told = (await browser.get(ECHO, headers={"X-Forwarded-For": "6.6.6.6", "X-Background": "1"})).json()
    headers = told["headers"]
    assert "cookie" not in headers
    assert "x-background" not in headers
    assert headers["x-forwarded-for"] == "127.0.0.1"
    token = headers["authorization"].removeprefix("Bearer ")
    claims = jose._claims(token.split(".")[1])
    assert (claims["role"], claims["region"], claims["region_name"]) == ("county-officer", "131002", "安次区")
    assert (claims["name"], claims["account"], claims["ver"]) == ("刘文清", "liuwenqing", 1)


async def test_without_a_chosen_post_nothing_opens(browser: httpx.AsyncClient, liu: Made) -> None:
    await sign_in(browser, liu, choose=False)
    answer = await browser.get(ECHO)
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:bangfu:problem:choose-post")


async def test_without_a_session_the_service_answers_itself(browser: httpx.AsyncClient) -> None:
    assert "authorization" not in (await browser.get(ECHO)).json()["headers"]


@pytest.mark.parametrize("origin", ["http://evil.test", "null", "http://bangfu.test.evil"])
async def test_unsafe_requests_from_other_pages_are_refused(
    browser: httpx.AsyncClient, liu: Made, origin: str
) -> None:
    await sign_in(browser, liu)
    answer = await browser.post(ECHO, json={}, headers={"Origin": origin})
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:bangfu:problem:foreign-origin")
    answer = await browser.delete(SESSION, headers={"Origin": origin})
    assert answer.status_code == 403
    assert (await browser.post(ECHO, json={})).status_code == 200


async def test_unsafe_requests_without_an_origin_are_refused(browser: httpx.AsyncClient, liu: Made) -> None:
    await sign_in(browser, liu)
    del browser.headers["Origin"]
    assert (await browser.post(ECHO, json={})).status_code == 403
    assert (await browser.get(ECHO)).status_code == 200


async def test_a_bearer_token_needs_no_origin(door: Door, browse: Browse, liu: Made) -> None:
    program = browse(door)
    del program.headers["Origin"]
    assert (await program.post(ECHO, json={}, headers={"Authorization": "Bearer x"})).status_code == 200


async def test_idle_session_ends_and_the_same_person_goes_on(
    open_door: OpenDoor, browse: Browse, liu: Made, installation: Installation
) -> None:
    browser = browse(await open_door({"registry": echo_service()}))
    session = await sign_in(browser, liu)
    await leave_alone(installation, 31)
    again = browse(await open_door({"registry": echo_service()}))  # a process that has not seen the session
    again.cookies = browser.cookies
    answer = await again.get(ECHO)
    assert (answer.status_code, answer.json()["type"]) == (401, "urn:bangfu:problem:session-idle")
    assert (await again.get(SESSION)).json()["type"] == "urn:bangfu:problem:session-idle"
    session = await sign_in(again, liu, choose=False)
    assert (session["state"], session["continued"]) == ("ready", True)
    assert (await again.get(ECHO)).status_code == 200


async def test_another_person_does_not_go_on_in_an_idle_session(
    browser: httpx.AsyncClient, operators: Operators, liu: Made, installation: Installation
) -> None:
    await sign_in(browser, liu)
    han = await operators.create_user(officer("hanlixin", id_number=ID_NUMBERS[1]))
    session = await sign_in(browser, han, choose=False)
    assert (session["state"], session["continued"]) == ("choose-post", False)


async def test_background_requests_do_not_count_as_use(
    open_door: OpenDoor, browse: Browse, liu: Made, installation: Installation
) -> None:
    browser = browse(await open_door({"registry": echo_service()}))
    await sign_in(browser, liu)
    await leave_alone(installation, 25)
    door = await open_door({"registry": echo_service()})
    later = browse(door)
    later.cookies = browser.cookies
    left = (await later.get(SESSION, headers={"X-Background": "1"})).json()["idle_left_seconds"]
    assert 290 <= left <= 300
    assert (await later.get(ECHO, headers={"X-Background": "1"})).status_code == 200
    left = (await later.get(SESSION, headers={"X-Background": "1"})).json()["idle_left_seconds"]
    assert left <= 300
    assert (await later.get(ECHO)).status_code == 200
    left = (await later.get(SESSION, headers={"X-Background": "1"})).json()["idle_left_seconds"]
    assert left >= 1790


async def test_last_use_is_written_when_the_process_ends(
    browse: Browse, liu: Made, installation: Installation
) -> None:
    from asgi_lifespan import LifespanManager

    from gateway.app import create

    door = create(installation.settings, {"registry": echo_service()})
    async with LifespanManager(door):
        browser = browse(door)
        await sign_in(browser, liu)
        await leave_alone(installation, 20)
        door.api.state.keeper.forget(browser.cookies["bangfu_session"])
        assert (await browser.get(ECHO)).status_code == 200
    rows = await installation.rows("select clock_timestamp() - seen_at as ago from session_seen")
    assert rows[0]["ago"] < timedelta(minutes=1)


async def test_sign_out_ends_session_and_cookie(
    browser: httpx.AsyncClient, liu: Made, installation: Installation
) -> None:
    await sign_in(browser, liu)
    secret = browser.cookies["bangfu_session"]
    assert (await browser.delete(SESSION)).status_code == 204
    assert "bangfu_session" not in browser.cookies
    browser.cookies.set("bangfu_session", secret)
    assert (await browser.get(SESSION)).status_code == 401
    assert (await browser.get(ECHO)).status_code == 401
    assert (await installation.journal())[-1]["operation"] == "sign-in.end"


async def test_forged_and_foreign_cookies_open_nothing(browser: httpx.AsyncClient) -> None:
    browser.cookies.set("bangfu_session", "A" * 43)
    answer = await browser.get(ECHO)
    assert (answer.status_code, answer.json()["type"]) == (401, "urn:bangfu:problem:unauthorized")


async def test_an_ended_session_does_not_stand_in_the_way_of_what_is_public(
    browser: httpx.AsyncClient,
) -> None:
    browser.cookies.set("bangfu_session", "A" * 43)
    assert (await browser.get("/api/gateway/v1/installation")).status_code == 200
    assert (await browser.get("/api/gateway/v1/health")).status_code == 200


async def test_problems_are_told_in_the_language_asked_for(browser: httpx.AsyncClient, liu: Made) -> None:
    await sign_in(browser, liu, choose=False)
    assert (await browser.get(ECHO)).json()["title"] == "请先选职务"
    english = await browser.get(ECHO, headers={"Accept-Language": "en"})
    assert english.json()["title"] == "Choose a post first"


async def test_changing_the_post_ends_the_tokens_of_the_one_before(
    browser: httpx.AsyncClient, operators: Operators, liu: Made
) -> None:
    await operators.give_post(liu.account, NewPost(role="township-reviewer", region_key="131002101"))
    session = await sign_in(browser, liu)
    first = (await browser.get(ECHO)).json()["headers"]["authorization"]
    body = {"post_id": session["posts"][1]["id"]}
    assert (await browser.put(f"{SESSION}/post", json=body)).status_code == 200
    second = (await browser.get(ECHO)).json()["headers"]["authorization"]
    assert first != second
    versions = "/api/gateway/v1/versions"
    old = await browser.get(versions, headers={"Authorization": first})
    new = await browser.get(versions, headers={"Authorization": second})
    assert (old.status_code, new.status_code) == (401, 403)


async def test_every_session_write_has_one_journal_row_whose_id_its_rows_carry(
    browser: httpx.AsyncClient, liu: Made, installation: Installation
) -> None:
    writes: list[Callable[[], Awaitable[Any]]] = [
        lambda: sign_in(browser, liu, choose=False),
        lambda: browser.delete(SESSION),
    ]
    for write in writes:
        before = {row["id"] for row in await installation.journal()}
        await write()
        rows = [row for row in await installation.journal() if row["id"] not in before]
        last = rows[-1]
        session = (await installation.rows("select j from browser_session order by opened_at desc"))[0]
        assert session["j"] == last["id"]
        account = (await installation.rows("select j from account"))[0]
        assert account["j"] == last["id"]


async def test_no_answer_of_ours_is_kept_by_caches(browser: httpx.AsyncClient, liu: Made) -> None:
    answer = await browser.get("/api/gateway/v1/installation")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
