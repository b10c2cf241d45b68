"""Children are kept alive, given up when they keep dying, and ended in order."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from launcher import processes, procfs
from launcher.errors import LauncherError
from launcher.installation import Installation
from launcher.supervisor import Child, Supervisor

MODULE = """
import pathlib, sys, time
pathlib.Path(sys.argv[1]).open("a").write("started\\n")
time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    made = Installation(tmp_path / "data", 8000)
    made.prepare()
    return made


@pytest.fixture
def supervisor(installation: Installation) -> Iterator[Supervisor]:
    made = Supervisor(installation)
    yield made
    made.stop()


@pytest.fixture
def child(tmp_path: Path) -> Callable[[float], Child]:
    (tmp_path / "sleeper.py").write_text(MODULE)
    trace = tmp_path / "trace"
    trace.touch()

    def made(seconds: float) -> Child:
        return Child("sleeper", ("sleeper", str(trace), str(seconds)), {"PYTHONPATH": str(tmp_path)})

    return made


def starts(tmp_path: Path) -> int:
    return (tmp_path / "trace").read_text().count("started")


def pid_of(installation: Installation) -> int:
    return next(record.pid for record in processes.living(installation) if record.name == "sleeper")


def until(condition: Callable[[], bool], seconds: float = 10.0) -> Callable[[], bool]:
    """The condition, which must come true in time."""
    deadline = time.monotonic() + seconds

    def asked() -> bool:
        assert time.monotonic() < deadline
        return condition()

    return asked


def test_a_killed_child_is_started_again(
    installation: Installation, supervisor: Supervisor, child: Callable[[float], Child], tmp_path: Path
) -> None:
    supervisor.start(child(60))
    supervisor.watch(until(lambda: starts(tmp_path) == 1))
    os.kill(pid_of(installation), signal.SIGKILL)
    supervisor.watch(until(lambda: starts(tmp_path) == 2))


def test_a_child_that_keeps_dying_is_given_up_with_its_log(
    supervisor: Supervisor, child: Callable[[float], Child]
) -> None:
    supervisor.start(child(0))
    with pytest.raises(LauncherError, match=r"sleeper ends again and again .*sleeper\.log"):
        supervisor.watch(until(lambda: False, 30.0))


def test_stopping_leaves_no_process_and_no_record(
    installation: Installation, supervisor: Supervisor, child: Callable[[float], Child], tmp_path: Path
) -> None:
    supervisor.start(child(60))
    supervisor.watch(until(lambda: starts(tmp_path) == 1))
    pid = pid_of(installation)
    supervisor.stop()
    assert not procfs.is_running(pid)
    assert processes.living(installation) == []


def test_a_step_that_fails_is_told_to_go_on_later(
    supervisor: Supervisor, child: Callable[[float], Child]
) -> None:
    with pytest.raises(LauncherError, match="goes on where it stopped"):
        supervisor.run_once(child(-1))
