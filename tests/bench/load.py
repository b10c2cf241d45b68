"""The load client, a process of its own: so many connections, each sending its next request when answered.

It reads a `Load` as JSON from stdin and prints its `Result`s as JSON.
"""

import asyncio
import itertools
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
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
class Calls:
    """Requests to be sent in turn, and the processes that answer them (with their children)."""

    calls: list[Call]
    processes: list[int]


@dataclass(frozen=True)
class Load:
    """What to send: several sets of requests, each for a slice of time in turn, again and again.

    What else the machine does then meets all sets alike.
    """

    sets: list[Calls]
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
    cpu_seconds: float = 0.0
    """What the processes that answer worked meanwhile."""
    used: int = 0
    """How many requests of the set were sent (from the start again, where they ran out)."""

    @property
    def rate(self) -> float:
        """Successful answers a second."""
        return self.requests / self.seconds

    @property
    def cpu(self) -> float:
        """Milliseconds of processor time of an answer."""
        return 1000 * self.cpu_seconds / self.requests


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
        senders = [_Sender(client, one) for one in load.sets]
        for _ in range(load.slices):
            for sender in senders:
                await sender.send(load.slice_seconds, load.connections)
    return [sender.finished() for sender in senders]


class _Sender:
    """Sends one set, slice by slice."""

    def __init__(self, client: aiohttp.ClientSession, calls: Calls) -> None:
        self._client = client
        self._calls = itertools.cycle(calls.calls)
        self._processes = calls.processes
        self._times: list[float] = []
        self._result = Result()

    async def send(self, seconds: float, connections: int) -> None:
        worked, began = processor_seconds(self._processes), time.perf_counter()
        await asyncio.gather(*(self._connection(began + seconds) for _ in range(connections)))
        self._result.seconds += time.perf_counter() - began
        self._result.cpu_seconds += processor_seconds(self._processes) - worked

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


def processor_seconds(processes: Sequence[int]) -> float:
    """What these processes and their children have worked so far, ended ones included."""
    wanted = set(processes)
    ticks = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = (
                (folder / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
            )
            # proc_pid_stat(5): parent, then user, system, and those of children that were waited for.
            if int(folder.name) in wanted:
                ticks += sum(int(field) for field in fields[11:15])
            elif int(fields[1]) in wanted:
                ticks += sum(int(field) for field in fields[11:13])
    return ticks / os.sysconf("SC_CLK_TCK")


def _headers(call: Call) -> dict[str, str]:
    headers = {"Authorization": f"Bearer {call.token}"}
    if call.body is not None:
        headers |= {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
    return headers


def main() -> None:
    """One load from stdin, its result to stdout."""
    told = json.loads(sys.stdin.buffer.read())
    sets = [Calls([Call(**call) for call in one["calls"]], one["processes"]) for one in told["sets"]]
    results = asyncio.run(_send(Load(**{**told, "sets": sets})))
    sys.stdout.write(json.dumps([asdict(result) for result in results]))


if __name__ == "__main__":
    main()
