"""The year's steps, each by the official whose work it is, each safe to tell again.

`roster` on 2018-01-01: every county imports its registered households and its other ones.
`handovers` on 2018-04-09: villages hand 100 goslings to each geese household, dead ones replaced.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import httpx

from demo import signature
from demo.city import SEED, County
from demo.client import Official, StoryError
from demo.people import Family
from demo.workbook import roster
from launcher.accounts import Account, choose

Say = Callable[[str], None]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REGISTRY, ASSISTANCE = "/api/registry/v1", "/api/assistance/v1"
ROSTER_DOCUMENT = "廊坊市建档立卡存量数据 2018 年 1 月"
HANDOVER_DAY = date(2018, 4, 9)
BATCHES = ("YE-1801", "YE-1802", "YE-1803")
AT_ONCE = 2
PATIENCE_SECONDS = 600.0
OVER = frozenset({"done", "cancelled", "refused"})


def tell_roster(http: httpx.Client, accounts: list[Account], city: list[County], say: Say) -> None:
    """Import every county's households. Raises StoryError where the platform refuses a household."""

    def import_county(county: County) -> None:
        officer = Official(http, choose(accounts, post="county-officer", region=county.code))
        for families, title in ((county.registered, "贫困户名册"), (county.others, "其他农户名册")):
            if families:
                _import(officer, families, f"{county.name}{title}.xlsx")
        people = sum(len(family.members) for family in county.registered)
        say(f"      {county.name}: {len(county.registered)} 户 {people} 人")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(import_county, sorted(city, key=lambda c: -len(c.registered))))


def _import(officer: Official, families: list[Family], name: str) -> None:
    sent = officer.post(
        f"{REGISTRY}/imports",
        key=f"demo-roster-{uuid5(NAMESPACE_URL, name)}",
        files={"file": (name, roster(families), XLSX)},
        data={"document": ROSTER_DOCUMENT},
    )
    path = f"{REGISTRY}/imports/{sent['id']}"
    shown = _until(officer, path, OVER | {"preview"})
    if shown["status"] == "preview":
        officer.post(f"{path}/commit", key=f"demo-commit-{sent['id']}")
        shown = _until(officer, path, OVER)
    if shown["status"] != "done" or shown["counts"]["errors"]:
        raise StoryError(f"{name} was not entered whole: {shown['status']}, {shown['counts']}")


def _until(officer: Official, path: str, states: frozenset[str]) -> dict[str, Any]:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        shown: dict[str, Any] = officer.get(path)
        if shown["status"] in states:
            return shown
        if time.monotonic() > deadline:
            raise StoryError(f"{path} is still {shown['status']} after {PATIENCE_SECONDS:.0f} s")
        time.sleep(0.2)


def tell_handovers(http: httpx.Client, accounts: list[Account], city: list[County], say: Say) -> None:
    """Hand 100 live goslings to each of the geese households, by the clerk of its village."""
    villages: dict[str, list[Family]] = {}
    for county in city:
        for family in county.registered:
            if family.geese:
                villages.setdefault(family.village, []).append(family)

    def hand_over_in(village: str) -> None:
        clerk = Official(http, choose(accounts, post="village-clerk", region=village))
        for family in villages[village]:
            _hand_over(clerk, family)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(hand_over_in, sorted(villages)))
    say(f"      {sum(map(len, villages.values()))} 户领鹅苗，{len(villages)} 个村")


def _hand_over(clerk: Official, family: Family) -> None:
    """One hand-over; of one flock in six some died on the way and were replaced within the hundred."""
    rng = Random(f"{SEED}{family.head.id_number}")
    found = clerk.post(f"{REGISTRY}/households/lookup", json={"id_number": family.head.id_number})
    household = found["items"][0]
    signed = clerk.post(
        f"{ASSISTANCE}/files",
        data={"household_id": household["id"]},
        files={"file": ("signature.png", signature.draw(rng), "image/png")},
    )
    handover = _uuid7(HANDOVER_DAY, household["id"])
    dead = rng.choice((0, 0, 0, 0, 0, rng.randint(1, 4)))
    clerk.post(
        f"{ASSISTANCE}/handovers",
        key=f"demo-{handover}",
        json={
            "id": str(handover),
            "household_id": household["id"],
            "alive": 100,
            "dead_on_arrival": dead,
            "handed_over_on": HANDOVER_DAY.isoformat(),
            "batch_no": rng.choice(BATCHES),
            "signature_id": signed["id"],
        },
    )


def _uuid7(day: date, name: str) -> UUID:
    """A version 7 UUID of this day and name: the id that a phone would have made, the same each time."""
    milliseconds = (day - date(1970, 1, 1)).days * 86_400_000
    tail = uuid5(NAMESPACE_URL, f"demo-handover-{name}").int & ((1 << 74) - 1)
    return UUID(int=milliseconds << 80 | 7 << 76 | (tail >> 62) << 64 | 2 << 62 | tail & ((1 << 62) - 1))
