"""The one PostgreSQL of a test run, shared by all processes that run tests of this clone at once.

Who comes first starts it, who leaves last ends it and removes its folder. Each process holds the file
`users` shared for as long as it runs: where nobody holds it, a server that is still there is stale.
"""

import asyncio
import concurrent.futures
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

import asyncpg

from launcher import procfs
from launcher.postgres import Cluster

CLONE = Path(__file__).resolve().parents[2]
# Nothing here outlives the run, so nothing is worth a write to disk.
_OPTIONS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "max_locks_per_transaction": "256",
}


@dataclass(frozen=True)
class Server:
    """A server that answers, and the one password of all its service roles."""

    folder: Path
    pid: int
    port: int
    password: str
    role_password: str

    def dsn(self, database: str, role: str = "bangfu_admin") -> str:
        """Connection string of a role; the superuser's unless told otherwise."""
        secret = self.password if role == "bangfu_admin" else self.role_password
        return f"postgresql://{role}:{secret}@127.0.0.1:{self.port}/{database}"

    async def admin(self, database: str = "postgres") -> asyncpg.Connection:
        """A superuser's connection."""
        return await asyncpg.connect(self.dsn(database))

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """One process at a time."""
        with _held(self.folder / f"{name}.lock", fcntl.LOCK_EX):
            yield


@contextmanager
def shared_server() -> Iterator[Server]:
    """The server, for as long as the block runs."""
    # Another PostgreSQL (PG_BIN) is another server.
    clone = hashlib.sha256(f"{CLONE} {os.environ.get('PG_BIN', '')}".encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"bangfu-test-{os.getuid()}-{clone}"
    folder.mkdir(mode=0o711, exist_ok=True)
    users = (folder / "users").open("w")
    try:
        with _held(folder / "guard", fcntl.LOCK_EX):
            server = _join(folder, users)
        yield server
    finally:
        with _held(folder / "guard", fcntl.LOCK_EX):
            fcntl.flock(users, fcntl.LOCK_UN)
            if _is_alone(users):
                _clear(folder)
        users.close()


def _join(folder: Path, users: IO[str]) -> Server:
    state = folder / "state.json"
    if _is_alone(users):
        _clear(folder)
        server = _start(folder)
        state.write_text(json.dumps(asdict(server), default=str))
    else:
        raw: dict[str, Any] = json.loads(state.read_text())
        server = Server(**{**raw, "folder": folder})
        if not procfs.is_running(server.pid):
            raise RuntimeError(f"the test server ended by itself, see {folder / 'postgres.log'}")
    fcntl.flock(users, fcntl.LOCK_SH)
    return server


def _start(folder: Path) -> Server:
    running = Cluster(folder / "cluster", _OPTIONS).start(folder / "postgres.log")
    # It may outlive this process, which is no reason for a warning.
    running.process.returncode = 0
    password = (folder / "cluster" / "password").read_text(encoding="ascii")
    return Server(folder, running.process.pid, running.port, password, secrets.token_hex(16))


def _clear(folder: Path) -> None:
    """End the server of a run that is over and remove what it left."""
    cluster = Cluster(folder / "cluster")
    state = folder / "state.json"
    with suppress(FileNotFoundError):
        pid = int(json.loads(state.read_text())["pid"])
        if procfs.working_folder(pid) == cluster.data:
            procfs.end(pid, (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)
    if (cluster.data / "postmaster.pid").exists():
        cluster.clear_orphan()
    state.unlink(missing_ok=True)
    shutil.rmtree(folder / "cluster", ignore_errors=True)


def _is_alone(users: IO[str]) -> bool:
    """True if no other process holds the file; takes and gives back the lock."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(users, fcntl.LOCK_UN)
    return True


@contextmanager
def _held(path: Path, how: int) -> Iterator[None]:
    with path.open("w") as handle:
        fcntl.flock(handle, how)
        yield


def run(coroutine: Any) -> Any:
    """Run a coroutine to its end from a synchronous fixture, away from the tests' own event loop."""
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()
