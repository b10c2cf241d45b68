"""What /proc says of a process: enough to know it again after its number was given to another."""

import os
import signal
import time
from pathlib import Path

PROC = Path("/proc")


def boot_id() -> str:
    """Identity of the running kernel; start times are counted from its boot."""
    return (PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()


def start_ticks(pid: int) -> int | None:
    """When the process began (clock ticks since boot); None when it is gone or only a zombie."""
    try:
        stat = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # The name in parentheses may hold anything; the fields after the last one are fixed.
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] in {"Z", "X"} else int(fields[19])


def is_running(pid: int) -> bool:
    """Whether the process lives (a zombie does not)."""
    return start_ticks(pid) is not None


def working_folder(pid: int) -> Path | None:
    """The current directory of a process, None when it is gone or not ours to see."""
    try:
        return Path(os.readlink(PROC / str(pid) / "cwd"))
    except OSError:
        return None


def processes_in(folder: Path) -> list[int]:
    """Every living process whose current directory is `folder`: PostgreSQL's stand in their data folder."""
    found = []
    for entry in PROC.iterdir():
        if entry.name.isdigit() and working_folder(int(entry.name)) == folder and is_running(int(entry.name)):
            found.append(int(entry.name))
    return found


def end(pid: int, *signals: tuple[signal.Signals, float]) -> bool:
    """Send each signal in turn and wait its seconds for the process to be gone; True when it is."""
    born = start_ticks(pid)
    if born is None:
        return True
    for number, seconds in signals:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return True
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if start_ticks(pid) != born:
                return True
            time.sleep(0.02)
    return start_ticks(pid) != born
