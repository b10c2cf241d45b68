"""Lists, search, paging, counts and exports of households."""

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
import pytest_asyncio

from registry_api.households import bulk
from registry_api.households.drafts import IncomeDraft

BASE = "/api/registry/v1/households"


@pytest_asyncio.fixture
async def officer(api, api_client):
    return api_client(api, role="county-officer", region="131002")


@pytest_asyncio.fixture
async def villages(put):
    """A few households in three villages of one county and one of another."""
    await put("王守田", "王小田", labour="01")
    await put("曾广才", labour="04", region_key="131002100201")
    await put("王守才", region_key="131002101200", primary_cause="02")
    await put("李欧阳", region_key="131002101200", standing="applying", category=None)
    await put("王守田", region_key="131022100200")


async def _names(client, **query):
    answer = await client.get(BASE, params=query)
    assert answer.status_code == 200, answer.text
    return [row["head_name"] for row in answer.json()["items"]]


async def test_a_list_shows_one_s_own_region_only(officer, villages, api, api_client):
    assert await _names(officer) == ["王守田", "曾广才", "王守才", "李欧阳"]
    township = api_client(api, role="township-reviewer", region="131002101")
    assert await _names(township) == ["王守才", "李欧阳"]
    assert await _names(township, region="1310") == ["王守才", "李欧阳"]
    city = api_client(api, role="city-officer", region="1310")
    assert len(await _names(city)) == 5


async def test_a_row_is_masked_and_labelled(officer, villages):
    [row] = (await officer.get(BASE, params={"q": "王小"})).json()["items"]
    assert row["head_name"] == "王守田"
    assert (row["township"], row["village"], row["persons"]) == ("落垡镇", "甲村", 2)
    assert row["head_age"] == 58
    assert row["id_number_masked"].startswith("****************")


async def test_two_characters_inside_a_name_are_enough(officer, villages):
    assert await _names(officer, q="守田") == ["王守田"]
    assert await _names(officer, q="王守") == ["王守田", "王守才"]
    assert await _names(officer, q="欧阳") == ["李欧阳"]
    assert await _names(officer, q="守欧") == []
    assert (await officer.get(BASE, params={"q": "王"})).status_code == 422


async def test_a_number_is_found_by_its_beginning(officer, villages):
    assert await _names(officer, q="13100200000002") == ["曾广才"]
    assert len(await _names(officer, q="131002")) == 4
    assert (await officer.get(BASE, params={"q": "1310"})).status_code == 422


async def test_an_identity_number_never_stands_in_a_url(officer, villages, id_number):
    answer = await officer.get(BASE, params={"q": id_number()})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "identity_number"


async def test_filters_narrow_the_list(officer, villages):
    assert await _names(officer, standing="applying") == ["李欧阳"]
    assert await _names(officer, standing=["applying", "registered"], cause="02") == ["王守才"]
    assert await _names(officer, labour="none") == ["曾广才"]
    assert await _names(officer, labour="some") == ["王守田"]
    assert await _names(officer, region="131002100") == ["王守田", "曾广才"]
    assert await _names(officer, voided="true") == []


async def test_names_sort_by_pinyin(officer, villages):
    assert await _names(officer, sort="name") == ["李欧阳", "王守才", "王守田", "曾广才"]


@pytest.mark.parametrize("sort", ["village", "name", "income", "-income", "-persons", "-created_on"])
async def test_pages_follow_each_other_without_gap_or_double(officer, villages, sort):
    whole = await _names(officer, sort=sort)
    seen, after = [], {}
    while True:
        page = (await officer.get(BASE, params={"sort": sort, "limit": 1, **after})).json()
        seen += [row["head_name"] for row in page["items"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert seen == whole


async def test_a_cursor_of_another_order_is_refused(officer, villages):
    page = (await officer.get(BASE, params={"sort": "name", "limit": 1})).json()
    answer = await officer.get(BASE, params={"sort": "income", "after": page["next"]})
    assert answer.status_code == 400


async def test_totals_come_from_the_figures_or_are_counted(officer, villages):
    async def total(**query):
        page = (await officer.get(BASE, params=query)).json()
        return page["total"], page["total_capped"]

    assert await total(standing="registered") == (3, False)
    assert await total(standing="registered", limit=1) == (3, False)
    assert await total(standing="registered", region="131002100", limit=1) == (2, False)
    assert await total(limit=1) == (4, False)
    assert await total(q="王守", limit=1) == (2, False)


async def test_income_sorts_with_the_unknown_last(officer, registry, family):
    rich = replace(family("甲富"), incomes=(IncomeDraft(year=2017, wage=Decimal(5000)),))
    poor = replace(family("乙贫"), incomes=(IncomeDraft(year=2017, business_cost=Decimal(10)),))
    async with registry.write("1310") as tx:
        await bulk.register_many(tx, registry.keyring, [rich, family("丙未知"), poor])
    assert await _names(officer, sort="income") == ["乙贫", "甲富", "丙未知"]
    assert await _names(officer, sort="-income") == ["甲富", "乙贫", "丙未知"]


async def test_an_export_holds_what_is_shown_masked(officer, villages, registry):
    answer = await officer.get(
        f"{BASE}/export", params={"format": "xlsx", "columns": ["head_name", "official_no", "persons"]}
    )
    assert answer.status_code == 200, answer.text
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("户主", "户编号", "人口")
    assert rows[1] == ("王*田", "13100200000001", 2)
    assert len(rows) == 5
    [entry] = await registry.behind("select details from journal where operation = 'household.export'")
    assert '"rows": 4' in entry["details"]


async def test_an_export_is_safe_from_formulas(officer, put):
    await put("甲乙", group_name='=HYPERLINK("http://x")')
    answer = await officer.get(f"{BASE}/export", params={"format": "csv", "columns": "group_name"})
    assert answer.content.decode("utf-8-sig").splitlines()[1].startswith("\"'=HYPERLINK")
    book = await officer.get(f"{BASE}/export", params={"format": "xlsx", "columns": "group_name"})
    cell = openpyxl.load_workbook(io.BytesIO(book.content)).active["A2"]
    assert (cell.data_type, cell.value) == ("s", '\'=HYPERLINK("http://x")')
