"""What people do with the platform, through its API: register, import, sign for, hand over."""

import os
from typing import Any
from uuid import UUID

import httpx

from kit.ids import uuid7
from tests.plugins import people
from tests.plugins.city import City, Official, until

REGISTRY, ASSISTANCE, SUPERVISION = "/api/registry/v1", "/api/assistance/v1", "/api/supervision/v1"
Answer = dict[str, Any]


def officer(city: City, village: str, *, person: UUID | None = None, language: str = "zh") -> Official:
    """An officer of the village's county."""
    return city.official("county-officer", village[:6], person=person, language=language)


def clerk(city: City, village: str, *, language: str = "zh") -> Official:
    """The village's clerk."""
    return city.official("village-clerk", village, language=language)


def done(answer: httpx.Response) -> Answer:
    """The JSON of a request that must have gone through."""
    assert answer.is_success, answer.text
    told: Answer = answer.json()
    return told


async def register(city: City, village: str, **facts: Any) -> Answer:
    """A new unregistered household."""
    form = people.household(village, **facts)
    return done(await officer(city, village).post(f"{REGISTRY}/households", json=form))


async def household(city: City, household_id: str) -> tuple[Answer, str]:
    """A household as the city reads it, and its ETag."""
    answer = await city.official("city-officer", "1310").get(f"{REGISTRY}/households/{household_id}")
    return done(answer), answer.headers["ETag"]


async def send_roster(by: Official, data: bytes, name: str = "名册.csv", **form: str) -> Answer:
    """Send a roster and wait until it is read: the import."""
    sent = await by.post(f"{REGISTRY}/imports", files={"file": (name, data, "text/csv")}, data=form)
    return await settled(by, done(sent)["id"])


async def settled(by: Official, import_id: str) -> Answer:
    """The import, once the worker has done with it."""
    shown: Answer = {}

    async def rests() -> bool:
        nonlocal shown
        shown = done(await by.get(f"{REGISTRY}/imports/{import_id}"))
        return shown["status"] not in ("reading", "committing")

    await until(rests, f"the import does not settle: {shown}")
    return shown


async def write_roster(by: Official, data: bytes, name: str = "名册.csv", **form: str) -> Answer:
    """Send a roster and write what can be written: the import."""
    shown = await send_roster(by, data, name, **form)
    assert shown["status"] == "preview", shown
    done(await by.post(f"{REGISTRY}/imports/{shown['id']}/commit"))
    return await settled(by, shown["id"])


async def sign(by: Official, household_id: str, picture: bytes | None = None) -> Answer:
    """A signature of a household that the assistance knows."""
    picture = picture or people.drawing(os.urandom(8))
    files = {"file": ("signature.png", picture, "image/png")}
    return done(await by.post(f"{ASSISTANCE}/files", files=files, data={"household_id": household_id}))


def handover(household_id: str, signature_id: str, **facts: Any) -> Answer:
    """The form of a hand-over."""
    return {
        "id": str(uuid7()), "household_id": household_id, "alive": 1, "dead_on_arrival": 0,
        "handed_over_on": "2018-04-09", "batch_no": "YE-1804", "signature_id": signature_id, **facts,
    }  # fmt: skip


async def hand_over(by: Official, household_id: str, **facts: Any) -> Answer:
    """Goslings handed over and signed for."""
    signature = await sign(by, household_id)
    form = handover(household_id, signature["id"], **facts)
    return done(await by.post(f"{ASSISTANCE}/handovers", json=form))
