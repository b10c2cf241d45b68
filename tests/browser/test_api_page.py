"""`/api`: every operation of every service, tried out under one's own sign-in."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.people import VILLAGE
from tests.browser.platform import Platform
from tests.browser.screens import Visitors

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def try_out(page: Page) -> Locator:
    """Open the page at the list of households, press Execute, answer with what came back."""
    await page.goto("/api")
    await page.get_by_role("heading", name="registry · households 户").get_by_role("button").click()
    operation = page.locator(".opblock[id$=registry_list_households]")
    await operation.get_by_role("button").first.click()
    await operation.get_by_role("button", name="Execute").click()
    return operation.locator(".live-responses-table .response")


async def test_a_stranger_makes_the_first_call_under_the_own_sign_in(
    platform: Platform, visitors: Visitors
) -> None:
    asked: list[str] = []
    page = await visitors.page(platform.officials.clerk)
    page.on("request", lambda request: asked.append(request.url))
    answer = await try_out(page)
    await expect(answer.locator(".response-col_status")).to_contain_text("200")
    await expect(answer).to_contain_text(VILLAGE)
    assert [url for url in asked if not url.startswith((platform.url, "data:", "blob:"))] == []


async def test_without_a_sign_in_it_is_refused_in_words(visitors: Visitors) -> None:
    answer = await try_out(await visitors.page())
    await expect(answer.locator(".response-col_status")).to_contain_text("401")
    await expect(answer).to_contain_text("urn:bangfu:problem:")
