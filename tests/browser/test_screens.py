"""Every screen at desk and phone size, in Chinese and in English: it opens, and axe finds nothing."""

import pytest
from playwright.async_api import Page, ViewportSize, expect

from tests.browser.platform import Platform
from tests.browser.screens import DESK, PHONE, Inspector, Visitors

pytestmark = pytest.mark.asyncio(loop_scope="session")

# English words are the longer ones, so they are looked at where there is the least room.
SEEN = [
    pytest.param(DESK, "zh", id="desk"),
    pytest.param(PHONE, "zh", id="phone"),
    pytest.param(PHONE, "en", id="phone-english"),
]


async def look(page: Page, inspector: Inspector, addresses: tuple[str, ...]) -> None:
    """Open each address and inspect what it shows."""
    for address in addresses:
        await page.goto(address)
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        await inspector.inspect(page)


@pytest.mark.parametrize(("size", "language"), SEEN)
async def test_the_screens_of_an_officer(
    platform: Platform, visitors: Visitors, inspector: Inspector, size: ViewportSize, language: str
) -> None:
    household = platform.household(platform.families.on_file[0])
    page = await visitors.page(platform.officials.county, size, language=language)
    await look(
        page,
        inspector,
        (
            "/",
            "/households",
            "/other-households",
            "/other-households/new",
            f"/households/{household}",
            f"/households/{household}/income",
            f"/households/{household}/history",
            "/handovers",
            "/board",
            "/account",
            "/choose-post",
            "/nowhere",
        ),
    )
    if language == "en":
        await expect(page.get_by_role("heading", name="No such page")).to_be_visible()
