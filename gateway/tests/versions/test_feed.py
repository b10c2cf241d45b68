"""The long poll of raised versions."""

import asyncio
import time
from collections.abc import AsyncIterator

import httpx
import pytest

from gateway.front.door import Door
from gateway.operators import Made, Operators
from gateway.tests.conftest import Installation, password_grant
from kit.auth import SigningKey
from kit.peers import Peers

VERSIONS = "/api/gateway/v1/versions"


@pytest.fixture
async def peers(door: Door, installation: Installation, service_key: SigningKey) -> AsyncIterator[Peers]:
    """A service's way to the gateway."""
    made = Peers.in_process(door).identified(
        client_id="bangfu-registry", key=service_key, issuer=installation.settings.issuer
    )
    yield made
    await made.close()


async def test_an_answer_comes_within_a_second_even_without_news(peers: Peers) -> None:
    await peers.versions(0, 0.0)
    began = time.monotonic()
    page = await peers.versions(0, 30.0)
    assert 0.8 < time.monotonic() - began < 1.5
    assert not page.versions


async def test_news_answer_a_waiting_poll_at_once(peers: Peers, operators: Operators, liu: Made) -> None:
    await peers.versions(0, 0.0)
    poll = asyncio.create_task(peers.versions(0, 1.0))
    await asyncio.sleep(0.1)
    began = time.monotonic()
    await operators.lock(liu.account)
    page = await poll
    assert time.monotonic() - began < 0.5
    assert list(page.versions.values()) == [2]
    assert (await peers.versions(page.cursor, 0.0)).versions == {}


async def test_a_cursor_from_before_a_restore_is_answered_from_the_beginning(
    peers: Peers, operators: Operators, liu: Made
) -> None:
    await operators.lock(liu.account)
    await asyncio.sleep(0.3)
    page = await peers.versions(999, 0.0)
    assert list(page.versions.values()) == [2]


async def test_parallel_raisings_are_told_once_each_in_order(
    peers: Peers, operators: Operators, liu: Made
) -> None:
    await asyncio.gather(*(operators.lock(liu.account) for _ in range(10)))
    await asyncio.sleep(0.3)
    page = await peers.versions(0, 0.0)
    assert list(page.versions.values()) == [11]
    assert page.cursor == 10


async def test_only_services_read_the_versions(browser: httpx.AsyncClient, liu: Made) -> None:
    token = (await password_grant(browser, liu)).json()["access_token"]
    answer = await browser.get(VERSIONS, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 403
    assert (await browser.get(VERSIONS)).status_code == 401


async def test_the_feed_survives_the_loss_of_its_connection(
    peers: Peers, operators: Operators, liu: Made, installation: Installation
) -> None:
    await installation.rows(
        "select pg_terminate_backend(pid) from pg_stat_activity "
        "where datname = current_database() and application_name like 'bangfu-gateway%'"
    )
    await asyncio.sleep(0.1)
    with_retry = asyncio.get_running_loop().time() + 5
    while True:
        try:
            await operators.lock(liu.account)
            break
        except Exception:
            assert asyncio.get_running_loop().time() < with_retry
    page = await peers.versions(0, 1.0)
    while not page.versions:
        assert asyncio.get_running_loop().time() < with_retry
        page = await peers.versions(0, 1.0)
