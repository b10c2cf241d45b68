"""Looking at screens: browsers of two sizes, signing in, and what holds of every screen."""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Browser, BrowserContext, Page, StorageState, ViewportSize, expect

from tests.browser.people import Official
from tests.browser.platform import Platform

DESK: Final = ViewportSize(width=1440, height=900)
PHONE: Final = ViewportSize(width=390, height=844)
SESSION: Final = "/api/gateway/v1/session"
_LOCALES: Final = {"zh": "zh-CN", "en": "en-GB"}
_RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
_FITS: Final = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
PATIENCE_MS: Final = 15_000


class Visitors:
    """Opens browsers on the platform, each with cookies and storage of its own, until the test ends."""

    def __init__(self, browser: Browser, platform: Platform, stack: AsyncExitStack) -> None:
        self._browser = browser
        self._platform = platform
        self._stack = stack
        self.crashes: list[str] = []
        """What went wrong in the pages' own scripts."""

    async def browser(self, size: ViewportSize = DESK, *, language: str = "zh") -> BrowserContext:
        """A browser that nobody has signed in with yet."""
        stored: StorageState = {
            "origins": [
                {
                    "origin": self._platform.url,
                    "localStorage": [{"name": "bangfu.language", "value": language}],
                }
            ]
        }
        context = await self._browser.new_context(
            base_url=self._platform.url,
            storage_state=stored,
            viewport=size,
            has_touch=size is PHONE,
            is_mobile=size is PHONE,
            locale=_LOCALES[language],
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        self._stack.push_async_callback(context.close)
        context.set_default_timeout(PATIENCE_MS)
        context.on("weberror", lambda error: self.crashes.append(str(error.error)))
        return context

    async def page(
        self, official: Official | None = None, size: ViewportSize = DESK, *, language: str = "zh"
    ) -> Page:
        """A page of a new browser; with `official` signed in already, in the first of their posts."""
        context = await self.browser(size, language=language)
        if official is not None:
            role = official.posts[0].role
            await enter(context, self._platform.url, official.account, official.password, role)
        return await context.new_page()


async def enter(context: BrowserContext, url: str, account: str, password: str, role: str) -> None:
    """Sign a browser in without its screens, in the post of this role, for what begins behind them."""
    origin = {"Origin": url}
    credentials = {"account": account, "password": password}
    answer = await context.request.post(SESSION, data=credentials, headers=origin)
    assert answer.ok, await answer.text()
    session: dict[str, Any] = await answer.json()
    if session["state"] == "choose-post":
        wanted = next(post["id"] for post in session["posts"] if post["role"] == role)
        answer = await context.request.put(f"{SESSION}/post", data={"post_id": wanted}, headers=origin)
        assert answer.ok, await answer.text()


async def sign_in(page: Page, account: str, password: str) -> None:
    """Fill in the sign-in screen, as far as the button."""
    await page.get_by_label("账号").fill(account)
    await page.get_by_label("密码").fill(password)
    await page.get_by_role("button", name="登录").click()


async def sign(page: Page) -> None:
    """Draw a signature in the frame."""
    frame = page.get_by_role("img", name="请领取人在框内签字")
    await frame.scroll_into_view_if_needed()
    box = await frame.bounding_box()
    assert box is not None
    left, top = box["x"] + box["width"] / 4, box["y"] + box["height"] / 2
    await page.mouse.move(left, top)
    await page.mouse.down()
    for step in range(1, 6):
        await page.mouse.move(left + 20 * step, top + (15 if step % 2 else -15))
    await page.mouse.up()
    await expect(page.get_by_role("img", name="已签字")).to_be_visible()


class Inspector:
    """Holds a screen against what must be true of every one."""

    def __init__(self, axe: Path) -> None:
        self._axe = axe.read_text(encoding="utf-8")

    async def inspect(self, page: Page) -> None:
        """Accessible to WCAG 2.1 AA by axe; nothing still loading; no wider than the device."""
        await expect(page.locator("[aria-busy=true]")).to_have_count(0)
        await page.evaluate(self._axe)
        found = await page.evaluate(
            "(rules) => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", _RULES
        )
        assert not found["violations"], _said(page.url, found["violations"])
        # What is being placed may for a moment stand outside.
        await page.wait_for_function(_FITS)


def _said(url: str, violations: Sequence[dict[str, Any]]) -> str:
    lines = [f"axe finds on {url}:"]
    for one in violations:
        lines.append(f"  {one['id']} ({one['impact']}): {one['help']}")
        lines += [f"    {node['html'][:200]} — {node['failureSummary']}" for node in one["nodes"][:5]]
    return "\n".join(lines)
