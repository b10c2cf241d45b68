"""What the registry's figures count, day by day, on real PostgreSQL."""

from dataclasses import replace
from datetime import date

import pytest_asyncio

from kit import counted
from kit.counted.recount import recount
from kit.db import Database
from registry_api.figures.indicators import INDICATORS
from registry_api.households import bulk

KEYS = ["households", "persons", "no_labour_households", "no_labour_persons", "net_households", "net_persons"]


@pytest_asyncio.fixture
async def figures(registry):
    """`await figures(day, region)`: the six numbers."""

    async def ask(day=registry.clock.day, region="1310"):
        async with registry.read("1310") as tx:
            found = await counted.figures(tx, INDICATORS, region, day)
        return [figure.numerator for figure in found]

    return ask


def _members(draft, **facts):
    return replace(draft, members=tuple(replace(one, **facts) for one in draft.members))


async def _register(registry, *drafts):
    async with registry.write("1310") as tx:
        outcomes = await bulk.register_many(tx, registry.keyring, list(drafts))
    return [outcome.household_id for outcome in outcomes]


async def test_only_registered_households_count(registry, family, figures):
    await _register(
        registry,
        family("甲一", "甲二"),
        family("乙一", standing="cleared"),
        family("丙一", standing="exited_earlier", region_key="131022100200"),
    )
    assert await figures() == [1, 2, 0, 0, 0, 0]
    assert await figures(region="131022") == [0, 0, 0, 0, 0, 0]
    assert await figures(day=date(2017, 12, 31)) == [0, 0, 0, 0, 0, 0]


async def test_no_labour_means_every_member(registry, family, figures):
    mixed = family("甲一", "甲二", labour="04")
    mixed = replace(mixed, members=(mixed.members[0], replace(mixed.members[1], labour_skill="05")))
    await _register(registry, mixed, family("乙一", "乙二", labour="03"), family("丙一"))
    assert await figures() == [3, 5, 1, 2, 0, 0]


async def test_the_safety_net_counts_persons_themselves_assured(registry, family, figures):
    both = _members(family("甲一", "甲二", labour="04"), dibao=True)
    half = family("乙一", "乙二", labour="04")
    half = replace(half, members=(replace(half.members[0], tekun=True), half.members[1]))
    able = _members(family("丙一", labour="01"), dibao=True)
    await _register(registry, both, half, able)
    assert await figures() == [3, 5, 2, 4, 2, 3]


async def test_changes_move_the_figures_from_their_day_on(registry, family, figures, api, api_client):
    [household] = await _register(registry, family("甲一", "甲二", labour="04"))
    officer = api_client(api, role="county-officer", region="131002")
    url = f"/api/registry/v1/households/{household}"
    read = await officer.get(url)
    other = next(one for one in read.json()["members"] if one["relation"] != "01")
    changed = await officer.patch(
        f"{url}/members/{other['id']}",
        json={"labour_skill": "01", "effective_from": "2018-06-01", "reason": "恢复劳动能力"},
        headers={"If-Match": read.headers["ETag"]},
    )
    assert changed.status_code == 200, changed.text
    assert await figures(day=date(2018, 5, 31)) == [1, 2, 1, 2, 0, 0]
    assert await figures(day=date(2018, 6, 1)) == [1, 2, 0, 0, 0, 0]
    left = await officer.post(
        f"{url}/members/{other['id']}/leave",
        json={"left_on": "2018-08-01", "leave_reason": "marriage"},
        headers={"If-Match": changed.headers["ETag"]},
    )
    assert left.status_code == 200, left.text
    assert await figures() == [1, 1, 1, 1, 0, 0]
    voided = await officer.post(
        f"{url}/void", json={"reason": "重复"}, headers={"If-Match": left.headers["ETag"]}
    )
    assert voided.status_code == 200, voided.text
    assert await figures() == [0, 0, 0, 0, 0, 0]
    worker = await Database.open(registry.dsn.worker, clock=registry.clock)
    try:
        assert await recount(worker) == []
    finally:
        await worker.close()


async def test_rows_open_masked_and_within_scope(registry, family, api, api_client):
    [household, _] = await _register(
        registry, family("王守田", "王小田"), family("丁大山", region_key="131022100200")
    )
    officer = api_client(api, role="county-officer", region="131002")
    base = "/api/registry/v1/figures"
    figures = (await officer.get(base, params={"region": "131002"})).json()["items"]
    assert [one["key"] for one in figures][:2] == ["poor_households", "poor_persons"]
    assert [one["numerator"] for one in figures][:2] == ["1", "2"]
    rows = (await officer.get(f"{base}/poor_persons/rows", params={"region": "131002"})).json()["items"]
    assert {row["household_id"] for row in rows} == {str(household)}
    assert {row["label"]["name"] for row in rows} == {"王*田"}
    assert (await officer.get(base, params={"region": "131022"})).status_code == 404
    children = await officer.get(f"{base}/poor_households/children", params={"region": "131002"})
    assert [(one["region"], one["numerator"]) for one in children.json()["items"]] == [
        ("131002100", "1"),
        ("131002101", "0"),
    ]
