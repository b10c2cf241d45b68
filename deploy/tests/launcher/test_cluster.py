"""PostgreSQL in a folder: made once, found again after any end."""

import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from launcher import procfs
from launcher.errors import LauncherError
from launcher.postgres import Cluster, RunningCluster, find_binaries
from launcher.postgres.account import server_account

FAST = {"fsync": "off", "shared_buffers": "16MB"}


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A cluster in a folder that PostgreSQL's user can enter, which pytest's own temporary ones are not."""
    home = Path(tempfile.mkdtemp(prefix="bangfu-test-"))
    home.chmod(0o711)
    yield Cluster(home / "cluster", FAST)
    shutil.rmtree(home)


@pytest.fixture
def running(cluster: Cluster, tmp_path: Path) -> Iterator[RunningCluster]:
    server = cluster.start(tmp_path / "log")
    yield server
    server.stop()


async def ask(server: RunningCluster, statement: str) -> object:
    connection = await asyncpg.connect(server.server.dsn())
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


async def test_it_sorts_by_bytes_and_knows_chinese_characters(running: RunningCluster) -> None:
    assert await ask(running, "select '贫困户' ~ '^[[:alpha:]]+$'") is True
    assert await ask(running, "select 'B' < 'a'") is True
    assert await ask(running, "show data_checksums") == "on"


async def test_a_wrong_password_is_refused(running: RunningCluster) -> None:
    address = running.server.dsn("postgres", user="bangfu_admin", password="wrong")
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(address)


async def test_data_survive_a_killed_server(
    cluster: Cluster, running: RunningCluster, tmp_path: Path
) -> None:
    await ask(running, "create table kept as select 1")
    os.kill(running.process.pid, signal.SIGKILL)
    running.process.wait()
    again = cluster.start(tmp_path / "log", port=running.port)
    try:
        assert again.port == running.port
        assert await ask(again, "select count(*) from kept") == 1
    finally:
        again.stop()


async def test_a_server_left_over_is_ended_before_the_next_starts(
    cluster: Cluster, running: RunningCluster, tmp_path: Path
) -> None:
    again = cluster.start(tmp_path / "log")
    try:
        assert not procfs.is_running(running.process.pid)
        assert await ask(again, "select 1") == 1
    finally:
        again.stop()


def test_a_stale_pid_file_of_another_process_does_no_harm(
    cluster: Cluster, running: RunningCluster, tmp_path: Path
) -> None:
    running.stop()
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")
    cluster.start(tmp_path / "log").stop()


def test_half_a_cluster_is_named_instead_of_used(cluster: Cluster, tmp_path: Path) -> None:
    (cluster.data).mkdir(parents=True)
    with pytest.raises(LauncherError, match="no complete cluster"):
        cluster.start(tmp_path / "log")


def test_a_taken_port_is_passed_over(cluster: Cluster, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        server = cluster.start(tmp_path / "log", port=taken.getsockname()[1])
        try:
            assert server.port != taken.getsockname()[1]
        finally:
            server.stop()


def test_pg_bin_without_initdb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LauncherError, match="PG_BIN"):
        find_binaries({"PG_BIN": str(tmp_path)})


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts the server as another user")
def test_a_closed_parent_folder_is_named(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(LauncherError, match=r"cannot enter .*BANGFU_DATA"):
        Cluster(closed / "cluster").start(tmp_path / "log")
    assert server_account() is not None
