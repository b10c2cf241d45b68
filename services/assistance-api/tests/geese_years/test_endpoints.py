from collections.abc import Awaitable, Callable

import httpx
import pytest
from starlette.types import ASGIApp

from assistance_api.handovers.schemas import HandoverCreate, HandoverRead
from assistance_api.households.projection import State
from kit import regions
from kit.web import Cursor
from tests.plugins.callers import ApiClient
from tests.plugins.cluster import FreshDatabase

PutHousehold = Callable[..., Awaitable[State]]
Form = Callable[..., Awaitable[HandoverCreate]]
Act = Callable[..., Awaitable[HandoverRead]]

HOUSEHOLDS = "/api/assistance/v1/households"


@pytest.fixture
def clerk_client(api: ASGIApp, api_client: ApiClient) -> httpx.AsyncClient:
    """The clerk of the village, over HTTP."""
    return api_client(api, role="village-clerk", region="131002102236")


async def test_a_village_sees_what_each_household_got_and_may_still_get(
    clerk_client: httpx.AsyncClient, put_household: PutHousehold, form: Form, record: Act
) -> None:
    given = await put_household()
    unregistered = await put_household(standing="unregistered", poverty_status=None)
    await put_household(standing="exited_earlier")
    await put_household(region_key="131002102237")
    await record(await form(given, alive=97))
    page = (await clerk_client.get(HOUSEHOLDS)).json()
    shown = {
        row["id"]: (row["year"], row["allowed"], row["given"], row["remaining"]) for row in page["items"]
    }
    assert shown == {str(given.id): (2018, 100, 97, 3), str(unregistered.id): (2018, 100, 0, 100)}
    assert page["next"] is None


async def test_a_village_is_named_as_people_call_it(
    clerk_client: httpx.AsyncClient, dsns: FreshDatabase, put_household: PutHousehold
) -> None:
    await put_household()
    await regions.load_shipped(dsns.owner)
    (row,) = (await clerk_client.get(HOUSEHOLDS)).json()["items"]
    assert row["village"] == "辛庄子村"


async def test_the_list_is_filtered_and_goes_on_where_it_ended(
    clerk_client: httpx.AsyncClient, put_household: PutHousehold
) -> None:
    for name in ("侯丰年", "刘测试", "侯测试"):
        await put_household(head_name=name)
    await put_household(disabled=False, head_name="侯无")
    wanted = {"q": "侯", "disabled": "true", "limit": "1"}
    first = (await clerk_client.get(HOUSEHOLDS, params=wanted)).json()
    second = (await clerk_client.get(HOUSEHOLDS, params=wanted | {"after": first["next"]})).json()
    assert [row["head_name"] for row in first["items"] + second["items"]] == ["侯丰年", "侯测试"]
    assert second["next"] is None


async def test_a_year_before_the_project_has_no_allowance(
    clerk_client: httpx.AsyncClient, put_household: PutHousehold
) -> None:
    await put_household()
    (row,) = (await clerk_client.get(HOUSEHOLDS, params={"year": 2017})).json()["items"]
    assert (row["allowed"], row["remaining"]) == (0, 0)


@pytest.mark.parametrize("values", [("x",), ("village", 1, 2, 3), ("village", "131002102236", 5, "1")])
async def test_a_made_up_cursor_is_a_clear_problem(
    clerk_client: httpx.AsyncClient, values: tuple[object, ...]
) -> None:
    cursor = str(Cursor(str(values[0]), values[1:]))
    refused = await clerk_client.get(HOUSEHOLDS, params={"after": cursor})
    assert refused.status_code == 400
