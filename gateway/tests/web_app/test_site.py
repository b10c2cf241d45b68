"""The built web app: its page for every route, its files kept for ever, a strict content policy."""

from pathlib import Path

import httpx
import pytest

from gateway.front.door import Door
from gateway.tests.conftest import Browse, OpenDoor


@pytest.fixture
async def browser(open_door: OpenDoor, browse: Browse, tmp_path: Path) -> httpx.AsyncClient:
    """A browser at a door with a built web app."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>帮扶</title>")
    (folder / "assets" / "main-4f2a.js").write_text("export const a = 1;\n" * 200)
    (folder / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "secret.txt").write_text("secret")
    return browse(await open_door(web_app=folder))


@pytest.mark.parametrize("path", ["/", "/households", "/households/0190?tab=incomes", "/sign-in"])
async def test_each_route_of_the_app_is_its_page(browser: httpx.AsyncClient, path: str) -> None:
    answer = await browser.get(path)
    assert answer.status_code == 200
    assert "帮扶" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


async def test_content_policy_is_strict(browser: httpx.AsyncClient) -> None:
    policy = (await browser.get("/")).headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert (await browser.get("/")).headers["x-content-type-options"] == "nosniff"


async def test_hashed_files_are_kept_for_ever_and_compressed(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/assets/main-4f2a.js")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert (await browser.get("/favicon.svg")).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/assets/main-old.js", "/../secret.txt", "/%2e%2e/secret.txt", "/x.map"])
async def test_files_that_are_not_there_are_not_the_page(browser: httpx.AsyncClient, path: str) -> None:
    answer = await browser.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text


async def test_without_a_build_the_page_says_so(door: Door, browse: Browse) -> None:
    answer = await browse(door).get("/")
    assert answer.status_code == 503
    assert "/api" in answer.text
