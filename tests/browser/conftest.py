"""Platform and browser of these tests: one of each composition, in which all tests run once."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from launcher.installation import CLONE
from launcher.start import ONE_PROCESS, SPLIT
from tests.browser.platform import Platform, furnish, standing
from tests.browser.screens import PATIENCE_MS, Inspector, Visitors

TOOLCHAIN = CLONE / ".toolchain"
AXE = TOOLCHAIN / "browser" / "node_modules" / "axe-core" / "axe.min.js"


def there(variable: str, default: Path) -> Path:
    """What the environment names, or what the tool chain brought. Fails where it is missing."""
    path = Path(os.environ.get(variable) or default)
    if not path.exists():
        pytest.fail(f"{path} is missing: `make test` brings it, or name another in {variable}.")
    return path


@pytest_asyncio.fixture(scope="package", loop_scope="session", params=(ONE_PROCESS, SPLIT))
async def platform(request: pytest.FixtureRequest) -> AsyncIterator[Platform]:
    """A platform with officials and families, as `make run` stands it up."""
    stack = standing(request.param)
    stood = await asyncio.to_thread(stack.__enter__)
    try:
        await furnish(stood)
        yield stood
    finally:
        await asyncio.to_thread(stack.__exit__, None, None, None)


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The test browser."""
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(there("PLAYWRIGHT_NODEJS_PATH", TOOLCHAIN / "bin" / "node"))
    program = there("CHROMIUM", TOOLCHAIN / "bin" / "chromium")
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def visitors(platform: Platform, chromium: Browser) -> AsyncIterator[Visitors]:
    """Browsers for this test; a page whose script fails fails the test."""
    async with AsyncExitStack() as stack:
        opened = Visitors(chromium, platform, stack)
        yield opened
    assert opened.crashes == []


@pytest.fixture(scope="session")
def inspector() -> Inspector:
    """The accessibility rules."""
    return Inspector(there("AXE", AXE))


@pytest_asyncio.fixture(loop_scope="session")
async def families(platform: Platform) -> list[str]:
    """Names of the heads that are on file."""
    return [family.head.name for family in platform.families.on_file]
