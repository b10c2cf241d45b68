"""The one clock: business days in Beijing time, recorded time always real.

A demonstration or test installation stands on a day written in `clock.json` until the launcher moves it.
"""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """What code asks the time of."""

    def today(self) -> date:
        """The business day (Beijing)."""
        ...

    def now(self) -> datetime:
        """The real moment, with time zone; never the installation's day."""
        ...


class SystemClock:
    """Business days of the real calendar."""

    def today(self) -> date:
        return datetime.now(BEIJING).date()

    def now(self) -> datetime:
        return datetime.now(UTC)


class StandingClock(SystemClock):
    """The day of a file; the real calendar while the file is absent."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._day: date | None = None

    def today(self) -> date:
        try:
            stat = os.stat(self._path)
        except FileNotFoundError:
            return super().today()
        seen = (stat.st_mtime_ns, stat.st_ino)
        if seen != self._seen or self._day is None:
            self._day = date.fromisoformat(json.loads(self._path.read_text())["day"])
            self._seen = seen
        return self._day


class FixedClock(SystemClock):
    """A clock that stands on one day until `day` is assigned: for tests."""

    def __init__(self, day: date) -> None:
        self.day = day

    def today(self) -> date:
        return self.day


def stand_on(path: Path, day: date) -> None:
    """Let the installation stand on `day`; readers see the old day or the new, never half a file."""
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps({"day": day.isoformat()}))
    os.replace(beside, path)


def clock_at(path: Path | None) -> Clock:
    """The installation's clock: of the file where one is named, else of the calendar."""
    return StandingClock(path) if path else SystemClock()
