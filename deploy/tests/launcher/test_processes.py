"""Records of processes: ours are ended, nobody else's ever."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from launcher import processes, procfs
from launcher.errors import LauncherError
from launcher.installation import Installation, write_json
from launcher.processes import Record


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    made = Installation(tmp_path / "data", 8000)
    made.prepare()
    return made


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    yield process
    process.kill()
    process.wait()


def record_of(installation: Installation, name: str) -> Record:
    found = {record.name: record for record in processes.living(installation)}
    return found[name]


def test_an_orphan_is_ended(installation: Installation, sleeper: subprocess.Popen[bytes]) -> None:
    processes.remember(installation, "web", sleeper.pid)
    assert processes.end_orphans(installation) == 1
    assert not procfs.is_running(sleeper.pid)
    assert processes.living(installation) == []


@pytest.mark.parametrize("other", [{"start": 1}, {"boot": "another"}, {"folder": "/somewhere/else"}])
def test_a_process_that_only_shares_the_number_is_left_alone(
    installation: Installation, sleeper: subprocess.Popen[bytes], other: dict[str, Any]
) -> None:
    processes.remember(installation, "web", sleeper.pid)
    mistaken = replace(record_of(installation, "web"), **other)
    write_json(installation.run / "web.json", asdict(mistaken))
    assert processes.end_orphans(installation) == 0
    assert procfs.is_running(sleeper.pid)


def test_a_zombie_counts_as_gone(installation: Installation) -> None:
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    processes.remember(installation, "web", process.pid)
    os.kill(process.pid, signal.SIGKILL)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert processes.living(installation) == []
    process.wait()


def test_rubbish_in_a_record_is_removed(installation: Installation) -> None:
    (installation.run / "web.json").write_text("{")
    assert processes.living(installation) == []
    assert not (installation.run / "web.json").exists()


def test_a_second_launcher_is_told_about_the_first(installation: Installation) -> None:
    with (
        processes.sole_launcher(installation),
        pytest.raises(LauncherError, match=rf"process {os.getpid()}.*make stop"),
        processes.sole_launcher(installation),
    ):
        pass


def test_stop_without_an_installation_finds_nothing(tmp_path: Path) -> None:
    assert processes.stop(Installation(tmp_path / "none", 8000)) is False
