"""The launcher's commands, as the Makefile calls them: `python -m launcher COMMAND …`."""

import argparse
import json
import os
import sys
import traceback
from collections.abc import Callable
from datetime import date
from typing import NoReturn

import httpx

from launcher import accounts, processes
from launcher.errors import LauncherError
from launcher.installation import Installation
from launcher.terminal import complain, say

Command = Callable[[Installation, argparse.Namespace], int]


def run(installation: Installation, told: argparse.Namespace) -> int:
    """Start everything and stay."""
    from launcher import start

    start.run(installation, mode=told.mode, demo=told.demo)
    return 0


def stop(installation: Installation, _told: argparse.Namespace) -> int:
    """End everything."""
    say("Ended." if processes.stop(installation) else "Nothing was running.")
    return 0


def list_accounts(installation: Installation, _told: argparse.Namespace) -> int:
    """Print the demonstration's accounts."""
    kept = [vars(account) for account in accounts.load(installation)]
    say(json.dumps(kept, ensure_ascii=False, indent=2))
    return 0


def token(installation: Installation, told: argparse.Namespace) -> int:
    """Print an access token."""
    chosen = accounts.choose(
        accounts.load(installation),
        post=told.post,
        region=told.region,
        department=told.department,
        name=told.account,
    )
    with accounts.client(installation) as http:
        say(accounts.sign_in(http, chosen))
    return 0


def figures(installation: Installation, told: argparse.Namespace) -> int:
    """Compare figures."""
    from launcher.figures.report import Asked, report

    asked = Asked(areas=told.area, keys=told.key, region=told.region, day=told.day, level=told.level)
    return 0 if report(installation, asked) else 1


def user(installation: Installation, told: argparse.Namespace) -> int:
    """Create, reset or unlock an account."""
    from launcher import users

    users.act(installation, told)
    return 0


def show(installation: Installation, told: argparse.Namespace) -> int:
    """Check what a capability must show."""
    from launcher.show.cases import show_case

    return 0 if show_case(installation, told.case, told.seed) else 1


def recount(installation: Installation, told: argparse.Namespace) -> int:
    """Count all figures anew and compare."""
    from launcher import recount

    return 0 if recount.act(installation, mend=told.mend) else 1


def contracts(_installation: Installation, told: argparse.Namespace) -> int:
    """Write or check the OpenAPI documents."""
    from launcher.contracts import differing, write

    if not told.check:
        write()
        return 0
    stale = differing()
    if stale:
        complain(f"Not as the code says: {', '.join(stale)}. Run `make contracts` and commit what it writes.")
    return 1 if stale else 0


def listed(text: str) -> list[str]:
    """Words apart by commas."""
    return [word for word in text.split(",") if word]


def one_of(variable: str, *allowed: str) -> Callable[[str], str]:
    """Reads a variable of the Makefile that has few values. Raises LauncherError naming them."""

    def read(text: str) -> str:
        if text not in allowed:
            raise LauncherError(f"{variable}={text} is none of: {', '.join(allowed)}.")
        return text

    return read


def day(text: str) -> date:
    """A day. Raises LauncherError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise LauncherError(f"DAY={text} is no day: write it as 2018-09-27.") from None


def seed(text: str) -> int:
    """A seed. Raises LauncherError."""
    if not text.isdecimal():
        raise LauncherError(f"SEED={text} is no whole number.")
    return int(text)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, like everything else here."""

    def error(self, message: str) -> NoReturn:
        raise LauncherError(f"{message}; `make help` lists what there is.")


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    top = Parser(prog="launcher")
    commands = top.add_subparsers(required=True)

    def command(name: str, function: Command) -> argparse.ArgumentParser:
        added = commands.add_parser(name)
        added.set_defaults(function=function)
        return added

    to_run = command("run", run)
    to_run.add_argument("--mode", type=one_of("MODE", "one", "split"), default="one")
    to_run.add_argument("--demo", type=one_of("DEMO", "roster", "none"))
    command("stop", stop)
    command("accounts", list_accounts)
    for_token = command("token", token)
    for name in ("--post", "--region", "--department", "--account"):
        for_token.add_argument(name)
    for_figures = command("figures", figures)
    for_figures.add_argument("--area", type=listed, default=[])
    for_figures.add_argument("--key", type=listed, default=[])
    for_figures.add_argument("--region", default="1310")
    for_figures.add_argument("--day", type=day)
    level = one_of("LEVEL", "city", "county", "township", "village", "all")
    for_figures.add_argument("--level", type=level, default="city")
    for_user = command("user", user)
    act = one_of("DO", "create", "reset", "unlock", "lock", "give", "end")
    for_user.add_argument("act", nargs="?", type=act)
    for name in ("--account", "--name", "--post", "--region", "--department", "--successor", "--reason"):
        for_user.add_argument(name)
    for_user.add_argument("--namesake", type=one_of("NAMESAKE", "yes", "no"), default="no")
    for_show = command("show", show)
    for_show.add_argument("--case", default="")
    for_show.add_argument("--seed", type=seed)
    command("recount", recount).add_argument("--mend", action="store_true")
    command("contracts", contracts).add_argument("--check", action="store_true")
    return top


def main() -> int:
    """Do what was asked; what goes wrong is one sentence."""
    # What this process and its children make is nobody else's, unless a folder says otherwise.
    os.umask(0o077)
    try:
        told = parser().parse_args()
        installation = Installation.from_environment()
        code: int = told.function(installation, told)
    except LauncherError as failure:
        complain(f"Bangfu: {failure}")
        return 1
    except httpx.TransportError:
        complain(f"Bangfu: nothing answers at {installation.url}: start it with `make run`.")
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as fault:
        complain(f"Bangfu: a fault of its own ({type(fault).__name__}); {where_it_lies(installation)}")
        return 1
    return code


def where_it_lies(installation: Installation) -> str:
    """Keep the current fault's traceback, if the installation has a place for it."""
    if not installation.log.is_dir():
        return traceback.format_exc()
    log = installation.log / "launcher.log"
    with log.open("a", encoding="utf-8") as handle:
        traceback.print_exc(file=handle)
    return f"its traceback stands in {log}."


if __name__ == "__main__":
    sys.exit(main())
