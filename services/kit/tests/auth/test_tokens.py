"""From token to caller: cached, ended by the version table, closed when that table is deaf."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from kit.auth import KeysUnknown, TokenRefused, TokenVerifier, VersionsPage, VersionsStale, VersionTable
from kit.auth import versions as versions_module
from kit.ids import uuid7
from tests.plugins.callers import ISSUER, TestGateway


@pytest.fixture
async def verifier(test_gateway: TestGateway) -> AsyncIterator[TokenVerifier]:
    peers = test_gateway.peers.identified(client_id="example", key=test_gateway.key, issuer=ISSUER)
    async with VersionTable().following(peers) as table:
        yield TokenVerifier(peers, issuer=ISSUER, versions=table)


async def _heard(verifier: TokenVerifier) -> None:
    for _ in range(400):
        if not verifier.versions.stale:
            return
        await asyncio.sleep(0.005)
    pytest.fail("the table heard nothing for two seconds")


async def _use_until_refused(verifier: TokenVerifier, token: str) -> None:
    async with asyncio.timeout(5):
        while True:
            await verifier.caller(token)
            await asyncio.sleep(0.005)


async def test_a_token_gives_its_caller(test_gateway: TestGateway, verifier: TokenVerifier) -> None:
    await _heard(verifier)
    person = uuid7()
    caller = await verifier.caller(test_gateway.token("county-officer", "131002", person=person))
    assert (caller.person_id, caller.role, caller.region_key) == (person, "county-officer", "131002")
    assert (caller.scope.lo, caller.scope.hi, caller.scope.person_id) == ("131002", "131002:", person)
    assert caller.may("household.write")
    assert not caller.may("handover.write")


async def test_a_service_is_a_client_with_its_own_stable_id(
    test_gateway: TestGateway, verifier: TokenVerifier
) -> None:
    await _heard(verifier)
    one, two = [await verifier.caller(test_gateway.service_token("registry")) for _ in range(2)]
    assert one.client
    assert one.person_id == two.person_id
    assert one.may("event.read")


async def test_a_lock_is_seen_within_a_second_though_the_token_is_cached(
    test_gateway: TestGateway, verifier: TokenVerifier
) -> None:
    await _heard(verifier)
    person = uuid7()
    token = test_gateway.token("village-clerk", "131002001001", person=person, ver=3)
    await verifier.caller(token)
    test_gateway.raise_version(person, 4)
    began = time.monotonic()
    with pytest.raises(TokenRefused) as refused:
        await _use_until_refused(verifier, token)
    assert refused.value.reason == "revoked"
    assert time.monotonic() - began < 1.0
    newer = test_gateway.token("village-clerk", "131002001001", person=person, ver=4)
    assert (await verifier.caller(newer)).ver == 4


async def test_a_deaf_table_refuses_everybody(
    test_gateway: TestGateway, verifier: TokenVerifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _heard(verifier)
    token = test_gateway.token("city-leader", "1310")
    await verifier.caller(token)
    monkeypatch.setattr(versions_module, "STALE_SECONDS", 0.3)
    test_gateway.silent = True
    await asyncio.sleep(1.5)
    with pytest.raises(VersionsStale):
        await verifier.caller(token)
    test_gateway.silent = False
    monkeypatch.undo()
    await _heard(verifier)
    await verifier.caller(token)


async def test_a_table_that_never_heard_is_stale() -> None:
    assert VersionTable().stale


async def test_a_cached_token_ends_with_its_exp(
    test_gateway: TestGateway, verifier: TokenVerifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _heard(verifier)
    token = test_gateway.token("city-leader", "1310", seconds=100)
    await verifier.caller(token)
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 100)
    with pytest.raises(TokenRefused) as refused:
        await verifier.caller(token)
    assert refused.value.reason == "expired"


async def test_unknown_keys_do_not_become_questions_to_the_gateway(
    test_gateway: TestGateway, verifier: TokenVerifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0

    class Counting:
        async def jwks(self) -> list[dict[str, str]]:
            nonlocal asked
            asked += 1
            await asyncio.sleep(0.01)
            return [test_gateway.key.verify_key.jwk]

    table = VersionTable()
    counted = TokenVerifier(Counting(), issuer=ISSUER, versions=table)
    stranger = TestGateway()
    tokens = [stranger.token("city-leader", "1310") for _ in range(20)]
    answers = await asyncio.gather(*map(counted.caller, tokens), return_exceptions=True)
    assert all(isinstance(answer, TokenRefused) for answer in answers)
    assert asked == 1
    await stranger.peers.close()


async def test_without_the_issuers_keys_nobody_is_let_in(test_gateway: TestGateway) -> None:
    class Silent:
        async def jwks(self) -> list[dict[str, str]]:
            raise ConnectionError

    verifier = TokenVerifier(Silent(), issuer=ISSUER, versions=VersionTable())
    with pytest.raises(KeysUnknown):
        await verifier.caller(test_gateway.token("city-leader", "1310"))


async def test_keys_of_another_sort_are_passed_over(test_gateway: TestGateway) -> None:
    class Mixed:
        async def jwks(self) -> list[dict[str, str]]:
            return [{"kty": "RSA", "n": "AA", "e": "AQAB"}, {"kty": "EC"}, test_gateway.key.verify_key.jwk]

    table = VersionTable()
    table.take(VersionsPage(cursor=0))
    verifier = TokenVerifier(Mixed(), issuer=ISSUER, versions=table)
    assert (await verifier.caller(test_gateway.token("city-leader", "1310"))).role == "city-leader"


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "nobody"},
        {"permissions": "household.read"},
        {"permissions": [1]},
        {"ver": "1"},
        {"ver": True},
        {"region": 1310},
        {"post": "x"},
    ],
)
async def test_claims_of_another_form_are_refused(
    test_gateway: TestGateway, verifier: TokenVerifier, claims: dict[str, object]
) -> None:
    whole = {"ver": 1, "permissions": [], "region": "1310", "post": None, "role": "x", "sub": str(uuid7())}
    token = test_gateway.key.access_token(
        issuer=ISSUER,
        audience="bangfu",
        client_id="web",
        seconds=60,
        subject=str(claims.get("sub", whole["sub"])),
        **{name: value for name, value in {**whole, **claims}.items() if name != "sub"},
    )
    with pytest.raises(TokenRefused) as refused:
        await verifier.caller(token)
    assert refused.value.reason == "claims"


async def test_a_second_look_at_a_token_costs_microseconds(
    test_gateway: TestGateway, verifier: TokenVerifier
) -> None:
    await _heard(verifier)
    token = test_gateway.token("county-officer", "131002")
    await verifier.caller(token)
    best = 1.0
    for _ in range(20):
        began = time.perf_counter()
        for _ in range(100):
            await verifier.caller(token)
        best = min(best, (time.perf_counter() - began) / 100)
    assert best < 20e-6
