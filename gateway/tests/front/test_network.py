"""The proxy on the wire: streams, disconnects, headers, and what is told when a service is not there."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp

from gateway.front.door import Door
from gateway.tests.conftest import OpenDoor
from gateway.tests.services import echo_service

PREFIX = "/api/registry/v1"


@contextlib.asynccontextmanager
async def listening(app: ASGIApp) -> AsyncIterator[str]:
    """The app under uvicorn on a free port of the loopback; its URL."""
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    config = uvicorn.Config(app, lifespan="off", log_level="critical", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(server.serve(sockets=[door]))
    while not server.started:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task
        door.close()


@dataclass
class Wire:
    """A caller, the gateway and a service, each over sockets."""

    service: Starlette
    door: Door
    caller: httpx.AsyncClient


@pytest.fixture
async def wire(open_door: OpenDoor) -> AsyncIterator[Wire]:
    """A gateway process that reaches a service over the network."""
    service = echo_service()
    async with listening(service) as inner:
        door = await open_door(services_at={"registry": inner})
        async with listening(door) as outer, httpx.AsyncClient(base_url=outer, trust_env=False) as caller:
            yield Wire(service, door, caller)


async def test_request_and_answer_pass_whole(wire: Wire) -> None:
    answer = await wire.caller.post(
        f"{PREFIX}/echo?q=%E5%88%98&q=2",
        content="身体".encode(),
        headers={
            "Content-Type": "text/plain",
            "If-Match": '"3"',
            "Cookie": "a=1",
            "Connection": "x-mine",
            "X-Mine": "1",
        },
    )
    told = answer.json()
    assert (told["method"], told["query"], told["body"]) == ("POST", "q=%E5%88%98&q=2", "身体")
    assert told["headers"]["if-match"] == '"3"'
    assert told["headers"]["host"] == wire.caller.base_url.netloc.decode()
    assert told["headers"]["x-forwarded-for"] == "127.0.0.1"
    assert told["headers"]["x-forwarded-proto"] == "http"
    assert "cookie" not in told["headers"]
    assert "x-mine" not in told["headers"]
    assert answer.headers["x-position"] == "registry:7"
    assert "x-private" not in answer.headers
    assert len(answer.headers.get_list("date")) == 1


async def test_encoded_paths_stay_as_they_are(wire: Wire) -> None:
    told = (await wire.caller.get(f"{PREFIX}/echo/a%2Fb%20c")).json()
    assert told["raw_path"] == f"{PREFIX}/echo/a%2Fb%20c"


async def test_refusals_and_statuses_pass(wire: Wire) -> None:
    assert (await wire.caller.get(f"{PREFIX}/refuse")).status_code == 418
    assert (await wire.caller.get(f"{PREFIX}/absent")).status_code == 404


async def test_answers_stream(wire: Wire) -> None:
    async with wire.caller.stream("GET", f"{PREFIX}/ticks") as answer:
        parts = answer.aiter_raw()
        assert await anext(parts) == b"first\n"  # long before the service is done
        wire.service.state.next.set()
        assert (await anext(parts)).startswith(b"second\n")


async def test_bodies_stream_without_being_held(wire: Wire) -> None:
    async def upload() -> AsyncIterator[bytes]:
        for _ in range(64):
            yield b"x" * 65536

    answer = await wire.caller.post(f"{PREFIX}/count", content=upload())
    assert answer.json() == {"size": 64 * 65536}


async def test_a_caller_that_hangs_up_ends_the_service_s_work(wire: Wire) -> None:
    async with wire.caller.stream("GET", f"{PREFIX}/ticks") as answer:
        assert await anext(answer.aiter_raw()) == b"first\n"
        wire.service.state.next.set()
    async with asyncio.timeout(2):
        await wire.service.state.gone.wait()


async def test_a_caller_that_hangs_up_while_waiting_ends_the_wait(wire: Wire) -> None:
    with contextlib.suppress(httpx.ReadTimeout):
        async with wire.caller.stream("GET", f"{PREFIX}/ticks", timeout=0.3) as answer:
            async for _ in answer.aiter_raw():
                pass
    async with asyncio.timeout(2):
        await wire.service.state.gone.wait()


async def test_half_an_answer_is_not_passed_off_as_a_whole(wire: Wire) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        await wire.caller.get(f"{PREFIX}/breaks")


async def test_a_service_that_is_not_there_is_a_503_in_the_caller_s_language(open_door: OpenDoor) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    door = await open_door(services_at={"registry": url})
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=door), base_url="http://b.test") as caller:
        answer = await caller.get(f"{PREFIX}/echo")
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["title"] == "建档立卡服务正在启动或已停"
        assert answer.headers["retry-after"] == "2"
        english = await caller.get(f"{PREFIX}/echo", headers={"Accept-Language": "en"})
        assert english.json()["title"] == "The registry service is starting or stopped"


async def test_a_service_that_breaks_off_before_answering_is_a_502(open_door: OpenDoor) -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    door = await open_door(services_at={"registry": url})
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=door), base_url="http://b.test") as caller:
        answer = await caller.post(f"{PREFIX}/echo", json={})
    server.close()
    await server.wait_closed()
    assert (answer.status_code, answer.json()["type"]) == (502, "urn:bangfu:problem:service-broken")
