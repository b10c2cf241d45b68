"""An installation of a check's own: temporary folder, free port, removed afterwards."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from launcher import accounts, processes, sockets
from launcher.errors import LauncherError
from launcher.installation import Installation

START_SECONDS = 300.0


@contextmanager
def own_installation() -> Iterator[Installation]:
    """A place that nothing else uses; whatever still runs there at the end is ended."""
    folder = Path(tempfile.mkdtemp(prefix="bangfu-show-"))
    # As root PostgreSQL's own user must pass through.
    folder.chmod(0o711)
    installation = Installation(folder / "data", sockets.free_port())
    try:
        yield installation
    finally:
        processes.stop(installation)
        shutil.rmtree(folder, ignore_errors=True)


def start(installation: Installation, *options: str) -> subprocess.Popen[bytes]:
    """`make run` there, in the background; its output lies beside the data folder."""
    with (installation.root.parent / "launcher.log").open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "launcher", "run", *options],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            env={
                **os.environ,
                "BANGFU_DATA": str(installation.root),
                "BANGFU_PORT": str(installation.port),
            },
        )


def wait_until_announced(
    installation: Installation, process: subprocess.Popen[bytes], times: int = 1
) -> None:
    """Until the launcher has announced the address for the nth time. Raises LauncherError."""
    log = installation.root.parent / "launcher.log"
    deadline = time.monotonic() + START_SECONDS
    while log.read_text(encoding="utf-8").count("Ctrl-C or `make stop`") < times:
        if process.poll() is not None or time.monotonic() > deadline:
            told = log.read_text(encoding="utf-8").strip().splitlines()
            raise LauncherError(f"It did not start: {told[-1] if told else 'no word'}")
        time.sleep(0.1)


@contextmanager
def signed_in(installation: Installation, post: str, region: str | None = None) -> Iterator[httpx.Client]:
    """A connection with the token of a demonstration account."""
    chosen = accounts.choose(accounts.load(installation), post=post, region=region)
    with accounts.client(installation) as http:
        http.headers["Authorization"] = f"Bearer {accounts.sign_in(http, chosen)}"
        yield http
