"""An officer of one county meets nothing of another, whatever they ask."""

from collections.abc import Iterator
from typing import Any

import httpx

from demo.places import read_city, read_places
from launcher import accounts
from launcher.show.checks import Check, Context, Shown
from launcher.show.own import signed_in

HOME, OTHER = "131002", "131025"
REGISTRY, ASSISTANCE, SUPERVISION = "/api/registry/v1", "/api/assistance/v1", "/api/supervision/v1"
ABSENT = "00000000-0000-7000-8000-000000000000"
PAGE = 100


def _run(context: Context) -> Iterator[Shown]:
    with (
        signed_in(context.standing, "county-officer", HOME) as officer,
        signed_in(context.standing, "county-officer", OTHER) as neighbour,
    ):
        theirs = _households(neighbour)
        numbers = {row["official_no"] for row in theirs}
        own = _households(officer)
        yield _none(
            "list: rows of another county",
            [row for row in own if not row["region_key"].startswith(HOME)],
            of=len(own),
        )
        yield _none("list filtered by the other county", _households(officer, region=OTHER))
        sample = theirs[:: max(1, len(theirs) // 20)]
        found = [row for row in sample for row in _households(officer, q=row["official_no"])]
        yield _none("search by official number of another county", found, of=len(sample))
        same_name = [
            row
            for other in sample
            for row in _households(officer, q=other["head_name"])
            if not row["region_key"].startswith(HOME)
        ]
        yield _none("search by name of another county", same_name, of=len(sample))
        yield _none("exact ID numbers of another county", list(_looked_up(officer)), of=20)
        exported = officer.get(f"{REGISTRY}/households/export", params={"format": "csv"})
        text = exported.content.decode("utf-8-sig", errors="replace")
        yield _none(
            "export: numbers of another county",
            [number for number in numbers if number in text],
            of=text.count("\n"),
        )
        yield from _like_absent(officer, neighbour, theirs[0]["id"])
        for path in (f"{REGISTRY}/events", f"{REGISTRY}/snapshot"):
            refused = officer.get(path, params={"limit": 1})
            yield Shown(f"feed {path}", "403", str(refused.status_code), refused.status_code == 403)


def _households(http: httpx.Client, **filters: str) -> list[dict[str, Any]]:
    """Every page of the list; nothing when the platform refuses the filter as out of scope."""
    found: list[dict[str, Any]] = []
    parameters = {"limit": str(PAGE), **filters}
    while True:
        answer = http.get(f"{REGISTRY}/households", params=parameters)
        if answer.status_code == httpx.codes.NOT_FOUND:
            return found
        answer.raise_for_status()
        page = answer.json()
        found += page["items"]
        if not page["next"]:
            return found
        parameters["after"] = page["next"]


def _looked_up(http: httpx.Client) -> Iterator[dict[str, Any]]:
    """What exact ID numbers of the other county's heads find; the demonstration knows its own."""
    city = read_city(read_places())
    county = next(county for county in city if county.code == OTHER)
    for family in county.registered[:20]:
        answer = http.post(f"{REGISTRY}/households/lookup", json={"id_number": family.head.id_number})
        if answer.status_code == httpx.codes.OK:
            yield from answer.json()["items"]


def _like_absent(officer: httpx.Client, neighbour: httpx.Client, household: str) -> Iterator[Shown]:
    """Each address of another county answers 404 in the very words of one that does not exist."""
    handovers = neighbour.get(f"{ASSISTANCE}/handovers", params={"region": OTHER, "limit": 1}).json()["items"]
    imports = neighbour.get(f"{REGISTRY}/imports", params={"limit": 1}).json()["items"]
    pairs = [
        ("household", f"{REGISTRY}/households/{{}}", household),
        ("history", f"{REGISTRY}/households/{{}}/history", household),
        *(("import", f"{REGISTRY}/imports/{{}}", one["id"]) for one in imports),
        *(("hand-over", f"{ASSISTANCE}/handovers/{{}}", one["id"]) for one in handovers),
    ]
    for what, path, there in pairs:
        foreign, absent = officer.get(path.format(there)), officer.get(path.format(ABSENT))
        same = foreign.status_code == 404 and _words(foreign) == _words(absent)
        got = f"{foreign.status_code}, {'the same words' if same else accounts.reason(foreign)}"
        yield Shown(f"{what} of another county", "404 as if absent", got, same)
    figures = f"{SUPERVISION}/figures"
    foreign = officer.get(figures, params={"region": OTHER, "key": "poor_households"})
    absent = officer.get(figures, params={"region": "139999", "key": "poor_households"})
    same = foreign.status_code == 404 and _words(foreign) == _words(absent)
    yield Shown("figures of another county", "404 as if absent", str(foreign.status_code), same)


def _words(answer: httpx.Response) -> dict[str, Any]:
    """A problem without what differs from request to request."""
    told: dict[str, Any] = answer.json()
    return {name: told.get(name) for name in ("type", "title", "detail", "todo", "status")}


def _none(what: str, found: list[Any], *, of: int | None = None) -> Shown:
    among = "" if of is None else f" of {of}"
    return Shown(what, "0", f"{len(found)}{among}", not found)


CHECK = Check("scope of a county", _run)
