"""The city's leader goes from a number to the household behind it."""

import pytest
from playwright.async_api import expect

from tests.browser.people import CITY
from tests.browser.platform import Platform
from tests.browser.screens import PHONE, Inspector, Visitors

pytestmark = pytest.mark.asyncio(loop_scope="session")

FIGURES = "/api/supervision/v1/figures"


def masked(name: str) -> str:
    """A name of three characters as lists of rows show it."""
    return f"{name[0]}*{name[2]}"


async def test_four_clicks_lead_from_the_citys_figure_to_a_household(
    platform: Platform, visitors: Visitors, inspector: Inspector
) -> None:
    leader = platform.officials.leader
    name = platform.families.on_file[0].head.name
    with platform.program(leader) as asked:
        counted = asked.get(FIGURES, region=CITY, key="poor_households")["items"][0]["numerator"]
    page = await visitors.page(leader)
    await page.goto("/")
    await page.get_by_role("link", name="看板").click()
    await expect(page.get_by_role("heading", name="看板")).to_be_visible()
    await page.get_by_role("region", name="指标").get_by_role("link", name=f"{counted} 户").click()
    way = page.locator("section").filter(has=page.get_by_role("heading", name=f"{counted} 户在哪里"))
    await expect(way).to_be_visible()
    await inspector.inspect(page)

    for click in ("安次", "落垡镇", "落垡村", masked(name)):
        await way.get_by_role("button", name=click).click()
    facts = page.get_by_role("region", name="这一行")
    await expect(facts).to_contain_text(masked(name))
    await inspector.inspect(page)
    await facts.get_by_role("link", name="打开户页").click()
    await expect(page.get_by_role("heading", name=name)).to_be_visible()
    # The leader sees who it is and not how to reach them.
    await expect(page.get_by_role("button", name="看全号")).to_have_count(0)

    await page.go_back()
    await expect(facts).to_contain_text(masked(name))


async def test_the_board_on_a_phone_and_in_english(
    platform: Platform, visitors: Visitors, inspector: Inspector
) -> None:
    name = platform.families.on_file[0].head.name
    page = await visitors.page(platform.officials.leader, PHONE)
    await page.goto("/board?figure=poor_households&at=131002100201")
    await expect(page.get_by_role("button", name=masked(name))).to_be_visible()
    await inspector.inspect(page)
    page = await visitors.page(platform.officials.leader, language="en")
    await page.goto("/board")
    await expect(page.get_by_role("heading", name="Board", exact=True)).to_be_visible()
    await inspector.inspect(page)
