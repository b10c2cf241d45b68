"""A real platform, stood up by the launcher in a folder and on a port of its own."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import httpx

from demo import client
from demo.people import Family
from demo.workbook import roster
from gateway import policy
from gateway.operators import OPERATOR
from gateway.settings import GatewaySettings
from kit import parameters
from kit.db import Database, Scope
from kit.journal import JournalEntry
from launcher.accounts import Account
from launcher.accounts import client as connection
from launcher.installation import Installation
from launcher.officials import operators
from launcher.services import GATEWAY
from launcher.show.own import own_installation, start, wait_until_announced
from tests.browser import people
from tests.browser.people import Families, Official, Officials

REGISTRY: Final = "/api/registry/v1"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SECONDS: Final = 60.0
_FIRST_PASSWORD: Final = re.compile(r"account (\w+), first password (\S+)")


@dataclass(frozen=True)
class Platform:
    """What stands: its address, who works there and which families it knows."""

    installation: Installation
    officials: Officials
    families: Families
    first_passwords: dict[str, str]
    """The administrators' passwords as the terminal showed them, by account."""

    @property
    def url(self) -> str:
        """Its address."""
        return self.installation.url

    @contextmanager
    def program(self, official: Official) -> Iterator[client.Official]:
        """A program that calls the public API as the official in the first of their posts."""
        with connection(self.installation) as http:
            yield client.Official(http, _account(http, official))

    def household(self, family: Family) -> str:
        """The id under which a family is on file."""
        with self.program(self.officials.county) as asked:
            found = asked.post(f"{REGISTRY}/households/lookup", json={"id_number": family.head.id_number})
        household: str = found["items"][0]["id"]
        return household

    async def set_policy(self, name: str, value: int, *, days_ago: int = 0) -> None:
        """Put a number of the gateway's policy on file for the whole installation, from a day on."""
        settings = GatewaySettings.load(self.installation.settings(GATEWAY.name))
        region = settings.installation_region
        db = await Database.open(
            settings.app_dsn, size=1, application="browser-tests", clock=settings.clock()
        )
        try:
            entry = JournalEntry(operation="policy.change", actor_name="browser tests")
            async with db.write(Scope.of_region(region, role=OPERATOR.role), entry) as tx:
                since = tx.today - timedelta(days=days_ago)
                await parameters.put(tx, policy.FIRST[name].key, region, since, value, "浏览器测试")
        finally:
            await db.close()


def _account(http: httpx.Client, official: Official) -> Account:
    """The official as programs know them, with the id of the first post where there are several."""
    first = official.posts[0]
    post_id = None
    if len(official.posts) > 1:
        credentials = {"account": official.account, "password": official.password}
        origin = {"Origin": str(http.base_url).rstrip("/")}
        session = http.post("/api/gateway/v1/session", json=credentials, headers=origin).raise_for_status()
        posts = session.json()["posts"]
        post_id = next(post["id"] for post in posts if post["role"] == first.role)
    return Account(
        name=official.account,
        password=official.password,
        post=first.role,
        region=first.region_key,
        department=None,
        person=official.name,
        title=first.title or first.role,
        post_id=post_id,
    )


@contextmanager
def standing(mode: str) -> Iterator[Platform]:
    """An empty installation in this composition with its officials and the families that are on file."""
    with own_installation() as installation:
        launcher = start(installation, "--demo", "none", "--mode", mode)
        wait_until_announced(installation, launcher)
        told = (installation.root.parent / "launcher.log").read_text(encoding="utf-8")
        passwords = dict(_FIRST_PASSWORD.findall(told))
        platform = Platform(installation, people.appoint(), people.invent(), passwords)
        try:
            yield platform
        finally:
            launcher.terminate()
            launcher.wait(_SECONDS)


async def furnish(platform: Platform) -> None:
    """Make the officials' accounts, as an operator does, and import the families, as their county does."""
    async with operators(platform.installation, "browser tests") as at_work:
        await at_work.create_users([official.user for official in platform.officials])
    with platform.program(platform.officials.county) as officer:
        import_roster(officer, platform.families.on_file)


def import_roster(officer: client.Official, families: list[Family]) -> None:
    """Send a roster, look at nothing, have it written."""
    sent = officer.post(
        f"{REGISTRY}/imports",
        files={"file": ("名册.xlsx", roster(families), XLSX)},
        data={"document": "建档立卡存量数据"},
    )
    path = f"{REGISTRY}/imports/{sent['id']}"
    _until(officer, path, "preview")
    officer.post(f"{path}/commit")
    counts = _until(officer, path, "done")["counts"]
    assert counts["written"] == len(families), counts


def _until(officer: client.Official, path: str, status: str) -> dict[str, Any]:
    deadline = time.monotonic() + _SECONDS
    while True:
        shown: dict[str, Any] = officer.get(path)
        if shown["status"] == status:
            return shown
        assert time.monotonic() < deadline, f"the import is still {shown['status']}: {shown}"
        time.sleep(0.1)
