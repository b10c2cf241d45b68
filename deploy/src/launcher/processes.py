"""Records of the processes that an installation started, so that none outlives it unseen.

A record names the process by number, start time and boot, and the folder it belongs to: a number that the
system gave to another process since, or a folder that was copied, is never mistaken for one of ours.
"""

import fcntl
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from launcher import procfs
from launcher.errors import LauncherError
from launcher.installation import Installation, read_json, write_json
from launcher.postgres.cluster import SHUTDOWN

LAUNCHER = "launcher"
LAUNCHER_PATIENCE = 60.0
CHILD_ENDING = ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0))
POSTGRES = "postgres"


@dataclass(frozen=True)
class Record:
    """One process of an installation."""

    name: str
    pid: int
    start: int
    boot: str
    folder: str

    def lives(self, folder: Path) -> bool:
        """Whether the very process that was recorded is still there."""
        return (
            self.folder == str(folder)
            and self.boot == procfs.boot_id()
            and procfs.start_ticks(self.pid) == self.start
        )


def remember(installation: Installation, name: str, pid: int) -> None:
    """Record a process that has just been started."""
    start = procfs.start_ticks(pid)
    if start is None:
        return
    record = Record(name, pid, start, procfs.boot_id(), str(installation.root))
    write_json(installation.run / f"{name}.json", asdict(record))


def forget(installation: Installation, name: str) -> None:
    """Drop the record of a process that has ended."""
    (installation.run / f"{name}.json").unlink(missing_ok=True)


def living(installation: Installation) -> list[Record]:
    """The recorded processes that still live."""
    found = []
    for path in sorted(installation.run.glob("*.json")):
        try:
            record = Record(**read_json(path))
        except (TypeError, ValueError):
            path.unlink(missing_ok=True)
            continue
        if record.lives(installation.root):
            found.append(record)
        else:
            path.unlink(missing_ok=True)
    return found


def end_orphans(installation: Installation) -> int:
    """End every recorded process but the launcher, the server last; answers how many there were."""
    orphans = [record for record in living(installation) if record.name != LAUNCHER]
    for record in sorted(orphans, key=lambda record: record.name == POSTGRES):
        ending = SHUTDOWN if record.name == POSTGRES else CHILD_ENDING
        if not procfs.end(record.pid, *ending):
            raise LauncherError(f"An old {record.name} (process {record.pid}) does not end: end it by hand.")
        forget(installation, record.name)
    return len(orphans)


@contextmanager
def sole_launcher(installation: Installation) -> Iterator[None]:
    """Hold the installation's lock; a kill frees it, whatever else is left."""
    path = installation.run / "launcher.lock"
    with path.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            who = next((r for r in living(installation) if r.name == LAUNCHER), None)
            number = f" (process {who.pid})" if who else ""
            raise LauncherError(
                f"it runs already on this folder{number}: use it, or end it with `make stop`."
            ) from None
        remember(installation, LAUNCHER, os.getpid())
        try:
            yield
        finally:
            forget(installation, LAUNCHER)


def stop(installation: Installation) -> bool:
    """End the launcher, which ends its children, then whatever is left; False when nothing ran."""
    if not installation.run.is_dir():
        return False
    launcher = next((r for r in living(installation) if r.name == LAUNCHER), None)
    if launcher is not None and not procfs.end(
        launcher.pid, (signal.SIGTERM, LAUNCHER_PATIENCE), (signal.SIGKILL, 5.0)
    ):
        raise LauncherError(f"The launcher (process {launcher.pid}) does not end: end it by hand.")
    return end_orphans(installation) > 0 or launcher is not None
