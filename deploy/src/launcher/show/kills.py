"""An import of 10,000 persons through kills of every process: it ends as if nothing had happened."""

import asyncio
import os
import signal
import time
import uuid
from collections.abc import Iterator
from itertools import count
from random import Random
from typing import Any

import httpx

from demo.households import Builder, Shape, furnish
from demo.identity import IdentityNumbers
from demo.people import Family
from demo.places import read_places
from demo.workbook import roster
from gateway.accounts.rules import generated_password
from gateway.operators import NewPost, NewUser
from launcher import accounts, processes
from launcher.accounts import Account
from launcher.errors import LauncherError
from launcher.installation import Installation
from launcher.officials import operators
from launcher.show.checks import Check, Context, Shown
from launcher.show.own import own_installation, start, wait_until_announced

COUNTY = "131025"
PERSONS = 10_000
SECONDS = 600.0
IMPORTS = "/api/registry/v1/imports"
FIGURES = "/api/registry/v1/figures"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OVER = {"done", "cancelled", "refused", "failed"}
PREVIEW = "preview"
# Whom to kill while the file is read, and while it is written; after the launcher everything is started anew.
VICTIMS = {
    "reading": ("worker", "web"),
    "committing": ("worker", processes.POSTGRES, "worker", "web", processes.LAUNCHER),
}


def _run(context: Context) -> Iterator[Shown]:
    rng = Random(context.seed)
    families = invent(rng)
    persons = sum(len(family.members) for family in families)
    with own_installation() as installation:
        launcher = start(installation, "--demo", "none")
        wait_until_announced(installation, launcher)
        official = asyncio.run(_appoint(installation))
        sent = _send(installation, official, roster(families))
        killed: list[str] = []
        waiting = {status: list(names) for status, names in VICTIMS.items()}
        while (status := _settle(installation, official, sent)) not in OVER:
            time.sleep(rng.uniform(0.1, 0.5))
            if not waiting.get(status):
                continue
            victim = waiting[status].pop(0)
            killed.append(f"{victim} ({status})")
            if _kill(installation, victim) and victim == processes.LAUNCHER:
                launcher.wait()
                launcher = start(installation)
                wait_until_announced(installation, launcher, 2)
        ended = _until(installation, official, sent, OVER)
        counts = ended["counts"]
        yield Shown("killed on the way", "several", ", ".join(killed), len(killed) > 1)
        yield Shown("import", "done", ended["status"], ended["status"] == "done")
        yield _equal("households written", len(families), counts["written"])
        yield _equal("persons written", persons, counts["written_persons"])
        for key, wanted in (("poor_households", len(families)), ("poor_persons", persons)):
            yield _equal(f"{key} counted", wanted, _figure(installation, official, key))
        again = _send(installation, official, roster(families))
        unchanged = _until(installation, official, again, OVER | {PREVIEW})["counts"]
        yield _equal("the same file again: unchanged", len(families), unchanged["unchanged"])
        yield _equal("the same file again: created", 0, unchanged["create"])
        launcher.terminate()
        launcher.wait()


def invent(rng: Random) -> list[Family]:
    """Families of one county, 10,000 persons in all."""
    villages = read_places().villages_by_county()[COUNTY]
    builder = Builder(rng, COUNTY, IdentityNumbers(), count(1))
    families: list[Family] = []
    persons = 0
    while persons < PERSONS:
        shape = Shape(able=rng.randint(1, 2), elders=rng.randint(0, 1), small=rng.randint(0, 1))
        family = builder.labour_home(shape, rng.choice(villages))
        furnish(rng, family)
        families.append(family)
        persons += len(family.members)
    return families


async def _appoint(installation: Installation) -> Account:
    """A county officer of this installation, ready to sign in."""
    made = Account("kills", generated_password(), "county-officer", COUNTY, None, "测试员", "县扶贫办")
    post = NewPost(role=made.post, region_key=made.region)
    async with operators(installation, "make show") as at_work:
        await at_work.create_user(
            NewUser(
                account=made.name,
                name=made.person,
                work_phone="0316-2311234",
                posts=(post,),
                password=made.password,
                exempt=True,
            )
        )
    return made


def _send(installation: Installation, official: Account, workbook: bytes) -> str:
    """Upload a roster; answers the import's id."""
    sent: str = _ask(
        installation,
        official,
        "POST",
        IMPORTS,
        str(uuid.uuid4()),
        files={"file": ("roster.xlsx", workbook, XLSX)},
        data={"document": "make show"},
    )["id"]
    return sent


def _settle(installation: Installation, official: Account, sent: str) -> str:
    """The import's status; a preview that is there is committed, as the officer would."""
    status: str = _status(installation, official, sent)["status"]
    if status != PREVIEW:
        return status
    # The same key each time: a kill between the commit and its answer makes this a repetition.
    committed = _ask(installation, official, "POST", f"{IMPORTS}/{sent}/commit", f"commit-{sent}")
    return str(committed["status"])


def _ask(
    installation: Installation, official: Account, method: str, path: str, key: str, **parts: Any
) -> dict[str, Any]:
    """One request, asked again as the same one while processes are being killed. Raises LauncherError."""
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            with accounts.client(installation) as http:
                token = accounts.sign_in(http, official)
                headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
                answer = http.request(method, path, headers=headers, **parts)
            if answer.is_success:
                found: dict[str, Any] = answer.json()
                return found
            if answer.status_code < 500 and answer.status_code not in {409, 429}:
                raise LauncherError(f"{path}: {accounts.reason(answer)}")
        except httpx.TransportError:
            pass
        except LauncherError:
            if time.monotonic() > deadline - SECONDS + 60:
                raise
        if time.monotonic() > deadline:
            raise LauncherError(f"{path} was not answered in {SECONDS:.0f} s.")
        time.sleep(0.3)


def _status(installation: Installation, official: Account, sent: str) -> dict[str, Any]:
    return _ask(installation, official, "GET", f"{IMPORTS}/{sent}", "")


def _until(installation: Installation, official: Account, sent: str, states: set[str]) -> dict[str, Any]:
    deadline = time.monotonic() + SECONDS
    while True:
        status = _status(installation, official, sent)
        if status["status"] in states:
            return status
        if time.monotonic() > deadline:
            raise LauncherError(f"The import is still {status['status']} after {SECONDS:.0f} s.")
        time.sleep(0.3)


def _figure(installation: Installation, official: Account, key: str) -> int:
    answer = _ask(installation, official, "GET", FIGURES, "", params={"region": COUNTY, "key": key})
    return int(answer["items"][0]["numerator"])


def _kill(installation: Installation, name: str) -> bool:
    """kill -9 of a process of that installation; False when it is not there at this moment."""
    for record in processes.living(installation):
        if record.name == name:
            os.kill(record.pid, signal.SIGKILL)
            return True
    return False


def _equal(what: str, wanted: int, got: int) -> Shown:
    return Shown(what, str(wanted), str(got), wanted == got)


CHECK = Check("import through kills", _run, by_chance=True)
