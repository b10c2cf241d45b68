from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from starlette.types import ASGIApp

from assistance_api.handovers.schemas import HandoverCreate, HandoverRead
from assistance_api.households.projection import State
from kit import regions
from tests.plugins.callers import ApiClient
from tests.plugins.cluster import FreshDatabase

PutHousehold = Callable[..., Awaitable[State]]
Form = Callable[..., Awaitable[HandoverCreate]]
Act = Callable[..., Awaitable[HandoverRead]]

FIGURES = "/api/assistance/v1/figures"
ONE = f"{FIGURES}/goslings_per_household"


@pytest_asyncio.fixture
async def counted(
    api: ASGIApp, dsns: FreshDatabase, put_household: PutHousehold, form: Form, record: Act
) -> list[State]:
    """Two households of a village with 97 and 100 goslings, and the regions of 2018."""
    await regions.load_shipped(dsns.owner)
    households = [await put_household(), await put_household()]
    for household, alive in zip(households, (97, 100), strict=True):
        await record(await form(household, alive=alive))
    return households


async def test_least_and_most_are_exact_strings(
    api: ASGIApp, api_client: ApiClient, counted: list[State]
) -> None:
    leader = api_client(api, role="city-leader", region="1310")
    (item,) = (await leader.get(FIGURES, params={"region": "1310"})).json()["items"]
    assert item["extreme"] == ["97", "100"]
    assert (item["numerator"], item["denominator"], item["rows"]) == (None, None, 2)
    assert (item["as_of"], item["known_at"]) == ("2018-04-09", "2018-04-09")


async def test_children_hold_every_region_below(
    api: ASGIApp, api_client: ApiClient, counted: list[State]
) -> None:
    leader = api_client(api, role="city-leader", region="1310")
    items = (await leader.get(f"{ONE}/children", params={"region": "1310"})).json()["items"]
    extremes = {item["region"]: item["extreme"] for item in items}
    assert len(extremes) == 11
    assert extremes.pop("131002") == ["97", "100"]
    assert set(extremes.values()) == {None}


async def test_rows_open_page_by_page_with_masked_names(
    api: ASGIApp, api_client: ApiClient, counted: list[State]
) -> None:
    leader = api_client(api, role="city-leader", region="1310")
    rows: list[dict[str, Any]] = []
    after: dict[str, str] = {}
    while True:
        page = (await leader.get(f"{ONE}/rows", params={"region": "1310", "limit": 1, **after})).json()
        rows += page["items"]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert sorted(row["n"] for row in rows) == ["100", "97"]
    assert {row["label"]["name"] for row in rows} == {"侯*试"}
    assert {row["label"]["official_no"] for row in rows} == {one.official_no for one in counted}


@pytest.mark.parametrize(
    ("role", "own", "asked", "status"),
    [
        ("village-clerk", "131002102236", "131002102236", 200),
        ("county-officer", "131002", "131002", 200),
        ("county-officer", "131003", "131002", 404),
        ("village-clerk", "131002102237", "131002102236", 404),
        ("county-officer", "131002", "1310", 404),
        ("city-leader", "1310", "131099", 404),
        ("audit-admin", "1310", "1310", 403),
    ],
)
async def test_figures_children_rows_and_digest_stay_within_the_scope(
    api: ASGIApp,
    api_client: ApiClient,
    counted: list[State],
    role: str,
    own: str,
    asked: str,
    status: int,
) -> None:
    client = api_client(api, role=role, region=own)
    for path in (FIGURES, f"{ONE}/children", f"{ONE}/rows", f"{ONE}/digest"):
        assert (await client.get(path, params={"region": asked})).status_code == status


async def test_a_position_that_is_not_reached_is_a_clear_problem(
    api: ASGIApp, api_client: ApiClient, counted: list[State]
) -> None:
    leader = api_client(api, role="city-leader", region="1310")
    for known_at in ("assistance:999999", "registry:1", "2018-02-30"):
        refused = await leader.get(FIGURES, params={"region": "1310", "known_at": known_at})
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["parameter"] == "known_at"
