"""Signing in: what is told, what is counted, what the cookie is like."""

import asyncio
import statistics
import time

import httpx
import pytest

from gateway.front.door import Door
from gateway.operators import Made, Operators
from gateway.tests.conftest import Browse, Installation, OpenDoor, sign_in

SESSION = "/api/gateway/v1/session"


async def guess(browser: httpx.AsyncClient, account: str, password: str = "wrong-Guess-1") -> httpx.Response:
    return await browser.post(SESSION, json={"account": account, "password": password})


async def test_right_password_opens_a_session(browser: httpx.AsyncClient, liu: Made) -> None:
    session = await sign_in(browser, liu)
    assert session["state"] == "ready"
    assert session["name"] == "刘文清"
    assert session["post"]["role"] == "county-officer"
    assert session["post"]["title"] == "安次区 · 县级业务"
    assert "household.write" in session["permissions"]
    assert session["last_sign_in"] is None
    assert (await browser.get(SESSION)).json()["state"] == "ready"


async def test_cookie_is_out_of_reach_of_scripts_and_other_sites(
    browser: httpx.AsyncClient, liu: Made
) -> None:
    answer = await browser.post(SESSION, json={"account": liu.account, "password": liu.password})
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("bangfu_session=")
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" not in cookie
    assert "access_token" not in answer.text


async def test_cookie_is_secure_where_the_installation_is_reached_by_https(
    open_door: OpenDoor, browse: Browse, liu: Made
) -> None:
    door = await open_door(public_origins=["https://bangfu.example"])
    answer = await browse(door).post(SESSION, json={"account": liu.account, "password": liu.password})
    assert "secure" in answer.headers["set-cookie"].lower()


async def test_unknown_wrong_and_locked_are_told_the_same(
    browser: httpx.AsyncClient, liu: Made, operators: Operators
) -> None:
    unknown = await guess(browser, "nobody-here")
    wrong = await guess(browser, liu.account)
    await operators.lock(liu.account)
    locked = await guess(browser, liu.account, liu.password)
    answers = [{**answer.json(), "request_id": None} for answer in (unknown, wrong, locked)]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0]["type"] == "urn:bangfu:problem:sign-in-failed"
    assert {answer.status_code for answer in (unknown, wrong, locked)} == {401}


async def test_unknown_account_takes_as_long_as_a_wrong_password(
    browser: httpx.AsyncClient, liu: Made, operators: Operators
) -> None:
    async def seconds(account: str) -> float:
        began = time.perf_counter()
        await guess(browser, account)
        return time.perf_counter() - began

    await seconds("nobody-here")
    unknown, wrong = [], []
    for _ in range(5):
        await operators.unlock(liu.account)
        unknown.append(await seconds("nobody-here"))
        wrong.append(await seconds(liu.account))
    # Without the hash an unknown account would be answered in a small part of the time.
    assert statistics.median(unknown) > statistics.median(wrong) / 2


async def test_five_failures_lock_the_account(
    browser: httpx.AsyncClient, liu: Made, installation: Installation
) -> None:
    for _ in range(5):
        assert (await guess(browser, liu.account)).status_code == 401
    assert (await guess(browser, liu.account, liu.password)).status_code == 401
    await installation.rows("update sign_in_count set locked_until = clock_timestamp()")
    assert (await guess(browser, liu.account, liu.password)).status_code == 201


async def test_success_forgets_the_failures_before_it(browser: httpx.AsyncClient, liu: Made) -> None:
    for _ in range(3):
        for _ in range(4):
            await guess(browser, liu.account)
        assert (await guess(browser, liu.account, liu.password)).status_code == 201


async def test_lock_holds_under_parallel_guesses_at_several_processes(
    open_door: OpenDoor, browse: Browse, liu: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    doors = [await open_door(), await open_door()]
    checked = 0
    for door in doors:
        passwords = door.api.state.runtime.passwords
        verify = passwords.verify

        async def count(hash_: str | None, password: str, verify=verify) -> bool:  # type: ignore[no-untyped-def]
            nonlocal checked
            checked += hash_ is not None
            return bool(await verify(hash_, password))

        monkeypatch.setattr(passwords, "verify", count)
    browsers = [browse(door) for door in doors]
    answers = await asyncio.gather(
        *(guess(browsers[turn % 2], liu.account, f"guess-{turn}") for turn in range(40))
    )
    assert {answer.status_code for answer in answers} == {401}
    assert checked == 5
    assert (await guess(browsers[0], liu.account, liu.password)).status_code == 401


async def test_failed_sign_ins_are_journalled_without_what_was_typed(
    browser: httpx.AsyncClient, liu: Made, installation: Installation
) -> None:
    await guess(browser, "My-Secret-Password-1", "x")
    await guess(browser, liu.account, "Marked-Guess-77")
    rows = [row for row in await installation.journal() if row["operation"].startswith("sign-in")]
    assert [row["operation"] for row in rows] == ["sign-in.try", "sign-in.refuse"] * 2
    assert rows[3]["subject"] is not None
    everything = str([dict(row) for row in rows]).lower()
    assert "marked-guess" not in everything
    assert "my-secret" not in everything


async def test_operator_unlocks(browser: httpx.AsyncClient, liu: Made, operators: Operators) -> None:
    for _ in range(5):
        await guess(browser, liu.account)
    await operators.unlock(liu.account)
    assert (await guess(browser, liu.account, liu.password)).status_code == 201


async def test_last_sign_in_is_shown(browser: httpx.AsyncClient, liu: Made) -> None:
    await sign_in(browser, liu)
    assert (await sign_in(browser, liu))["last_sign_in"] is not None


@pytest.mark.parametrize("origin", ["http://evil.test", "null", None])
async def test_sign_in_from_another_page_is_refused(door: Door, liu: Made, origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=door), base_url="http://bangfu.test", headers=headers
    ) as browser:
        answer = await guess(browser, liu.account, liu.password)
    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:bangfu:problem:foreign-origin"
