"""The history of a household: who, when, why, and what changed."""

import pytest_asyncio

BASE = "/api/registry/v1/households"


@pytest_asyncio.fixture
async def officer(api, api_client):
    return api_client(api, role="county-officer", region="131002", name="刘文清")


async def _history(officer, household):
    answer = await officer.get(f"{BASE}/{household}/history")
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def test_each_write_is_one_entry_with_its_changes(officer, put):
    household = await put("王守田", "王小田", phone="13800001111")
    url = f"{BASE}/{household}"
    tag = (await officer.get(url)).headers["ETag"]
    changed = await officer.patch(
        url,
        json={
            "category": "04",
            "phone": "13900002222",
            "effective_from": "2018-06-01",
            "reason": "享受低保",
        },
        headers={"If-Match": tag},
    )
    assert changed.status_code == 200, changed.text
    await officer.post(f"{url}/reveal", json={"field": "phone", "reason": "通知领鹅苗"})

    revealed, change, made = await _history(officer, household)
    assert (revealed["operation"], revealed["reason"], revealed["changes"]) == (
        "household.reveal",
        "通知领鹅苗",
        [],
    )
    assert revealed["details"] == {"field": "phone"}
    assert (change["actor"], change["role"], change["reason"]) == ("刘文清", "county-officer", "享受低保")
    assert {one["field"]: (one["before"], one["after"], one["protected"]) for one in change["changes"]} == {
        "category": ("01", "04", False),
        "phone": (None, None, True),
    }
    assert made["changes"] == []
    assert "13900002222" not in str(change)


async def test_a_member_s_facts_are_told_with_the_name(officer, put):
    household = await put("王守田", "王小田")
    url = f"{BASE}/{household}"
    read = await officer.get(url)
    child = next(one for one in read.json()["members"] if one["relation"] != "01")
    answer = await officer.patch(
        f"{url}/members/{child['id']}",
        json={"labour_skill": "05", "dibao": True},
        headers={"If-Match": read.headers["ETag"]},
    )
    assert answer.status_code == 200, answer.text
    [change, _] = await _history(officer, household)
    assert {(one["subject"], one["field"], one["before"], one["after"]) for one in change["changes"]} == {
        ("王小田", "labour_skill", None, "05"),
        ("王小田", "dibao", None, "true"),
    }


async def test_out_of_scope_has_no_history(put, api, api_client):
    household = await put("王守田")
    sibling = api_client(api, role="county-officer", region="131022")
    assert (await sibling.get(f"{BASE}/{household}/history")).status_code == 404
