"""The three grants, and what ends a token."""

import asyncio
import time
from typing import Any

import httpx
import pytest

from gateway.front.door import Door
from gateway.operators import Made, NewPost, Operators
from gateway.tests.conftest import Browse, Installation, OpenDoor, officer, password_grant, sign_in
from gateway.tokens.signing import SigningRing
from kit.auth import SigningKey, TokenVerifier, VersionTable
from kit.peers import Peers

TOKEN = "/api/gateway/v1/token"
REVOCATION = "/api/gateway/v1/token/revocation"
VERSIONS = "/api/gateway/v1/versions"


async def refresh(program: httpx.AsyncClient, token: str) -> httpx.Response:
    return await program.post(TOKEN, data={"grant_type": "refresh_token", "refresh_token": token})


async def holds(program: httpx.AsyncClient, access_token: str) -> bool:
    """Whether a person's token is still taken: 403, for no post may read the versions; else 401."""
    answer = await program.get(VERSIONS, headers={"Authorization": f"Bearer {access_token}"})
    assert answer.status_code in {401, 403}
    return answer.status_code == 403


async def test_password_grant_gives_a_token_for_the_one_post(browser: httpx.AsyncClient, liu: Made) -> None:
    answer = await password_grant(browser, liu)
    assert answer.status_code == 200
    grant = answer.json()
    assert (grant["token_type"], grant["expires_in"]) == ("Bearer", 600)
    assert await holds(browser, grant["access_token"])


async def test_services_check_our_tokens_by_the_published_keys(
    door: Door, browser: httpx.AsyncClient, liu: Made, installation: Installation
) -> None:
    token = (await password_grant(browser, liu)).json()["access_token"]
    peers = Peers.in_process(door)
    table = VersionTable()
    table.take(await door.api.state.runtime.versions.versions(0, 0))
    verifier = TokenVerifier(peers, issuer=installation.settings.issuer, versions=table)
    caller = await verifier.caller(token)
    assert (caller.name, caller.role, caller.region_key) == ("刘文清", "county-officer", "131002")
    assert caller.may("roster.import")
    assert not caller.client
    await peers.close()


async def test_a_person_with_several_posts_names_one(
    browser: httpx.AsyncClient, operators: Operators, liu: Made
) -> None:
    post = await operators.give_post(liu.account, NewPost(role="township-reviewer", region_key="131002101"))
    answer = await password_grant(browser, liu)
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:bangfu:problem:post-wanted")
    assert (await password_grant(browser, liu, post=str(post))).status_code == 200
    unknown = "00000000-0000-7000-8000-000000000000"
    assert (await password_grant(browser, liu, post=unknown)).status_code == 404


async def test_an_account_that_is_not_in_use_yet_gets_no_token(
    browser: httpx.AsyncClient, operators: Operators
) -> None:
    made = await operators.create_user(officer(exempt=False))
    for _ in range(7):  # a right password is no failure, however often
        answer = await password_grant(browser, made)
        assert (answer.status_code, answer.json()["type"]) == (409, "urn:bangfu:problem:account-not-ready")


async def test_wrong_password_is_refused_and_counted(browser: httpx.AsyncClient, liu: Made) -> None:
    for _ in range(5):
        assert (await password_grant(browser, Made(liu.account, "wrong"))).status_code == 401
    assert (await password_grant(browser, liu)).status_code == 401


async def test_refresh_rotates(browser: httpx.AsyncClient, liu: Made) -> None:
    first = (await password_grant(browser, liu)).json()["refresh_token"]
    seen = {first}
    token = first
    for _ in range(3):
        grant = (await refresh(browser, token)).json()
        token = grant["refresh_token"]
        assert token not in seen
        seen.add(token)
        assert await holds(browser, grant["access_token"])


async def test_a_lost_answer_gets_the_same_successor(browser: httpx.AsyncClient, liu: Made) -> None:
    first = (await password_grant(browser, liu)).json()["refresh_token"]
    answers = [(await refresh(browser, first)).json()["refresh_token"] for _ in range(3)]
    assert len(set(answers)) == 1
    assert (await refresh(browser, answers[0])).status_code == 200


