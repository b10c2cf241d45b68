"""A household's income held against the line that holds where it lives, on the day of looking."""

from datetime import date
from decimal import Decimal

import pytest
import pytest_asyncio

from kit import parameters
from kit.clock import stand_on
from registry_api.households.drafts import IncomeDraft
from registry_api.households.poverty_line import POVERTY_LINE

BASE = "/api/registry/v1/households"


@pytest_asyncio.fixture
async def officer(api, api_client):
    return api_client(api, role="county-officer", region="131002")


@pytest.fixture
def earning(put):
    """`await earning("4712.50", year=2018)`: a household of one with that net income."""

    async def make(net, year=2018, **facts):
        sheet = IncomeDraft(year=year, wage=Decimal(net), persons=1)
        return await put("王守田", incomes=(sheet,), **facts)

    return make


async def _line(officer, household):
    return (await officer.get(f"{BASE}/{household}")).json()["poverty_line"]


async def test_the_page_says_line_and_difference(officer, earning):
    above, below = await earning("4712.50"), await earning("3018.66", year=2017)
    assert await _line(officer, above) == {
        "amount": "3300.00",
        "since": "2018-01-01",
        "document": "平台初始值，待市扶贫办发文确认：河北省 2018 年脱贫工作线",
        "income_year": 2018,
        "net_per_capita": "4712.50",
        "difference": "1412.50",
    }
    # Last year's income, this year's line: the day of looking decides, and the answer names both.
    line = await _line(officer, below)
    assert (line["income_year"], line["since"], line["difference"]) == (2017, "2018-01-01", "-281.34")


async def test_without_an_income_there_is_a_line_and_no_difference(officer, put):
    line = await _line(officer, await put("王守田"))
    assert (line["amount"], line["income_year"], line["difference"]) == ("3300.00", None, None)


async def test_rows_carry_the_line_of_their_region(officer, earning, put, registry):
    await earning("4712.50")
    await earning("3018.66", region_key="131002101200")
    await put("王守田", region_key="131002101200")
    async with registry.write("1310") as tx:
        await parameters.put(tx, POVERTY_LINE, "131002101", date(2018, 3, 1), "3000.00", "试验")
    rows = (await officer.get(BASE)).json()["items"]
    assert [(row["poverty_line"], row["line_difference"]) for row in rows] == [
        ("3300.00", "1412.50"),
        ("3000.00", "18.66"),
        ("3000.00", None),
    ]


async def test_an_earlier_day_has_its_own_line(officer, earning, registry, api, tmp_path):
    household = await earning("3018.66", year=2017)
    stand_on(tmp_path / "clock.json", date(2017, 12, 31))
    assert (await _line(officer, household))["amount"] == "2952.00"
    [row] = (await officer.get(BASE)).json()["items"]
    assert (row["poverty_line"], row["line_difference"]) == ("2952.00", "66.66")


async def test_before_there_was_a_line_none_is_made_up(officer, earning, tmp_path):
    household = await earning("3018.66", year=2016)
    stand_on(tmp_path / "clock.json", date(2016, 12, 31))
    assert await _line(officer, household) is None
    [row] = (await officer.get(BASE)).json()["items"]
    assert (row["poverty_line"], row["line_difference"]) == (None, None)


async def test_the_line_is_exported_as_shown(officer, earning):
    await earning("3018.66")
    answer = await officer.get(
        f"{BASE}/export", params={"format": "csv", "columns": ["poverty_line", "line_difference"]}
    )
    assert answer.content.decode("utf-8-sig").splitlines()[1] == "3300.00,-281.34"
