"""The one worker process: sequencer, jobs and feed readers of every service on this machine."""

import asyncio
import contextlib
import functools
import logging
import signal
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kit import failures, sequencer
from kit.clock import Clock, SystemClock
from kit.db import Database
from kit.db.standstill import Hold
from kit.feeds.reader import Consumer, FeedReader
from kit.jobs.job import Handler
from kit.jobs.runner import JobRunner
from kit.peers import Peers

log = logging.getLogger(__name__)

_FIRST_PAUSE: Final = 0.2
_LONGEST_PAUSE: Final = 5.0


Chore = Callable[[Database], Awaitable[None]]
"""Runs until cancelled, with the worker's database."""


@dataclass(frozen=True, kw_only=True)
class ServiceWorker:
    """What one service lets the worker process do. `context` is handed to its job handlers."""

    service: str
    worker_dsn: str
    region: str
    """The installation's region: the scope of feed readers."""
    clock: Clock = field(default_factory=SystemClock)
    jobs: Mapping[str, Handler] = field(default_factory=dict)
    consumers: Sequence[Consumer] = ()
    chores: Mapping[str, Chore] = field(default_factory=dict)
    """What else the service keeps running, by name: clearing what is over, reminding of what is due."""
    peers: Peers | None = None
    context: Any = None
    pool_size: int = 4

    async def run(self) -> None:
        """Run until cancelled; what fails for an outage begins again by itself."""
        db = await Database.open(
            self.worker_dsn,
            size=self.pool_size,
            application=f"bangfu-{self.service}-worker",
            clock=self.clock,
            hold=Hold.WORK,
        )
        try:
            async with asyncio.TaskGroup() as tasks:
                for name, part in self._parts(db).items():
                    tasks.create_task(_kept_up(f"{self.service} {name}", part))
        finally:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(5):
                    await db.close()

    def _parts(self, db: Database) -> dict[str, Callable[[], Awaitable[None]]]:
        parts: dict[str, Callable[[], Awaitable[None]]] = {
            "sequencer": lambda: sequencer.run(self.worker_dsn)
        }
        if self.jobs:
            parts["jobs"] = JobRunner(self.worker_dsn, db, self.jobs, self.context).run
        for name, chore in self.chores.items():
            parts[name] = functools.partial(chore, db)
        for consumer in self.consumers:
            if self.peers is None:
                raise ValueError("a service that reads feeds needs peers")
            parts[f"feed of {consumer.source}"] = FeedReader(db, self.peers, consumer, self.region).run
        return parts


async def run(services: Sequence[ServiceWorker]) -> None:
    """Run all services' parts until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    tasks = [asyncio.create_task(service.run(), name=service.service) for service in services]
    waiting = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([waiting, *tasks], return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
        for task in tasks:
            task.cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome


async def _kept_up(name: str, part: Callable[[], Awaitable[None]]) -> None:
    """Begin a part again after whatever ended it (a restarted database, a gateway not yet there, a fault).

    One part never ends the others: a faulty reader must not stop the sequencers.
    """
    pause = _FIRST_PAUSE
    loop = asyncio.get_running_loop()
    while True:
        began = loop.time()
        try:
            await part()
        except Exception as failure:
            log.warning("%s begins again after %s", name, failures.describe(failure))
        if loop.time() - began > _LONGEST_PAUSE:
            pause = _FIRST_PAUSE
        await asyncio.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)
