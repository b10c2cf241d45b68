"""A check: what it wants, what it got; and how a case of them is run."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from launcher.errors import LauncherError
from launcher.installation import Installation
from launcher.terminal import say


@dataclass(frozen=True)
class Shown:
    """One line: `got` stands beside `wanted`; None in `agrees` is for what only a person can see."""

    what: str
    wanted: str
    got: str
    agrees: bool | None

    def text(self, seed: int | None) -> str:
        """The line as it is printed, fields apart by tabs."""
        verdict = {True: "ok", False: "FAILS", None: "by hand"}[self.agrees]
        chance = "–" if seed is None else str(seed)
        return f"{verdict}\t{self.what}\twanted {self.wanted}\tgot {self.got}\tseed {chance}"


@dataclass(frozen=True)
class Context:
    """What a check may use: the standing city, and the seed of whatever it does by chance."""

    standing: Installation
    seed: int


@dataclass(frozen=True)
class Check:
    """A part of a case; `by_chance` when its outcome depends on the seed."""

    name: str
    run: Callable[[Context], Iterator[Shown]]
    by_chance: bool = False


def by_hand(what: str, wanted: str) -> Check:
    """What a machine cannot do here: another user, a fresh clone, a look."""

    def run(_context: Context) -> Iterator[Shown]:
        yield Shown(what, wanted, "–", None)

    return Check(what, run)


def show(checks: Sequence[Check], context: Context) -> bool:
    """Run and print every check; a check that cannot run fails, and the others still run."""
    agreed = True
    for check in checks:
        seed = context.seed if check.by_chance else None
        began = time.monotonic()
        try:
            for shown in check.run(context):
                agreed = agreed and shown.agrees is not False
                say(shown.text(seed))
        except LauncherError as failure:
            agreed = False
            say(Shown(check.name, "to run", str(failure), False).text(seed))
        if (took := time.monotonic() - began) > 10:
            say(f"  ({check.name}: {took:.0f} s)")
    say("all shown" if agreed else "NOT all shown")
    return agreed
