"""The load client, a process of its own: so many connections, each sending its next request when answered.

It reads a `Load` as JSON from stdin and prints its `Result`s as JSON.
"""

import asyncio
import itertools
import json
import statistics
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from uuid import uuid4

import aiohttp

from launcher.installation import CLONE


@dataclass(frozen=True)
class Call:
    """One request."""

    method: str
    url: str
    token: str
    body: str | None = None


@dataclass(frozen=True)
class Load:
    """What to send: several sets of requests, each for a slice of time in turn, again and again.

    What else the machine does then meets all sets alike.
    """

    sets: list[list[Call]]
    slice_seconds: float
    slices: int
    connections: int = 16


@dataclass
class Result:
    """What came of one set."""

    requests: int = 0
    seconds: float = 0.0
    failed: dict[str, int] = field(default_factory=dict)
    """Status → how many answers that were no success."""
    median: float = 0.0
    """Milliseconds of a request."""
    used: int = 0
    """How many requests of the set were sent (from the start again, where they ran out)."""

    @property
    def rate(self) -> float:
        """Successful answers a second."""
        return self.requests / self.seconds


def run(load: Load) -> list[Result]:
    """Send the load from a process of its own; a result for each set."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.load"],
        input=json.dumps(asdict(load)).encode(), stdout=subprocess.PIPE, check=True, cwd=CLONE,
    )  # fmt: skip
    return [Result(**one) for one in json.loads(done.stdout)]


async def _send(load: Load) -> list[Result]:
    connector = aiohttp.TCPConnector(limit=load.connections)
    async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as client:
        senders = [_Sender(client, calls) for calls in load.sets]
        for _ in range(load.slices):
            for sender in senders:
                await sender.send(load.slice_seconds, load.connections)
    return [sender.finished() for sender in senders]


class _Sender:
    """Sends one set, slice by slice."""

    def __init__(self, client: aiohttp.ClientSession, calls: list[Call]) -> None:
        self._client = client
        self._calls = itertools.cycle(calls)
        self._times: list[float] = []
        self._result = Result()

    async def send(self, seconds: float, connections: int) -> None:
        began = time.perf_counter()
        await asyncio.gather(*(self._connection(began + seconds) for _ in range(connections)))
        self._result.seconds += time.perf_counter() - began

    async def _connection(self, deadline: float) -> None:
        while (sent_at := time.perf_counter()) < deadline:
            call = next(self._calls)
            self._result.used += 1
            async with self._client.request(
                call.method, call.url, data=call.body, headers=_headers(call)
            ) as answer:
                await answer.read()
            if answer.status < 300:
                self._times.append(time.perf_counter() - sent_at)
            else:
                failed = self._result.failed
                failed[str(answer.status)] = failed.get(str(answer.status), 0) + 1

    def finished(self) -> Result:
        self._result.requests = len(self._times)
        if self._times:
            self._result.median = 1000 * statistics.median(self._times)
        return self._result


def _headers(call: Call) -> dict[str, str]:
    headers = {"Authorization": f"Bearer {call.token}"}
    if call.body is not None:
        headers |= {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
    return headers


def main() -> None:
    """One load from stdin, its result to stdout."""
    told = json.loads(sys.stdin.buffer.read())
    sets = [[Call(**call) for call in calls] for calls in told["sets"]]
    results = asyncio.run(_send(Load(**{**told, "sets": sets})))
    sys.stdout.write(json.dumps([asdict(result) for result in results]))


if __name__ == "__main__":
    main()
