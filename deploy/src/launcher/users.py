"""`make user`: accounts from the operator's shell, each act journalled under the operator's name."""

import argparse
import asyncio
import getpass
import sys
from datetime import date

from gateway.accounts import rules
from gateway.administration.errors import AdministrationRefused
from gateway.operators import Made, NewPost, NewUser, Operators, check_post
from kit.clock import clock_at
from launcher import processes
from launcher.errors import LauncherError
from launcher.installation import Installation
from launcher.officials import operators
from launcher.terminal import say

EXPLAINED = """\
make user DO=create ACCOUNT=zhaomin NAME=赵敏 POST=county-officer REGION=131002 [DEPARTMENT=残联]
    asks for the person's ID number or work phone, so that one human being never has two accounts;
    [NAMESAKE=yes] where an account of that name is another person's
make user DO=give ACCOUNT=zhaomin POST=township-reviewer REGION=131002102      a further post
make user DO=end ACCOUNT=zhaomin POST= REGION= [SUCCESSOR=liqiang] [REASON=]   ends a post today
make user DO=reset ACCOUNT=zhaomin            gives a new first password; what was signed in ends
make user DO=lock ACCOUNT=zhaomin [REASON=]   ends all that is signed in, and lets nobody in
make user DO=unlock ACCOUNT=zhaomin           lifts a lock"""


def act(installation: Installation, told: argparse.Namespace) -> None:
    """Do what was asked and print what must be handed over. Raises LauncherError."""
    if told.act is None:
        say(EXPLAINED)
        return
    if not told.account:
        raise LauncherError("Name the account: ACCOUNT=…")
    if not any(record.name == processes.LAUNCHER for record in processes.living(installation)):
        raise LauncherError("Bangfu does not run: start it with `make run`, then manage its accounts.")
    try:
        asyncio.run(_act(installation, told))
    except AdministrationRefused as refusal:
        raise LauncherError(str(refusal)) from refusal


async def _act(installation: Installation, told: argparse.Namespace) -> None:
    async with operators(installation, f"operator {getpass.getuser()}") as at_work:
        match told.act:
            case "create":
                _hand_over(await _create(at_work, told))
            case "give":
                await at_work.give_post(told.account, _post(told))
                say(f"{told.account} holds {told.post} in {told.region}.")
            case "end":
                await _end(at_work, told, clock_at(installation.clock).today())
            case "reset":
                _hand_over(await at_work.reset(told.account))
            case "lock":
                await at_work.lock(told.account, told.reason)
                say(f"{told.account} is locked.")
            case "unlock":
                await at_work.unlock(told.account)
                say(f"{told.account} is unlocked.")


async def _create(at_work: Operators, told: argparse.Namespace) -> Made:
    if not told.name:
        raise LauncherError("To create an account give NAME=, POST= and REGION= too; `make user` explains.")
    post = _post(told)
    check_post(post)
    id_number, work_phone = _known_by(_ask())
    return await at_work.create_user(
        NewUser(
            account=told.account,
            name=told.name,
            id_number=id_number,
            work_phone=work_phone,
            posts=(post,),
            namesake=told.namesake == "yes",
        )
    )


async def _end(at_work: Operators, told: argparse.Namespace, today: date) -> None:
    await at_work.end_post(told.account, _post(told), today, successor=told.successor, reason=told.reason)
    say(f"{told.account} no longer holds {told.post} in {told.region}.")


def _post(told: argparse.Namespace) -> NewPost:
    if not told.post or not told.region:
        raise LauncherError("Name the post: POST= and REGION=; `make user` explains.")
    return NewPost(role=told.post, region_key=told.region, department=told.department)


def _ask() -> str:
    """Asked for, so that it stands neither in the shell's history nor in the list of processes."""
    if sys.stdin.isatty():
        return getpass.getpass("ID number (or work phone, where there is none): ")
    return sys.stdin.readline()


def _known_by(answer: str) -> tuple[str | None, str | None]:
    """The answer as ID number or as work phone, whichever it is; a LauncherError does not repeat it."""
    if not answer.strip():
        raise LauncherError("Without the person's ID number or work phone no account is made.")
    id_number, work_phone = rules.id_number(answer), rules.work_phone(answer)
    if id_number is None and work_phone is None:
        raise LauncherError(
            "That is no valid ID number (18 digits and their check digit) and no telephone number "
            "(a landline with its area code)."
        )
    return id_number, work_phone


def _hand_over(made: Made) -> None:
    say(f"account {made.account}, first password {made.password} (to be changed at first sign-in)")
