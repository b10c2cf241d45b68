"""One PostgreSQL cluster in a folder of the installation."""

import fcntl
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from launcher import procfs
from launcher.errors import LauncherError
from launcher.postgres.account import Account, server_account
from launcher.postgres.binaries import Binaries, find_binaries
from launcher.postgres.server import Server

ADMIN = "bangfu_admin"
HOST = "127.0.0.1"
START_SECONDS = 30.0
# SSLRequest: a server answers one byte, S or N, before any log-in; nothing else does.
SSL_REQUEST = bytes.fromhex("0000000804d2162f")
INITDB = (
    "--auth=scram-sha-256", "--encoding=UTF8",
    # With ctype C the trigrams of Chinese are empty; with collate C keys sort as their bytes.
    "--lc-collate=C", "--lc-ctype=C.UTF-8", "--data-checksums",
)  # fmt: skip
# Smart parts of shutdown: fast first (ends sessions), then immediate, then what cannot be refused.
SHUTDOWN = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))


@dataclass(frozen=True)
class RunningCluster:
    """A server of ours that answers."""

    process: subprocess.Popen[bytes]
    port: int
    server: Server

    def stop(self) -> None:
        """End the server, in order if it will, and reap it."""
        procfs.end(self.process.pid, *SHUTDOWN)
        self.process.wait()


@dataclass(frozen=True)
class Cluster:
    """A cluster at `home`: `home/data` is the server's, `home/password` and `home/lock` the launcher's."""

    home: Path
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        """The server's data folder."""
        return self.home.resolve() / "data"

    def start(self, log: Path, *, port: int | None = None) -> RunningCluster:
        """Initialise if need be and start; answers once it takes log-ins.

        `port`: the one to keep when it is free, so that a restarted server is found again by its clients.
        Raises LauncherError with one sentence when it cannot.
        """
        account = server_account()
        self.home.mkdir(parents=True, exist_ok=True, mode=0o711)
        if account is not None:
            self.home.chmod(0o711)
            account.require_entry(self.home.resolve())
        binaries = find_binaries().reachable_by(account, self.home.resolve())
        with self._locked():
            password = self._initialise(binaries, account)
            self.clear_orphan()
            process, port = self._launch(binaries, account, log, port)
        address = f"postgresql://{ADMIN}:{quote(password, safe='')}@{HOST}:{port}/postgres"
        return RunningCluster(process, port, Server(address))

    def clear_orphan(self) -> None:
        """End a server left over on this folder and remove its pid file, be it stale or a zombie's."""
        pid = self._recorded_pid()
        if pid is not None and procfs.working_folder(pid) == self.data and not procfs.end(pid, *SHUTDOWN):
            raise LauncherError(f"An old PostgreSQL (process {pid}) does not end: end it, then run again.")
        # Children of a postmaster that was killed hold its shared memory for a moment.
        for child in procfs.processes_in(self.data):
            procfs.end(child, (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.home / "lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _recorded_pid(self) -> int | None:
        try:
            return int((self.data / "postmaster.pid").read_text(encoding="ascii").split("\n", 1)[0])
        except (OSError, ValueError):
            return None

    def _initialise(self, binaries: Binaries, account: Account | None) -> str:
        """Make the cluster in a folder of its own and rename it, so that half a cluster is never met."""
        secret = self.home / "password"
        if (self.data / "PG_VERSION").is_file() and secret.is_file():
            self._require_version(binaries)
            return secret.read_text(encoding="ascii")
        if self.data.exists():
            raise LauncherError(
                f"{self.data} is no complete cluster: restore it from a backup, or remove {self.home}."
            )
        password = secrets.token_urlsafe(24)
        work = Path(tempfile.mkdtemp(prefix="initdb-", dir=self.home))
        told_once = work.with_name(f"{work.name}.password")
        try:
            _write_secret(told_once, password)
            if account is not None:
                account.owns(work)
                account.owns(told_once)
            run = subprocess.run(
                [binaries.program("initdb"), "-D", str(work), "-U", ADMIN, *INITDB, f"--pwfile={told_once}"],
                capture_output=True, check=False, cwd="/", env=_environment(),
                **(account.popen() if account else {}),
            )  # fmt: skip
            if run.returncode != 0:
                told = run.stderr.decode(errors="replace").strip().splitlines()
                raise LauncherError(f"initdb failed: {told[-1] if told else run.returncode}")
            _write_secret(secret, password)
            work.rename(self.data)
        finally:
            told_once.unlink(missing_ok=True)
            shutil.rmtree(work, ignore_errors=True)
        return password

    def _require_version(self, binaries: Binaries) -> None:
        kept = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        told = subprocess.run(
            [binaries.program("postgres"), "--version"], capture_output=True, check=True, cwd="/"
        )
        found = told.stdout.decode().split()[2].split(".")[0]
        if kept != found:
            raise LauncherError(
                f"The data in {self.home} are PostgreSQL {kept}'s but the programs found are {found}'s: "
                f"set PG_BIN to the bin folder of PostgreSQL {kept}."
            )

    def _launch(
        self, binaries: Binaries, account: Account | None, log: Path, wanted: int | None
    ) -> tuple[subprocess.Popen[bytes], int]:
        port = wanted if wanted is not None and _is_free(wanted) else _free_port()
        settings = {
            "listen_addresses": HOST, "port": str(port), "unix_socket_directories": "",
            "password_encryption": "scram-sha-256", "log_connections": "off", **self.options,
        }  # fmt: skip
        command = [binaries.program("postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with log.open("ab") as out:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True, cwd="/",
                env=_environment(), **(account.popen() if account else {}),
            )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise LauncherError(f"PostgreSQL ended while starting; its reason stands in {log}.")
            if self._is_ready() and _answers(port):
                return process, port
            time.sleep(0.02)
        procfs.end(process.pid, *SHUTDOWN)
        raise LauncherError(
            f"PostgreSQL did not start within {START_SECONDS:.0f} s; its reason stands in {log}."
        )

    def _is_ready(self) -> bool:
        """The eighth line of the pid file says `ready` once recovery has ended."""
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except OSError:
            return False
        return len(lines) >= 8 and lines[7].strip() == "ready"


def _environment() -> dict[str, str]:
    """A server inherits nothing that steers it: no PG* variables, no locale but C.UTF-8."""
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _write_secret(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        handle.write(text)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def _answers(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=1) as probe:
            probe.sendall(SSL_REQUEST)
            return probe.recv(1) in {b"N", b"S"}
    except OSError:
        return False
