"""Households over HTTP, as a county officer and others meet them."""

import pytest
import pytest_asyncio

BASE = "/api/registry/v1"
VILLAGE = "131002100200"


@pytest_asyncio.fixture
async def officer(api, api_client):
    return api_client(api, role="county-officer", region="131002")


@pytest.fixture
def form(id_number):
    """What 新登记一户 sends."""
    return {
        "region_key": VILLAGE,
        "standing": "unregistered",
        "category": "05",
        "phone": "13800001111",
        "members": [
            {"name": "李一", "id_number": id_number(), "relation": "01", "health": ["01"]},
            {"name": "李二", "id_number": id_number(), "relation": "22", "labour_skill": "01"},
        ],
        "incomes": [{"year": 2017, "wage": "1000.00", "business": "500.10", "business_cost": "100.05"}],
        "living": [{"year": 2017, "farmland": "3.50", "water_safe": True}],
    }


async def _created(officer, form):
    answer = await officer.post(f"{BASE}/households", json=form)
    assert answer.status_code == 201, answer.text
    return answer.json(), answer.headers["ETag"]


async def test_a_new_household_is_read_back_masked(officer, form):
    made, tag = await _created(officer, form)

    answer = await officer.get(f"{BASE}/households/{made['id']}")
    assert answer.headers["ETag"] == tag
    household = answer.json()
    assert household == made
    assert household["phone_masked"] == "138****1111"
    assert [one["name"] for one in household["region_path"]] == ["安次区", "落垡镇", "甲村"]
    head = household["members"][0]
    assert head["id_number_masked"] == "*" * 16 + form["members"][0]["id_number"][-2:]
    assert household["incomes"][0]["net"] == "1400.05"
    assert household["incomes"][0]["net_per_capita"] == "700.03"
    for member in form["members"]:
        assert member["id_number"] not in answer.text


