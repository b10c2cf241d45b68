"""The documents' pictures, taken of a standing demonstration: `python -m tests.browser.pictures [FOLDER]`.

It signs in with the demonstration's accounts at BANGFU_DATA and BANGFU_PORT and looks. One small roster is
sent as far as its preview; nothing is written to the ledger.
"""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, FilePayload, Page, ViewportSize, async_playwright, expect

from demo.workbook import roster
from launcher import accounts
from launcher.installation import CLONE, Installation
from tests.browser import people
from tests.browser.platform import XLSX
from tests.browser.screens import DESK, PHONE, enter, sign

FOLDER: Final = CLONE / "docs" / "images"
TOOLS: Final = CLONE / ".toolchain" / "bin"


async def household_list(page: Page) -> None:
    """贫困户, as a county officer sees them."""
    await page.goto("/households")
    await expect(page.get_by_role("row").nth(15)).to_be_visible()


async def household(page: Page) -> None:
    """One family's file."""
    await household_list(page)
    await page.get_by_role("row").nth(3).get_by_role("link").click()
    await expect(page.get_by_role("region", name="基本情况")).to_be_visible()


async def roster_import(page: Page) -> None:
    """A roster read, one cell wrong, before anything is written."""
    families = people.invent().new
    head = families[-1].head
    head.id_number = head.id_number[:-1] + ("1" if head.id_number[-1] == "0" else "0")
    file = FilePayload(name="动态调整名册.xlsx", mimeType=XLSX, buffer=roster(families))
    await page.goto("/imports")
    await page.get_by_label("选文件").set_input_files(file)
    await page.get_by_role("button", name="认列、预览").click()
    await expect(page.get_by_role("region", name="预览结果")).to_be_visible()


async def handover(page: Page) -> None:
    """The form at the door, counted and signed, and not sent; its draft goes with the browser."""
    await page.goto("/handovers")
    await page.get_by_role("link", name="还可领").first.click()
    await page.get_by_label("活鹅（只）", exact=True).fill("100")
    await page.get_by_label("途中死亡（只）", exact=True).fill("2")
    await page.get_by_label("批次号").fill("YE-1807")
    await sign(page)


async def board(page: Page) -> None:
    """The city's figures, opened down to a village."""
    await page.goto("/board?figure=poor_households")
    way = page.locator("section").filter(has=page.get_by_role("heading", name="在哪里"))
    for level in range(2):
        await way.get_by_role("list").nth(level).get_by_role("button").first.click()
    await expect(way.get_by_role("list").nth(2)).to_be_visible()


Scene = Callable[[Page], Awaitable[None]]
SCENES: Final[tuple[tuple[str, str, ViewportSize, Scene], ...]] = (
    ("list", "county-officer", DESK, household_list),
    ("household", "county-officer", DESK, household),
    ("import", "county-officer", DESK, roster_import),
    ("hand-over", "village-clerk", PHONE, handover),
    ("board", "city-leader", DESK, board),
)


async def take(browser: Browser, installation: Installation, folder: Path) -> None:
    """One picture a scene."""
    known = accounts.load(installation)
    for name, post, size, scene in SCENES:
        context = await browser.new_context(
            base_url=installation.url,
            viewport=size,
            is_mobile=size is PHONE,
            device_scale_factor=2 if size is PHONE else 1,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
        )
        official = accounts.choose(known, post=post)
        await enter(context, installation.url, official.name, official.password, official.post)
        page = await context.new_page()
        await scene(page)
        await expect(page.locator("[aria-busy=true]")).to_have_count(0)
        await page.evaluate("document.fonts.ready")
        await page.screenshot(path=folder / f"{name}.png")
        await context.close()


async def main(folder: Path) -> None:
    """Take all of them."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(TOOLS / "node"))
    async with async_playwright() as playwright:
        program = os.environ.get("CHROMIUM") or str(TOOLS / "chromium")
        browser = await playwright.chromium.launch(executable_path=program)
        await take(browser, Installation.from_environment(), folder)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
