"""Children: started, watched, started again when they die, ended in order."""

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

from launcher import processes, procfs
from launcher.errors import LauncherError
from launcher.installation import Installation
from launcher.postgres import Cluster, RunningCluster
from launcher.processes import CHILD_ENDING, POSTGRES
from launcher.terminal import complain

GIVE_UP_AFTER = 5
WITHIN_SECONDS = 60.0
LOG_LIMIT = 20_000_000
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Child:
    """A process to keep alive: its name, its module and arguments, what it finds in its environment."""

    name: str
    arguments: Sequence[str]
    environ: Mapping[str, str] = field(default_factory=dict)
    sockets: Sequence[int] = ()


class Stop(Exception):
    """The operator asked to end (Ctrl-C, `make stop`, a closed terminal)."""


def stop_on_signals() -> None:
    """Turn the ending signals into `Stop` in the main thread, once; later ones do not break the clean-up."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        ignore_signals()
        raise Stop

    for number in ENDING_SIGNALS:
        signal.signal(number, ask)


def ignore_signals() -> None:
    """From here on the clean-up runs to its end; children that start later would inherit this."""
    for number in ENDING_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


class Supervisor:
    """The processes of one installation. Every child is recorded the moment it is started."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._cluster: tuple[Cluster, RunningCluster] | None = None
        self._children: dict[str, tuple[Child, subprocess.Popen[bytes]]] = {}
        self._deaths: dict[str, deque[float]] = {}

    def start_cluster(self, options: Mapping[str, str]) -> RunningCluster:
        """Start PostgreSQL, the first of all."""
        cluster = Cluster(self._installation.cluster, options)
        return self._run_cluster(cluster, port=None)

    def start(self, child: Child) -> None:
        """Start a child in a session of its own, so that Ctrl-C reaches the launcher alone."""
        log = self._installation.log / f"{child.name}.log"
        if log.exists() and log.stat().st_size > LOG_LIMIT:
            log.replace(log.with_suffix(".log.1"))
        with log.open("ab") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", *child.arguments],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                env={**os.environ, "PYTHONUNBUFFERED": "1", **child.environ},
                pass_fds=child.sockets,
            )
        processes.remember(self._installation, child.name, process.pid)
        self._children[child.name] = (child, process)

    def run_once(self, child: Child) -> None:
        """Run a child to its end with its output on the terminal, everything else kept alive meanwhile."""
        process = subprocess.Popen(
            [sys.executable, "-m", *child.arguments],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **child.environ},
        )
        processes.remember(self._installation, child.name, process.pid)
        try:
            self.watch(lambda: process.poll() is not None)
        finally:
            procfs.end(process.pid, *CHILD_ENDING)
            process.wait()
            processes.forget(self._installation, child.name)
        if process.returncode != 0:
            raise LauncherError(f"{child.name} did not come to its end; `make run` goes on where it stopped.")

    def check(self) -> None:
        """Start again what has died; raise LauncherError when one keeps dying."""
        if self._cluster is not None and self._cluster[1].process.poll() is not None:
            cluster, dead = self._cluster
            self._count_death(POSTGRES, dead.process.returncode)
            self._run_cluster(cluster, port=dead.port)
        for child, process in list(self._children.values()):
            if process.poll() is not None:
                self._count_death(child.name, process.returncode)
                self.start(child)

    def watch(self, until: Callable[[], bool], *, pause: float = 0.1) -> None:
        """Keep everything alive until the condition holds."""
        while not until():
            self.check()
            time.sleep(pause)

    def stop(self) -> None:
        """End all children at once, then the server that they talk to."""
        for _, process in self._children.values():
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        for name, (_, process) in self._children.items():
            procfs.end(process.pid, *CHILD_ENDING)
            process.wait()
            processes.forget(self._installation, name)
        self._children.clear()
        if self._cluster is not None:
            self._cluster[1].stop()
            self._cluster = None
            processes.forget(self._installation, POSTGRES)

    def _run_cluster(self, cluster: Cluster, port: int | None) -> RunningCluster:
        running = cluster.start(self._installation.log / f"{POSTGRES}.log", port=port)
        self._cluster = (cluster, running)
        processes.remember(self._installation, POSTGRES, running.process.pid)
        return running

    def _count_death(self, name: str, code: int) -> None:
        reason = signal.Signals(-code).name if code < 0 else f"exit status {code}"
        log = self._installation.log / f"{name}.log"
        complain(f"  {name} ended ({reason}); starting it again.")
        deaths = self._deaths.setdefault(name, deque(maxlen=GIVE_UP_AFTER))
        deaths.append(time.monotonic())
        if len(deaths) == GIVE_UP_AFTER and deaths[-1] - deaths[0] < WITHIN_SECONDS:
            raise LauncherError(f"{name} ends again and again ({reason}); its reason stands in {log}.")
