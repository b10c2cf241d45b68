"""`make run` with real processes: up, found again after kills, down without a trace."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from launcher import accounts, processes, procfs
from launcher.installation import Installation
from launcher.services import SERVICES
from launcher.show.own import own_installation, start, wait_until_announced


@pytest.fixture
def installation() -> Iterator[Installation]:
    with own_installation() as made:
        yield made


def command(
    installation: Installation, *arguments: str, answer: str = ""
) -> subprocess.CompletedProcess[str]:
    """A launcher command on the installation, to its end; `answer` is what its question is told."""
    environ = {
        **os.environ,
        "BANGFU_DATA": str(installation.root),
        "BANGFU_PORT": str(installation.port),
    }
    return subprocess.run(
        [sys.executable, "-m", "launcher", *arguments],
        env=environ,
        input=answer,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def answers(installation: Installation) -> dict[str, int]:
    """Status of each service's health."""
    with accounts.client(installation) as http:
        return {service.name: http.get(f"/api/{service.name}/v1/health").status_code for service in SERVICES}


def names_and_pids(installation: Installation) -> dict[str, int]:
    return {record.name: record.pid for record in processes.living(installation)}


def test_one_web_process_serves_all_and_ctrl_c_leaves_nothing(installation: Installation) -> None:
    launcher = start(installation, "--demo", "none")
    wait_until_announced(installation, launcher)
    assert set(answers(installation).values()) == {200}
    running = names_and_pids(installation)
    assert set(running) == {"launcher", "postgres", "web", "worker"}

    again = command(installation, "run")
    assert again.returncode == 1
    assert "make stop" in again.stderr
    assert "Traceback" not in again.stderr

    launcher.send_signal(signal.SIGINT)
    assert launcher.wait(60) == 0
    assert not any(procfs.is_running(pid) for pid in running.values())
    assert not list(installation.run.glob("*.json"))


def test_it_runs_again_after_the_launcher_was_killed(installation: Installation) -> None:
    launcher = start(installation, "--demo", "none")
    wait_until_announced(installation, launcher)
    orphans = names_and_pids(installation)
    launcher.kill()
    launcher.wait()
    assert procfs.is_running(orphans["web"])

    launcher = start(installation, "--demo", "none")
    wait_until_announced(installation, launcher, 2)
    assert not any(procfs.is_running(pid) for name, pid in orphans.items() if name != "launcher")
    assert set(answers(installation).values()) == {200}
    assert command(installation, "stop").returncode == 0
    launcher.wait(60)
    assert names_and_pids(installation) == {}


def test_each_killed_process_comes_back_by_itself(installation: Installation) -> None:
    launcher = start(installation, "--demo", "none")
    wait_until_announced(installation, launcher)
    for name in ("web", "worker", "postgres"):
        os.kill(names_and_pids(installation)[name], signal.SIGKILL)
    deadline = time.monotonic() + 90
    while True:
        assert time.monotonic() < deadline
        assert launcher.poll() is None
        try:
            if set(answers(installation).values()) == {200}:
                break
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    launcher.send_signal(signal.SIGTERM)
    assert launcher.wait(60) == 0


def test_split_runs_a_process_and_a_worker_for_each_service(installation: Installation) -> None:
    launcher = start(installation, "--demo", "none", "--mode", "split")
    wait_until_announced(installation, launcher)
    assert set(answers(installation).values()) == {200}
    workers = {f"{service.name}-worker" for service in SERVICES}
    expected = {"launcher", "postgres", *(service.name for service in SERVICES), *workers}
    assert set(names_and_pids(installation)) == expected
    launcher.send_signal(signal.SIGTERM)
    assert launcher.wait(60) == 0


def test_a_real_installation_has_three_administrators_and_no_file_of_passwords(
    installation: Installation,
) -> None:
    launcher = start(installation, "--demo", "none")
    wait_until_announced(installation, launcher)
    told = (installation.root.parent / "launcher.log").read_text(encoding="utf-8")
    assert [name for name in ("sysadmin", "secadmin", "auditadmin") if name in told] == [
        "sysadmin",
        "secadmin",
        "auditadmin",
    ]
    assert not installation.accounts.exists()
    refused = command(installation, "token", "--post", "city-officer")
    assert refused.returncode == 1
    assert "only a demonstration" in refused.stderr

    made = command(
        installation,
        *("user", "create", "--account", "zhaomin", "--name", "赵敏", "--post", "county-officer"),
        *("--region", "131002"),
        answer="0316-2311234\n",
    )
    assert made.returncode == 0, made.stderr
    assert "first password" in made.stdout
    twice = command(
        installation,
        *("user", "create", "--account", "zhaomin2", "--name", "赵敏", "--post", "county-officer"),
        *("--region", "131003"),
        answer="0316-2311234\n",
    )
    assert twice.returncode == 1
    assert "has an account already" in twice.stderr
    launcher.send_signal(signal.SIGTERM)
    assert launcher.wait(60) == 0


def test_secrets_are_generated_and_closed(installation: Installation) -> None:
    launcher = start(installation, "--demo", "none")
    wait_until_announced(installation, launcher)
    launcher.send_signal(signal.SIGTERM)
    launcher.wait(60)
    secret = [*installation.config.iterdir(), *installation.keys.iterdir(), installation.cluster / "password"]
    assert len(secret) > 8
    assert {stat.S_IMODE(path.stat().st_mode) for path in secret} == {0o600}
    passwords = json.loads((installation.config / "roles.json").read_text(encoding="utf-8"))
    flat = [password for roles in passwords.values() for password in roles.values()]
    assert len(set(flat)) == len(flat) == 3 * len(SERVICES)


def test_a_busy_port_is_one_sentence(installation: Installation) -> None:
    with socket.create_server(("127.0.0.1", installation.port)):
        told = command(installation, "run", "--demo", "none")
    assert told.returncode == 1
    assert f"Port {installation.port} cannot be used" in told.stderr
    assert names_and_pids(installation) == {}


def test_a_folder_that_cannot_be_written_is_one_sentence(installation: Installation) -> None:
    blocked = installation.root.parent / "file"
    blocked.write_text("")
    told = command(Installation(Path(blocked) / "data", installation.port), "run")
    assert told.returncode == 1
    assert "set BANGFU_DATA to your own folder" in told.stderr