async def test_a_registered_household_arises_only_by_import(officer, form):
    answer = await officer.post(f"{BASE}/households", json={**form, "standing": "registered"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/standing"


async def test_a_standing_on_file_is_a_migration_and_cites_its_document(officer, form):
    cleared = {**form, "standing": "cleared"}
    refused = await officer.post(f"{BASE}/households", json=cleared)
    assert [one["pointer"] for one in refused.json()["errors"]] == ["/document"]
    made, _ = await _created(officer, {**cleared, "document": "廊扶办〔2018〕1号"})
    assert made["origin"] == "migration"


async def test_findings_are_told_by_pointer(officer, form):
    form["members"][1]["id_number"] = form["members"][1]["id_number"][:17] + "9"
    form["members"][0]["relation"] = "10"
    answer = await officer.post(f"{BASE}/households", json=form, headers={"Accept-Language": "en"})
    pointers = {one["pointer"] for one in answer.json()["errors"]}
    assert {"/members", "/members/1/id_number"} <= pointers


async def test_a_village_of_another_county_is_no_village(officer, form):
    for village in ("131022100200", "131002999999"):
        answer = await officer.post(f"{BASE}/households", json={**form, "region_key": village})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["code"] == "village"


async def test_a_person_on_file_is_a_conflict_that_says_neither_who_nor_where(officer, form, put, registry):
    made, _ = await _created(officer, form)
    answer = await officer.post(f"{BASE}/households", json=form)
    assert answer.status_code == 409
    problem = answer.json()
    assert problem["type"] == "urn:bangfu:problem:person-on-file"
    assert made["official_no"] not in answer.text


async def test_a_repeated_key_makes_one_household(officer, form, registry):
    key = {"Idempotency-Key": "one-and-the-same"}
    first = await officer.post(f"{BASE}/households", json=form, headers=key)
    again = await officer.post(f"{BASE}/households", json=form, headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert len(await registry.behind("select 1 from household")) == 1


async def test_a_change_needs_the_present_etag(officer, form):
    made, tag = await _created(officer, form)
    url = f"{BASE}/households/{made['id']}"
    assert (await officer.patch(url, json={"group_name": "三组"})).status_code == 428
    changed = await officer.patch(url, json={"group_name": "三组"}, headers={"If-Match": tag})
    assert changed.status_code == 200, changed.text
    assert changed.json()["group_name"] == "三组"
    stale = await officer.patch(url, json={"group_name": "四组"}, headers={"If-Match": tag})
    assert stale.status_code == 412


async def test_a_dated_change_keeps_what_was_true_before(officer, put, registry):
    household = await put("王守田")
    url = f"{BASE}/households/{household}"
    tag = (await officer.get(url)).headers["ETag"]
    answer = await officer.patch(
        url,
        json={"category": "04", "effective_from": "2018-06-01", "reason": "6月起享受低保"},
        headers={"If-Match": tag},
    )
    assert answer.status_code == 200, answer.text
    assert (answer.json()["category"], answer.json()["since"]) == ("04", "2018-06-01")
    rows = await registry.behind(
        "select category, valid_from, valid_to from household_state order by valid_from"
    )
    assert [row["category"] for row in rows] == ["01", "04"]
    assert rows[0]["valid_to"] == rows[1]["valid_from"]


async def test_registration_and_exit_are_no_plain_changes(officer, put):
    registered, other = await put("王守田"), await put("李一", standing="applying", category=None)
    for household, change in (
        (registered, {"standing": "cleared"}),
        (registered, {"poverty_status": "1", "correction": True, "reason": "改"}),
        (other, {"standing": "registered", "category": "01"}),
    ):
        url = f"{BASE}/households/{household}"
        tag = (await officer.get(url)).headers["ETag"]
        answer = await officer.patch(url, json=change, headers={"If-Match": tag})
        assert answer.status_code == 422, change


async def test_a_correction_gives_a_reason_and_leaves_a_version(officer, put, registry):
    household = await put("王守田", "王小田")
    url = f"{BASE}/households/{household}"
    read = await officer.get(url)
    child = next(one for one in read.json()["members"] if one["relation"] != "01")
    member = f"{url}/members/{child['id']}"
    tag = {"If-Match": read.headers["ETag"]}
    assert (await officer.patch(member, json={"name": "王晓田"}, headers=tag)).status_code == 422
    assert (
        await officer.patch(member, json={"name": "王晓田", "correction": True}, headers=tag)
    ).status_code == 422
    answer = await officer.patch(
        member, json={"name": "王晓田", "correction": True, "reason": "录入错字"}, headers=tag
    )
    assert answer.status_code == 200, answer.text
    assert "王晓田" in answer.text
    [version] = await registry.behind("select name, j_end from member_version")
    assert version["name"] == "王小田"
    [entry] = await registry.behind("select * from journal where id = $1", version["j_end"])
    assert (entry["operation"], entry["reason"]) == ("member.update", "录入错字")


async def test_a_member_joins_and_leaves(officer, put, id_number, registry):
    household = await put("王守田")
    url = f"{BASE}/households/{household}"
    tag = (await officer.get(url)).headers["ETag"]
    joined = await officer.post(
        f"{url}/members",
        json={
            "name": "赵新娘",
            "id_number": id_number(gender="2"),
            "relation": "12",
            "joined_on": "2018-05-01",
            "join_reason": "marriage",
        },
        headers={"If-Match": tag},
    )
    assert joined.status_code == 201, joined.text
    wife = next(one for one in joined.json()["members"] if one["relation"] == "12")
    left = await officer.post(
        f"{url}/members/{wife['id']}/leave",
        json={"left_on": "2018-08-01", "leave_reason": "other"},
        headers={"If-Match": joined.headers["ETag"]},
    )
    assert left.status_code == 200, left.text
    assert [one["id"] for one in left.json()["former_members"]] == [wife["id"]]
    [claim] = await registry.behind(
        "select household_id from identity_claim where person_id = $1", wife["person_id"]
    )
    assert claim["household_id"] is None


async def test_the_head_leaves_and_another_becomes_head(officer, put):
    household = await put("王守田", "王大田", "王小田")
    url = f"{BASE}/households/{household}"
    read = await officer.get(url)
    head, eldest, second = read.json()["members"]
    tag = {"If-Match": read.headers["ETag"]}
    leave = f"{url}/members/{head['id']}/leave"
    body = {"left_on": "2018-09-01", "leave_reason": "death"}
    refused = await officer.post(leave, json=body, headers=tag)
    assert refused.json()["errors"][0]["pointer"] == "/new_head"
    body["new_head"] = {
        "member_id": eldest["id"],
        "relations": [{"member_id": second["id"], "relation": "73"}],
    }
    answer = await officer.post(leave, json=body, headers=tag)
    assert answer.status_code == 200, answer.text
    assert {one["id"]: one["relation"] for one in answer.json()["members"]} == {
        eldest["id"]: "01",
        second["id"]: "73",
    }


async def test_the_last_member_leaves_the_household_extinct(officer, put):
    household = await put("王守田")
    url = f"{BASE}/households/{household}"
    read = await officer.get(url)
    [head] = read.json()["members"]
    answer = await officer.post(
        f"{url}/members/{head['id']}/leave",
        json={"left_on": "2018-09-01", "leave_reason": "death"},
        headers={"If-Match": read.headers["ETag"]},
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["standing"] == "extinct"


async def test_a_voided_household_frees_its_people_and_takes_no_change(officer, form):
    made, tag = await _created(officer, form)
    url = f"{BASE}/households/{made['id']}"
    voided = await officer.post(f"{url}/void", json={"reason": "重复登记"}, headers={"If-Match": tag})
    assert voided.status_code == 200, voided.text
    assert voided.json()["void_reason"] == "重复登记"
    refused = await officer.patch(
        url, json={"group_name": "二组"}, headers={"If-Match": voided.headers["ETag"]}
    )
    assert refused.status_code == 409
    again, _ = await _created(officer, form)
    assert again["official_no"] != made["official_no"]


async def test_yearly_sheets_are_written_whole(officer, put):
    household = await put("王守田")
    url = f"{BASE}/households/{household}"
    tag = (await officer.get(url)).headers["ETag"]
    written = await officer.put(
        f"{url}/incomes/2018", json={"wage": "1200.00", "dibao": "8208.00"}, headers={"If-Match": tag}
    )
    assert written.status_code == 200, written.text
    assert written.json()["incomes"][0]["transfer"] == "8208.00"
    again = await officer.put(
        f"{url}/incomes/2018", json={"wage": "300.00"}, headers={"If-Match": written.headers["ETag"]}
    )
    assert again.json()["incomes"][0]["total"] == "300.00"
    living = await officer.put(
        f"{url}/living/2018",
        json={"dangerous_house": True},
        headers={"If-Match": again.headers["ETag"]},
    )
    assert [one["pointer"] for one in living.json()["errors"]] == ["/danger_grade"]


async def test_revealing_needs_a_reason_and_is_journalled(officer, form, registry):
    made, _ = await _created(officer, form)
    url = f"{BASE}/households/{made['id']}/reveal"
    assert (await officer.post(url, json={"field": "phone", "reason": ""})).status_code == 422
    answer = await officer.post(url, json={"field": "phone", "reason": "通知领取鹅苗"})
    assert answer.json()["value"] == "13800001111"
    [entry] = await registry.behind("select * from journal where operation = 'household.reveal'")
    assert entry["reason"] == "通知领取鹅苗"
    assert str(entry["subject"]) == made["id"]
    assert "13800001111" not in str(dict(entry))


async def test_an_exact_number_finds_the_household_in_scope_only(officer, form, api, api_client):
    made, _ = await _created(officer, form)
    body = {"id_number": form["members"][1]["id_number"]}
    found = await officer.post(f"{BASE}/households/lookup", json=body)
    assert [one["id"] for one in found.json()["items"]] == [made["id"]]
    sibling = api_client(api, role="county-officer", region="131022")
    assert (await sibling.post(f"{BASE}/households/lookup", json=body)).json()["items"] == []


@pytest.mark.parametrize("region", ["131022", "131022100", "131002101", "131002100201"])
async def test_out_of_scope_reads_like_absent(officer, form, api, api_client, region, id_number):
    made, tag = await _created(officer, form)
    sibling = api_client(api, role="county-officer", region=region)
    url = f"{BASE}/households/{made['id']}"
    member = made["members"][0]["id"]
    match = {"If-Match": tag}
    answers = [
        await sibling.get(url),
        await sibling.patch(url, json={"group_name": "一"}, headers=match),
        await sibling.post(f"{url}/void", json={"reason": "试"}, headers=match),
        await sibling.post(f"{url}/reveal", json={"field": "phone", "reason": "试试"}),
        await sibling.put(f"{url}/incomes/2018", json={}, headers=match),
        await sibling.put(f"{url}/living/2018", json={}, headers=match),
        await sibling.put(f"{url}/head", json={"member_id": member, "reason": "试"}, headers=match),
        await sibling.patch(f"{url}/members/{member}", json={"dibao": True}, headers=match),
        await sibling.post(
            f"{url}/members/{member}/leave",
            json={"left_on": "2018-09-01", "leave_reason": "death"},
            headers=match,
        ),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert {answer.json()["type"] for answer in answers} == {"urn:bangfu:problem:no-such-household"}


async def test_a_village_clerk_reads_and_does_not_write(form, officer, api, api_client):
    made, tag = await _created(officer, form)
    clerk = api_client(api, role="village-clerk", region=VILLAGE)
    url = f"{BASE}/households/{made['id']}"
    assert (await clerk.get(url)).status_code == 200
    refused = await clerk.patch(url, json={"group_name": "一"}, headers={"If-Match": tag})
    assert refused.status_code == 403
    assert (await clerk.post(f"{BASE}/households", json=form)).status_code == 403


async def test_unknown_fields_are_refused(officer, form):
    answer = await officer.post(f"{BASE}/households", json={**form, "is_poor_village": True})
    assert answer.status_code == 422
