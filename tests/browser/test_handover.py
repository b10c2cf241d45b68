"""A village clerk with a phone hands over goslings, at the end of the network."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from demo.people import Family
from tests.browser.people import Official
from tests.browser.platform import Platform
from tests.browser.screens import PHONE, Inspector, Visitors, sign, sign_in

pytestmark = pytest.mark.asyncio(loop_scope="session")

HANDOVERS = "/api/assistance/v1/handovers"
SEND = "存好，下一户"


async def open_form(page: Page, platform: Platform, family: Family) -> str:
    """From the list of the village to the form of a household; answers its id."""
    await page.goto("/handovers")
    await page.get_by_role("link", name=family.head.name).click()
    await expect(page.get_by_label("活鹅（只）", exact=True)).to_be_visible()
    return platform.household(family)


async def fill(page: Page, *, alive: int) -> None:
    """Count the goslings."""
    await page.get_by_label("活鹅（只）", exact=True).fill(str(alive))
    await page.get_by_label("途中死亡（只）", exact=True).fill("0")
    await page.get_by_label("批次号").fill("YE-1801")


def on_file(platform: Platform, clerk: Official, household: str) -> list[dict[str, Any]]:
    """The hand-overs to a household that the platform has."""
    with platform.program(clerk) as asked:
        found: list[dict[str, Any]] = asked.get(HANDOVERS, household=household)["items"]
    return found


async def test_a_hundred_are_handed_over_and_not_one_more(
    platform: Platform, visitors: Visitors, inspector: Inspector
) -> None:
    clerk = platform.officials.clerk
    page = await visitors.page(clerk, PHONE)
    await page.goto("/handovers")
    await inspector.inspect(page)
    household = await open_form(page, platform, platform.families.on_file[4])
    await inspector.inspect(page)
    await fill(page, alive=101)
    await page.get_by_role("button", name=SEND).click()
    await expect(page.get_by_text("最多还可交接 100 只")).to_be_visible()
    await expect(page.get_by_text("还没有签字")).to_be_visible()
    await inspector.inspect(page)
    await fill(page, alive=100)
    await sign(page)
    await page.get_by_role("button", name=SEND).click()
    await expect(page.get_by_role("heading", name="已收到")).to_be_visible()
    await inspector.inspect(page)
    assert [one["alive"] for one in on_file(platform, clerk, household)] == [100]

    await page.goto(f"/handovers/of/{household}")
    await expect(page.get_by_text("今年已领满 100 只")).to_be_visible()


async def test_a_lost_network_loses_nothing_and_doubles_nothing(
    platform: Platform, visitors: Visitors, inspector: Inspector
) -> None:
    clerk = platform.officials.clerk
    page = await visitors.page(clerk, PHONE)
    household = await open_form(page, platform, platform.families.on_file[5])
    await fill(page, alive=100)
    await page.context.set_offline(True)
    await sign(page)
    await page.get_by_role("button", name=SEND).click()
    await expect(page.get_by_text("没有信号：先存本机，排在第 1 条")).to_be_visible()
    await inspector.inspect(page)
    assert on_file(platform, clerk, household) == []

    await page.context.set_offline(False)
    await expect(page.get_by_role("heading", name="已收到")).to_be_visible()
    assert [one["alive"] for one in on_file(platform, clerk, household)] == [100]
    await page.goto("/handovers/unsent")
    await expect(page.get_by_text("没有未发送的")).to_be_visible()
    await inspector.inspect(page)


async def test_the_answer_that_was_lost_is_one_handover(platform: Platform, visitors: Visitors) -> None:
    clerk = platform.officials.clerk
    page = await visitors.page(clerk, PHONE)
    household = await open_form(page, platform, platform.families.on_file[6])
    await fill(page, alive=60)
    await sign(page)

    async def lose(route: Any) -> None:
        # The platform has received it; the phone never hears of it.
        await route.fetch()
        await route.abort()

    await page.route(f"**{HANDOVERS}", lose, times=1)
    await page.get_by_role("button", name=SEND).click()
    await expect(page.get_by_text("没有信号：先存本机，排在第 1 条")).to_be_visible()
    await page.goto("/handovers/unsent")
    await expect(page.get_by_text("没有未发送的")).to_be_visible()
    assert [one["alive"] for one in on_file(platform, clerk, household)] == [60]


async def test_a_draft_is_unseen_by_whoever_signs_in_next(
    platform: Platform, visitors: Visitors, inspector: Inspector
) -> None:
    clerk, other = platform.officials.clerk, platform.officials.next_clerk
    page = await visitors.page(clerk, PHONE)
    household = await open_form(page, platform, platform.families.on_file[7])
    await fill(page, alive=42)
    await sign(page)
    await expect(page.get_by_text("草稿已存")).to_be_visible()
    await sign_out(page)

    await begin_work(page, other)
    await page.goto("/handovers/unsent")
    await expect(page.get_by_text("没有未发送的")).to_be_visible()
    await page.goto(f"/handovers/of/{household}")
    await expect(page.get_by_label("活鹅（只）", exact=True)).not_to_have_value("42")
    await expect(page.get_by_role("img", name="请领取人在框内签字")).to_be_visible()
    await sign_out(page)

    await begin_work(page, clerk)
    await page.goto(f"/handovers/of/{household}")
    await expect(page.get_by_label("活鹅（只）", exact=True)).to_have_value("42")
    await expect(page.get_by_role("img", name="已签字")).to_be_visible()
    await page.goto("/handovers/unsent")
    await expect(page.get_by_text("草稿没写完")).to_be_visible()
    await inspector.inspect(page)


async def begin_work(page: Page, clerk: Official) -> None:
    """Sign in by the screens, in the one post there is."""
    await sign_in(page, clerk.account, clerk.password)
    await page.get_by_role("button", name="进入").click()
    await expect(page.get_by_role("heading", name="今日")).to_be_visible()


async def sign_out(page: Page) -> None:
    """By the account's page, as on a phone."""
    await page.goto("/account")
    await page.get_by_role("button", name="退出登录").click()
    await expect(page.get_by_role("heading", name="登录", exact=True)).to_be_visible()
