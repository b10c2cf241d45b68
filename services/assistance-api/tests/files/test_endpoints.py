from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp

from assistance_api.households.projection import State
from kit.ids import uuid7
from tests.plugins.callers import ApiClient

PutHousehold = Callable[..., Awaitable[State]]

VILLAGE = "131002102236"
FILES = "/api/assistance/v1/files"


async def _upload(client: httpx.AsyncClient, household_id: object, data: bytes) -> httpx.Response:
    return await client.post(
        FILES, data={"household_id": str(household_id)}, files={"file": ("a.png", data, "image/png")}
    )


@pytest.fixture
def clerk_client(api: ASGIApp, api_client: ApiClient) -> httpx.AsyncClient:
    """The clerk of the village, over HTTP."""
    return api_client(api, role="village-clerk", region=VILLAGE)


async def test_the_same_drawing_twice_is_one_file(
    clerk_client: httpx.AsyncClient, put_household: PutHousehold, signature: bytes
) -> None:
    household = await put_household()
    first = await _upload(clerk_client, household.id, signature)
    again = await _upload(clerk_client, household.id, signature)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()


async def test_nothing_of_the_drawing_lies_in_clear(
    clerk_client: httpx.AsyncClient, put_household: PutHousehold, signature: bytes, tmp_path: Path
) -> None:
    household = await put_household()
    await _upload(clerk_client, household.id, signature)
    kept = [path.read_bytes() for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert len(kept) == 1
    assert signature[:8] not in kept[0]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"<svg onload=alert(1)>", "file-type"),
        (b"%PDF-1.7", "file-type"),
        (b"\x89PNG\r\n\x1a\n" + bytes(300_000), "file-too-large"),
    ],
)
async def test_what_is_no_small_png_is_refused(
    clerk_client: httpx.AsyncClient, put_household: PutHousehold, data: bytes, code: str
) -> None:
    household = await put_household()
    refused = await _upload(clerk_client, household.id, data)
    assert refused.status_code == 422, refused.text
    assert [error["code"] for error in refused.json()["errors"]] == [code]


async def test_a_household_of_the_next_village_takes_no_file(
    clerk_client: httpx.AsyncClient, put_household: PutHousehold, signature: bytes
) -> None:
    household = await put_household(region_key="131002102237")
    assert (await _upload(clerk_client, household.id, signature)).status_code == 404
    assert (await _upload(clerk_client, uuid7(), signature)).status_code == 404
