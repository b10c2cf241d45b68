"""`make user`: accounts from the operator's shell, each act journalled under the operator's name."""

import argparse
import asyncio
import getpass

from gateway.administration.errors import AdministrationRefused
from gateway.operators import Made, NewPost, NewUser, Operators
from launcher import processes
from launcher.errors import LauncherError
from launcher.installation import Installation
from launcher.officials import operators
from launcher.terminal import say

EXPLAINED = """\
make user DO=create ACCOUNT=zhaomin NAME=赵敏 POST=county-officer REGION=131002 [DEPARTMENT=残联]
    asks for the person's ID number or work phone, so that one human being never has two accounts
make user DO=reset ACCOUNT=zhaomin      gives a new first password; what was signed in ends
make user DO=unlock ACCOUNT=zhaomin     lifts a lock"""


def act(installation: Installation, told: argparse.Namespace) -> None:
    """Do what was asked and print what must be handed over. Raises LauncherError."""
    if told.act is None:
        say(EXPLAINED)
        return
    if not told.account:
        raise LauncherError("Name the account: ACCOUNT=…")
    if not any(record.name == processes.POSTGRES for record in processes.living(installation)):
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
            case "reset":
                _hand_over(await at_work.reset(told.account))
            case "unlock":
                await at_work.unlock(told.account)
                say(f"{told.account} is unlocked.")


async def _create(at_work: Operators, told: argparse.Namespace) -> Made:
    if not told.name or not told.post or not told.region:
        raise LauncherError("To create an account give NAME=, POST= and REGION= too; `make user` explains.")
    id_number, work_phone = told.id_number, told.work_phone
    if not id_number and not work_phone:
        # Asked for, so that it stands neither in the shell's history nor in the list of processes.
        answer = getpass.getpass("ID number (or work phone, where there is none): ").strip()
        id_number, work_phone = (answer, None) if len(answer) == 18 else (None, answer)
    post = NewPost(role=told.post, region_key=told.region, department=told.department)
    return await at_work.create_user(
        NewUser(
            account=told.account,
            name=told.name,
            id_number=id_number,
            work_phone=work_phone,
            posts=(post,),
        )
    )


def _hand_over(made: Made) -> None:
    say(f"account {made.account}, first password {made.password} (to be changed at first sign-in)")