async def test_parallel_refreshes_get_one_successor(browser: httpx.AsyncClient, liu: Made) -> None:
    first = (await password_grant(browser, liu)).json()["refresh_token"]
    answers = await asyncio.gather(*(refresh(browser, first) for _ in range(10)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["refresh_token"] for answer in answers}) == 1


async def test_reuse_after_the_successor_was_used_ends_the_family(
    browser: httpx.AsyncClient, liu: Made, installation: Installation
) -> None:
    first = (await password_grant(browser, liu)).json()["refresh_token"]
    second = (await refresh(browser, first)).json()["refresh_token"]
    grant = (await refresh(browser, second)).json()
    assert (await refresh(browser, first)).json()["type"] == "urn:bangfu:problem:invalid-grant"
    assert (await refresh(browser, grant["refresh_token"])).status_code == 400
    assert not await holds(browser, grant["access_token"])
    assert "token.reuse" in {row["operation"] for row in await installation.journal()}


async def test_reuse_a_minute_later_ends_the_family(
    browser: httpx.AsyncClient, liu: Made, installation: Installation
) -> None:
    first = (await password_grant(browser, liu)).json()["refresh_token"]
    second = (await refresh(browser, first)).json()["refresh_token"]
    await installation.rows("update refresh_family set turned_at = turned_at - interval '61 seconds'")
    assert (await refresh(browser, first)).status_code == 400
    assert (await refresh(browser, second)).status_code == 400


@pytest.mark.parametrize("column", ["opened_at", "turned_at"])
async def test_families_do_not_last_for_ever(
    browser: httpx.AsyncClient, liu: Made, installation: Installation, column: str
) -> None:
    token = (await password_grant(browser, liu)).json()["refresh_token"]
    await installation.rows(f"update refresh_family set {column} = {column} - interval '8 days'")
    assert (await refresh(browser, token)).status_code == 400


async def test_forged_refresh_tokens_are_refused(browser: httpx.AsyncClient, liu: Made) -> None:
    token = (await password_grant(browser, liu)).json()["refresh_token"]
    forged = ("B" if token[22] == "A" else "A").join((token[:22], token[23:]))
    for text in (forged, "", "%%%", "AAAA"):
        assert (await refresh(browser, text)).status_code in {400, 422}
    assert (await refresh(browser, token)).status_code == 200


async def test_an_ended_post_is_not_renewed(
    browser: httpx.AsyncClient, operators: Operators, liu: Made, installation: Installation
) -> None:
    grant = (await password_grant(browser, liu)).json()
    post = NewPost(role="county-officer", region_key="131002")
    await operators.end_post(liu.account, post, (await _today(installation)))
    assert (await refresh(browser, grant["refresh_token"])).status_code == 400


async def _today(installation: Installation) -> Any:
    return installation.settings.clock().today()


async def test_revocation_ends_family_and_access_tokens(browser: httpx.AsyncClient, liu: Made) -> None:
    grant = (await password_grant(browser, liu)).json()
    answer = await browser.post(REVOCATION, data={"token": grant["refresh_token"]})
    assert answer.status_code == 204
    assert (await refresh(browser, grant["refresh_token"])).status_code == 400
    assert not await holds(browser, grant["access_token"])
    assert (await browser.post(REVOCATION, data={"token": "unknown"})).status_code == 204


@pytest.mark.parametrize("how", ["sign-out", "lock", "reset", "post"])
async def test_raised_version_ends_tokens_at_every_process_within_a_second(
    open_door: OpenDoor, browse: Browse, liu: Made, operators: Operators, how: str
) -> None:
    here, there = browse(await open_door()), browse(await open_door())
    await sign_in(here, liu)
    token = (await password_grant(here, liu)).json()["access_token"]
    assert await holds(there, token)  # now it stands in the other process's cache
    began = time.monotonic()
    match how:
        case "sign-out":
            assert (await here.delete("/api/gateway/v1/session")).status_code == 204
        case "lock":
            await operators.lock(liu.account)
        case "reset":
            await operators.reset(liu.account)
        case "post":
            await operators.give_post(liu.account, NewPost(role="township-reviewer", region_key="131002101"))
    while await holds(there, token):
        assert time.monotonic() - began < 1.0
        await asyncio.sleep(0.01)
    assert not await holds(here, token)


