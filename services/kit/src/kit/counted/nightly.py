"""The alarm of the night: all figures are counted anew, and what differs is journalled and logged.

Nothing is mended by itself: a difference means that something wrote past the counting, and whoever finds out
what it was needs the rows as they stand. Then `refill` counts anew.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta
from typing import Final

from kit.clock import BEIJING, Clock
from kit.counted.indicator import Indicator
from kit.counted.recount import recount
from kit.db import Database, Scope
from kit.journal import JournalEntry
from kit.worker import Chore

_AT: Final = time(2, 30)
# A machine that is off at night is checked too, once it has settled.
_AFTER_START_SECONDS: Final = 600
_NAMED_VILLAGES: Final = 5
_COUNTY: Final = 6

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Alarm:
    """One indicator that is wrong in one county: rows that should be counted and are not, and the reverse.

    `villages` are the first few concerned. No person, no household: those are found by a recount.
    """

    indicator: str
    county: str
    missing: int
    surplus: int
    villages: tuple[str, ...]


def nightly(indicators: Sequence[Indicator], clock: Clock) -> Chore:
    """The chore that audits once a night, at 02:30 in Beijing, and ten minutes after each start."""

    async def keep_watch(db: Database) -> None:
        await asyncio.sleep(_AFTER_START_SECONDS)
        while True:
            await audit(db, indicators)
            await asyncio.sleep(until_night(clock.now()).total_seconds())

    return keep_watch


async def audit(db: Database, indicators: Sequence[Indicator]) -> list[Alarm]:
    """Recount everything with the worker's database; differences are journalled, logged and returned."""
    alarms = await differences(db, indicators)
    if not alarms:
        _log.info("all figures are as counted")
        return []
    entry = JournalEntry(operation="figures.alarm", details={"alarms": [asdict(one) for one in alarms]})
    async with db.write(Scope.none(), entry):
        pass
    for one in alarms:
        _log.error(
            "figure %s of %s is not what its rows give: %d rows missing, %d too many, in %s",
            one.indicator,
            one.county,
            one.missing,
            one.surplus,
            " ".join(one.villages),
        )
    return alarms


async def differences(db: Database, indicators: Sequence[Indicator]) -> list[Alarm]:
    """What a recount finds, by indicator and county; empty when all is right."""
    keys = {indicator.number: indicator.key for indicator in indicators}
    found: dict[tuple[str, str], list[tuple[str, bool]]] = defaultdict(list)
    for row in await recount(db):
        village: str = row["village"]
        found[keys[row["indicator"]], village[:_COUNTY]].append((village, row["counted"]))
    return [
        Alarm(
            indicator,
            county,
            missing=sum(not counted for _, counted in rows),
            surplus=sum(counted for _, counted in rows),
            villages=tuple(sorted({village for village, _ in rows})[:_NAMED_VILLAGES]),
        )
        for (indicator, county), rows in sorted(found.items())
    ]


def until_night(now: datetime) -> timedelta:
    """How long it is from `now` to the next 02:30 in Beijing; a whole day at 02:30 itself."""
    here = now.astimezone(BEIJING)
    night = datetime.combine(here.date(), _AT, BEIJING)
    return (night if night > here else night + timedelta(days=1)) - here
