"""Nobody at the desk for too long: the sign-in lies over the page, and the form stays as it was."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import APIResponse, BrowserContext, expect

from tests.browser.platform import Platform
from tests.browser.screens import SESSION, Inspector, Visitors

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Numbers of policy are read anew every ten seconds.
POLICY_SECONDS = 20.0
AT_ONCE, USUAL = 0, 30


async def until_answered(ask: Callable[[], Awaitable[APIResponse]], status: int) -> None:
    """Ask until the gateway has read its policy anew and answers so."""
    deadline = time.monotonic() + POLICY_SECONDS
    while (await ask()).status != status:
        assert time.monotonic() < deadline, f"the gateway does not answer {status}"
        await asyncio.sleep(0.2)


@asynccontextmanager
async def sessions_end_at_once(
    platform: Platform, browser: BrowserContext, bystander: BrowserContext
) -> AsyncIterator[None]:
    """Inside the block the browser's session, and any other, has been idle for too long."""
    asked = browser.request
    await platform.set_policy("idle_minutes", AT_ONCE, days_ago=1)
    try:
        # A question that is no sign of the person.
        await until_answered(lambda: asked.get(SESSION, headers={"X-Background": "1"}), 401)
        yield
    finally:
        await platform.set_policy("idle_minutes", USUAL)
        leader = platform.officials.leader
        somebody = {"account": leader.account, "password": leader.password}
        origin = {"Origin": platform.url}
        await until_answered(lambda: bystander.request.post(SESSION, data=somebody, headers=origin), 201)


async def test_idle_end_lays_the_sign_in_over_the_page_and_the_form_stays(
    platform: Platform, visitors: Visitors, inspector: Inspector
) -> None:
    officer = platform.officials.reviewer
    household = platform.household(platform.families.on_file[3])
    page = await visitors.page(officer)
    await page.clock.install()
    await page.goto(f"/households/{household}")
    await page.get_by_role("button", name="更正信息").click()
    sheet = page.get_by_role("dialog", name="更正信息")
    await sheet.get_by_label("所在组").fill("5组")

    async with sessions_end_at_once(platform, page.context, await visitors.browser()):
        # The page asks by itself, once a minute.
        await page.clock.fast_forward("01:01")
        again = page.get_by_role("dialog", name="请再登录一次")
        await expect(again).to_be_visible()
        await inspector.inspect(page)
    await expect(again.get_by_label("账号")).to_have_value(officer.account)
    await again.get_by_label("密码").fill(officer.password)
    await again.get_by_role("button", name="登录", exact=True).click()
    await expect(again).to_have_count(0)

    await expect(sheet.get_by_label("所在组")).to_have_value("5组")
    await sheet.get_by_role("button", name="保存").click()
    await expect(sheet).to_have_count(0)
    await expect(page.get_by_role("region", name="基本情况")).to_contain_text("5组")
