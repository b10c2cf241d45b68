"""`make recount`: all figures counted anew against what is kept, from the operator's shell."""

import asyncio
import importlib
from typing import Any

from kit.counted.nightly import Alarm, audit
from kit.counted.recount import refill
from kit.db import Database
from kit.settings import Settings
from launcher import processes
from launcher.errors import LauncherError
from launcher.installation import Installation
from launcher.services import SERVICES, Service
from launcher.terminal import say

COUNTING = tuple(service for service in SERVICES if service.name in ("registry", "assistance"))
"""The services that keep figures counted."""


def act(installation: Installation, *, mend: bool) -> bool:
    """Print each difference; with `mend` count anew first. False where a difference is left. Raises
    LauncherError.
    """
    if not any(record.name == processes.POSTGRES for record in processes.living(installation)):
        raise LauncherError("Bangfu does not run: start it with `make run`, then recount.")
    return asyncio.run(_act(installation, mend=mend))


async def _act(installation: Installation, *, mend: bool) -> bool:
    right = True
    for service in COUNTING:
        settings = Settings.load(installation.settings(service.name))
        db = await Database.open(settings.worker_dsn, application="bangfu-recount", clock=settings.clock())
        try:
            if mend:
                say(f"{service.name}: {await refill(db)} households counted anew")
            alarms = await audit(db, _indicators(service))
        finally:
            await db.close()
        for one in alarms:
            say(_line(one))
        say(f"{service.name}: {len(alarms) or 'no'} differences")
        right = right and not alarms
    return right


def _indicators(service: Service) -> Any:
    return importlib.import_module(f"{service.package}.figures.indicators").INDICATORS


def _line(one: Alarm) -> str:
    return f"  {one.indicator} {one.county}: {one.missing} missing, {one.surplus} too many, in " + " ".join(
        one.villages
    )
