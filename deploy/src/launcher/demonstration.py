"""The demonstration city: told once, in the order of its year, by the program `demo` over the public API."""

import asyncio
from dataclasses import dataclass
from datetime import date

from kit.clock import stand_on
from launcher import clock
from launcher.errors import LauncherError
from launcher.installation import Identity, Installation, read_json, write_json
from launcher.postgres import Server
from launcher.supervisor import Child, Supervisor
from launcher.terminal import say

ROSTER, NONE = "roster", "none"
NAME, REGION = "廊坊市精准扶贫", "1310"


@dataclass(frozen=True)
class Stage:
    """One part of the story, and the day on which it is told."""

    name: str
    day: date
    told: str


STAGES = (
    Stage("roster", date(2018, 1, 1), "the counties import their rosters"),
    Stage("handovers", date(2018, 4, 9), "the villages hand over goslings"),
)
STANDS_ON = date(2018, 9, 27)


def identify(installation: Installation, demo: str | None) -> Identity:
    """What the installation is, or a new one: a demonstration unless `demo` is `none`.

    Raises LauncherError where `demo` asks for something else than the installation was founded as.
    """
    kept = installation.identity()
    if kept is None:
        return _found(installation, demo or ROSTER)
    if demo is not None and kept.demonstration != (demo != NONE):
        what = "a demonstration" if kept.demonstration else "a real installation"
        raise LauncherError(
            f"{installation.root} holds {what}, which stays one: leave DEMO= out, "
            "or give BANGFU_DATA another folder."
        )
    return kept


def _found(installation: Installation, demo: str) -> Identity:
    identity = installation.found(name=NAME, region=REGION, demonstration=demo != NONE)
    if identity.demonstration:
        stand_on(installation.clock, STAGES[0].day)
    return identity


def load(installation: Installation, server: Server, supervisor: Supervisor) -> None:
    """Tell what of the story has not been told yet, then stand on the last day.

    A run that was interrupted goes on where it stopped: what was entered is met again, not doubled.
    """
    progress = installation.root / "demonstration.json"
    told: list[str] = read_json(progress) or []
    if STANDS_ON.isoformat() in told:
        return
    say("  demonstration city …")
    environ = {"BANGFU_DATA": str(installation.root), "BANGFU_PORT": str(installation.port)}
    for stage in STAGES:
        if stage.name in told:
            continue
        asyncio.run(clock.advance(installation, server, stage.day))
        say(f"    {stage.day}: {stage.told}")
        supervisor.run_once(Child("demo", ("demo", stage.name), environ))
        told.append(stage.name)
        write_json(progress, told)
    asyncio.run(clock.advance(installation, server, STANDS_ON))
    write_json(progress, [*told, STANDS_ON.isoformat()])
