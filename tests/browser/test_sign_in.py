"""The way in: the first sign-in, the choice of a post, the keyboard alone."""

from datetime import date

import pytest
from playwright.async_api import Page, expect

from demo.identity import IdentityNumbers
from tests.browser.platform import Platform
from tests.browser.screens import DESK, PHONE, Inspector, Visitors, sign_in

pytestmark = pytest.mark.asyncio(loop_scope="session")

NEW_PASSWORD = "Qiu-shou-2018"


async def test_the_first_administrator_claims_the_account_and_changes_the_password(
    platform: Platform, visitors: Visitors, inspector: Inspector
) -> None:
    page = await visitors.page()
    await page.goto("/")
    await inspector.inspect(page)
    await sign_in(page, "sysadmin", platform.first_passwords["sysadmin"])

    await expect(page.get_by_role("heading", name="先认定是您本人")).to_be_visible()
    await inspector.inspect(page)
    number = IdentityNumbers().issue("131002", date(1980, 5, 17), male=True)
    proof = page.get_by_label("身份证号")
    await proof.fill(number[:-1] + ("1" if number[-1] == "0" else "0"))
    await page.get_by_role("button", name="认定").click()
    await expect(page.get_by_text("校验位不对")).to_be_visible()
    await proof.fill(number)
    await page.get_by_role("button", name="认定").click()

    await expect(page.get_by_role("heading", name="先改一个自己的密码")).to_be_visible()
    await inspector.inspect(page)
    await page.get_by_label("现在的密码").fill(platform.first_passwords["sysadmin"])
    await page.get_by_label("新密码", exact=True).fill(NEW_PASSWORD)
    await page.get_by_label("再写一次新密码").fill(NEW_PASSWORD)
    await page.get_by_role("button", name="改密码").click()

    await expect(page.get_by_role("radio", name="系统管理员")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("这个职务看不到农户")).to_be_visible()
    await expect(page.get_by_role("link", name="贫困户")).to_have_count(0)
    await inspector.inspect(page)


async def test_an_officer_with_two_posts_chooses_one(
    platform: Platform, visitors: Visitors, inspector: Inspector
) -> None:
    officer = platform.officials.county
    for size in (PHONE, DESK):
        page = await visitors.page(size=size)
        await page.goto("/")
        await sign_in(page, officer.account, "not-the-password")
        await expect(page.get_by_role("alert")).to_be_visible()
        await page.get_by_label("密码").fill(officer.password)
        await page.get_by_role("button", name="登录").click()
        await expect(page.get_by_role("heading", name="今天以哪个职务办事")).to_be_visible()
        await inspector.inspect(page)
        await page.get_by_role("radio", name="安次区扶贫办主任").click()
        await page.get_by_role("button", name="进入").click()
        await expect(page.get_by_role("heading", name="今日")).to_be_visible()
        await inspector.inspect(page)


async def test_the_keyboard_alone_leads_to_a_household(
    platform: Platform, visitors: Visitors, families: list[str]
) -> None:
    officer = platform.officials.county
    page = await visitors.page()
    await page.goto("/")
    await expect(page.get_by_label("账号")).to_be_focused()
    await page.keyboard.type(officer.account)
    await page.keyboard.press("Tab")
    await page.keyboard.type(officer.password)
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("radio").first).to_be_focused()
    number = await number_of(page, "安次区扶贫办主任")
    await page.keyboard.press(number)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="今日")).to_be_visible()

    await page.keyboard.press("/")
    await expect(page.get_by_role("combobox", name="全平台查找")).to_be_focused()
    await page.keyboard.type(families[0])
    await expect(page.get_by_role("option", name=f"在贫困户中找“{families[0]}”")).to_be_attached()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="贫困户")).to_be_visible()
    await expect(page.get_by_role("row", name=families[0])).to_be_visible()

    await tab_to(page, "tr")
    await expect(page.get_by_role("row", name=families[0])).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name=families[0])).to_be_visible()
    await tab_to(page, "[role=tab]")
    await page.keyboard.press("End")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("tab", name="变更史")).to_have_attribute("aria-selected", "true")
    await expect(page.get_by_role("tabpanel").get_by_text("名册导入")).to_be_visible()


async def number_of(page: Page, title: str) -> str:
    """The number key of a post."""
    return (await page.get_by_role("radio", name=title).locator("kbd").inner_text()).strip()


async def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something of this kind has the focus; fails where forty presses do not lead there."""
    for _ in range(40):
        await page.keyboard.press("Tab")
        if await page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab does not lead to {selector}")
