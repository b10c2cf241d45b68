"""One line a figure and region: wanted, counted, opened rows, sum of children; and whether they agree."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import date

import httpx

from launcher import accounts
from launcher.errors import LauncherError
from launcher.figures.reading import Figure, Opened, Platform
from launcher.figures.wanted import Wanted, allocated, fits, published, wanted_of
from launcher.installation import Installation
from launcher.terminal import say

LEVELS = {4: "city", 6: "county", 9: "township", 12: "village"}
ADDS_UP = {"count", "sum", "ratio"}
NONE = "–"


@dataclass(frozen=True)
class Asked:
    """What `make figures` was asked for; None means the handle's own default."""

    areas: Sequence[str] = ()
    keys: Sequence[str] = ()
    region: str = "1310"
    day: date | None = None
    level: str = "city"


@dataclass(frozen=True)
class Line:
    """One figure of one region, checked."""

    figure: Figure
    day: date
    wanted: tuple[str, str] | None
    opened: Opened
    below: Sequence[Figure]

    @property
    def faults(self) -> list[str]:
        """What disagrees; empty when all agrees."""
        found = []
        if self.wanted is not None and not fits(*self.wanted, self.figure.value):
            found.append("wanted")
        if not rows_agree(self.figure, self.opened):
            found.append("rows")
        if self.below and self.figure.kind in ADDS_UP and not children_agree(self.figure, self.below):
            found.append("children")
        return found

    @property
    def wanted_text(self) -> str:
        """The published value with its comparison, – where nothing is published."""
        return NONE if self.wanted is None else "".join(self.wanted).removeprefix("=")

    def text(self) -> str:
        """The line as it is printed, fields apart by tabs."""
        adds_up = self.below and self.figure.kind in ADDS_UP
        verdict = f"DISAGREES: {', '.join(self.faults)}" if self.faults else "ok"
        return "\t".join(
            (
                self.figure.key,
                f"{self.figure.region} {self.figure.region_name}",
                self.day.isoformat(),
                f"wanted {self.wanted_text}",
                f"counted {shown(self.figure.value)}",
                f"rows {self.opened.rows}",
                f"children {added(self.below, self.figure.kind) if adds_up else NONE}",
                verdict,
            )
        )


def shown(value: str | list[str] | None) -> str:
    """A value as people read it; least and most of an extreme apart by a slash."""
    if value is None:
        return "—"
    return " / ".join(value) if isinstance(value, list) else value


def rows_agree(figure: Figure, opened: Opened) -> bool:
    """Whether the rows behind a figure make it up."""
    match figure.kind:
        case "count":
            return opened.rows == (figure.numerator or 0)
        case "sum":
            return opened.numerator == (figure.numerator or 0)
        case "ratio":
            return (opened.numerator, opened.denominator) == (figure.numerator or 0, figure.denominator or 0)
        case "extreme":
            extremes = None if opened.least is None else [str(opened.least), str(opened.most)]
            return extremes == figure.value
        case _:
            # The rows explain a distinct figure or a setting; they need not be as many.
            return opened.rows > 0 or figure.is_empty


def children_agree(figure: Figure, below: Sequence[Figure]) -> bool:
    """Whether the regions below add up to the figure, numerator and denominator each."""
    numerator = sum((child.numerator or 0 for child in below), start=0)
    denominator = sum((child.denominator or 0 for child in below), start=0)
    return (numerator, denominator) == (figure.numerator or 0, figure.denominator or 0)


def added(below: Sequence[Figure], kind: str) -> str:
    """The sum of the regions below as it is printed."""
    numerator = sum((child.numerator or 0 for child in below), start=0)
    if kind != "ratio":
        return str(numerator)
    return f"{numerator}/{sum((child.denominator or 0 for child in below), start=0)}"


@dataclass(frozen=True)
class Outcome:
    """What was checked, and which of the figures asked for the platform cannot count yet."""

    lines: Sequence[Line]
    not_built: Sequence[str]


def report(installation: Installation, asked: Asked) -> bool:
    """Print a line each; True when every one agrees and every key that was named is built."""
    outcome = check(installation, asked, lambda line: say(line.text()))
    for key in outcome.not_built:
        say(f"{key}\tnot built")
    agreed = not any(line.faults for line in outcome.lines) and not (asked.keys and outcome.not_built)
    say(f"{len(outcome.lines)} lines, {'all agree' if agreed else 'NOT all agree'}")
    return agreed


def check(installation: Installation, asked: Asked, tell: Callable[[Line], None]) -> Outcome:
    """Ask the standing platform as the city's officer; `tell` hears each line as it is found."""
    with accounts.client(installation) as http:
        official = accounts.choose(accounts.load(installation), post="city-officer")
        try:
            token = accounts.sign_in(http, official)
        except httpx.TransportError as failure:
            told = f"Nothing answers at {installation.url}: start it with `make run`."
            raise LauncherError(told) from failure
    return asyncio.run(_check(installation, asked, token, tell))


async def _check(
    installation: Installation, asked: Asked, token: str, tell: Callable[[Line], None]
) -> Outcome:
    table, lines, not_built = allocated(), [], []
    async with httpx.AsyncClient(
        base_url=installation.url, timeout=accounts.SECONDS, trust_env=False
    ) as http:
        platform = Platform(http, token)
        built = set(await platform.built())
        for wanted in _chosen(asked):
            if wanted.key not in built:
                not_built.append(wanted.key)
                continue
            day = asked.day or wanted.as_of
            top = await platform.figure(wanted.key, asked.region, day.isoformat())
            async for line in _walk(platform, top, wanted, day, asked.level, table):
                tell(line)
                lines.append(line)
    return Outcome(lines, not_built)


def _chosen(asked: Asked) -> list[Wanted]:
    known = published()
    for key in asked.keys:
        if key not in known:
            raise LauncherError(f"KEY={key} is no figure of the article; there are: {', '.join(known)}.")
    areas = {figure.area for figure in known.values()}
    for area in asked.areas:
        if area not in areas:
            raise LauncherError(
                f"AREA={area} is no area of the article; there are: {', '.join(sorted(areas))}."
            )
    return [
        figure
        for figure in known.values()
        if (not asked.keys or figure.key in asked.keys) and (not asked.areas or figure.area in asked.areas)
    ]


async def _walk(
    platform: Platform,
    figure: Figure,
    wanted: Wanted,
    day: date,
    level: str,
    table: dict[str, dict[str, str]],
) -> AsyncIterator[Line]:
    """The lines of a region and of those below it, down to the level asked for.

    What was counted as nothing opens no row, so such regions are neither opened nor walked.
    """
    here = LEVELS[len(figure.region)]
    below = [] if figure.is_empty else await platform.children(figure)
    if level in {here, "all"}:
        opened = Opened(0, 0, 0, None, None) if figure.is_empty else await platform.open_rows(figure)
        yield Line(figure, day, wanted_of(wanted, figure.region, day, table), opened, below)
    if level == here:
        return
    for child in below:
        async for line in _walk(platform, child, wanted, day, level, table):
            yield line