async def test_a_locked_account_is_not_served_through_another_flow(
    open_door: OpenDoor, browse: Browse, liu: Made, operators: Operators
) -> None:
    browser = browse(await open_door())
    await sign_in(browser, liu)
    grant = (await password_grant(browser, liu)).json()
    await operators.lock(liu.account)
    await asyncio.sleep(0.6)
    assert not await holds(browser, grant["access_token"])
    assert (await refresh(browser, grant["refresh_token"])).status_code == 400
    assert (await browser.get("/api/gateway/v1/session")).status_code == 401
    assert (await password_grant(browser, liu)).status_code == 401


async def test_a_service_signs_in_with_its_own_key(
    door: Door, installation: Installation, service_key: SigningKey
) -> None:
    peers = Peers.in_process(door).identified(
        client_id="bangfu-registry", key=service_key, issuer=installation.settings.issuer
    )
    caller = await door.api.state.runtime.verifier.caller(await peers.token())
    assert caller.client
    assert (caller.role, caller.region_key) == ("service", "1310")
    assert caller.permissions == {"region.read", "event.read", "snapshot.read", "version.read"}
    page = await peers.versions(0, 0.0)
    assert page.cursor == 0
    await peers.close()


async def test_an_assertion_is_good_once_for_us_and_by_its_key(
    browser: httpx.AsyncClient, installation: Installation, service_key: SigningKey
) -> None:
    async def show(assertion: str) -> int:
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": assertion,
        }
        return (await browser.post(TOKEN, data=form)).status_code

    issuer = installation.settings.issuer
    good = service_key.client_assertion(client_id="bangfu-registry", audience=issuer)
    assert await show(good) == 200
    assert await show(good) == 401
    refused = [
        SigningKey.generate().client_assertion(client_id="bangfu-registry", audience=issuer),
        service_key.client_assertion(client_id="bangfu-registry", audience="https://elsewhere.test"),
        service_key.client_assertion(client_id="bangfu-unknown", audience=issuer),
        service_key.client_assertion(client_id="bangfu-registry", audience=issuer, seconds=3600),
        service_key.client_assertion(client_id="bangfu-registry", audience=issuer, seconds=-1),
        "nonsense",
    ]
    assert [await show(assertion) for assertion in refused] == [401] * len(refused)


async def test_a_grant_without_its_fields_says_what_is_missing(browser: httpx.AsyncClient) -> None:
    answer = await browser.post(TOKEN, data={"grant_type": "password", "username": "x"})
    assert answer.status_code == 422
    assert (await browser.post(TOKEN, data={"grant_type": "magic"})).status_code == 422


async def test_two_processes_share_one_key_ring(open_door: OpenDoor, browse: Browse, liu: Made) -> None:
    doors = [await open_door(), await open_door()]
    sets = [(await browse(door).get("/api/gateway/v1/.well-known/jwks.json")).json() for door in doors]
    assert sets[0] == sets[1]
    assert set(sets[0]["keys"][0]) == {"kty", "crv", "x", "y", "kid", "use", "alg"}


async def test_tokens_of_the_former_key_hold_after_a_change(
    open_door: OpenDoor, browse: Browse, liu: Made, installation: Installation
) -> None:
    before = (await password_grant(browse(await open_door()), liu)).json()["access_token"]
    path = installation.settings.signing_keys
    SigningRing.load_or_create(path).with_new_key().save(path)
    program = browse(await open_door())
    assert await holds(program, before)
    assert await holds(program, (await password_grant(program, liu)).json()["access_token"])
    assert path.stat().st_mode & 0o777 == 0o600
