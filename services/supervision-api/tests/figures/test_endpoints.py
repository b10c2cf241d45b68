from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp

from tests.plugins.callers import ApiClient

FIGURES = "/api/supervision/v1/figures"


def _counted(request: httpx.Request) -> httpx.Response:
    """Every figure asked for is 7, of the region asked for."""
    region = request.url.params["region"]
    keys = request.url.params.get_list("key") or [request.url.path.split("/")[-2]]
    items = [
        {
            "key": key,
            "version": 1,
            "region": f"{region}02" if request.url.path.endswith("/children") else region,
            "numerator": "7",
            "denominator": None,
            "extreme": ["97", "100"] if key == "goslings_per_household" else None,
        }
        for key in keys
    ]
    return httpx.Response(200, json={"items": items})


async def test_the_board_of_ones_own_region_is_the_default(
    api: ASGIApp, api_client: ApiClient, owners: Any
) -> None:
    owners.answer = _counted
    officer = api_client(api, role="county-officer", region="131002")
    board = (await officer.get(FIGURES)).json()
    assert (board["region"], board["as_of"], board["known_at"]) == ("131002", "2018-09-27", "2018-09-27")
    assert board["problems"] == []
    values = {item["key"]: item["value"] for item in board["items"]}
    assert values["poor_households"] == "7"
    assert values["goslings_per_household"] == ["97", "100"]
    assert {item["region_name"] for item in board["items"]} == {"安次区"}


async def test_both_clocks_are_passed_on(api: ASGIApp, api_client: ApiClient, owners: Any) -> None:
    owners.answer = _counted
    leader = api_client(api, role="city-leader", region="1310")
    await leader.get(
        FIGURES, params={"key": "poor_persons", "as_of": "2018-03-31", "known_at": "registry:12345"}
    )
    (asked,) = owners.asked
    assert dict(asked.url.params) == {
        "region": "1310",
        "as_of": "2018-03-31",
        "known_at": "registry:12345",
        "key": "poor_persons",
    }
    assert asked.headers["authorization"] == leader.headers["authorization"]


@pytest.mark.parametrize(
    "parameters",
    [
        {"known_at": "registry:5"},
        {"known_at": "registry:5", "key": "goslings_per_household"},
        {"known_at": "yesterday"},
        {"known_at": "2018-02-30"},
        {"as_of": "2018-02-30"},
        {"region": "13x"},
    ],
)
async def test_a_question_that_makes_no_sense_is_a_clear_problem(
    api: ASGIApp, api_client: ApiClient, parameters: dict[str, str]
) -> None:
    leader = api_client(api, role="city-leader", region="1310")
    refused = await leader.get(FIGURES, params=parameters)
    assert refused.status_code in {400, 422}
    assert refused.json()["errors"][0]["parameter"] in parameters


@pytest.mark.parametrize(
    ("role", "own", "asked", "status"),
    [
        ("city-leader", "1310", "131002", 200),
        ("county-officer", "131002", "131002", 200),
        ("county-officer", "131002", "131002102", 200),
        ("county-officer", "131002", "1310", 404),
        ("county-officer", "131002", "131003", 404),
        ("township-reviewer", "131002102", "131002103", 404),
        ("village-clerk", "131002102236", "131002102", 404),
        ("city-leader", "1310", "131099", 404),
        ("city-leader", "1310", "1311", 404),
        ("system-admin", "1310", "1310", 403),
        (None, None, "1310", 401),
    ],
)
async def test_a_region_is_shown_within_its_scope_alone(
    api: ASGIApp, api_client: ApiClient, owners: Any, role: str | None, own: str, asked: str, status: int
) -> None:
    owners.answer = _counted
    client = api_client(api, role=role, region=own)
    for path in (FIGURES, f"{FIGURES}/poor_households/children"):
        assert (await client.get(path, params={"region": asked})).status_code == status
    if status != 200:
        assert owners.asked == []


async def test_counties_stand_side_by_side_in_the_customary_order(
    api: ASGIApp, api_client: ApiClient, owners: Any
) -> None:
    owners.answer = _counted
    leader = api_client(api, role="city-leader", region="1310")
    below = (await leader.get(f"{FIGURES}/poor_households/children")).json()
    assert [item["region_name"][:2] for item in below["items"]] == [
        "三河", "大厂", "香河", "广阳", "安次", "固安", "永清", "霸州", "文安", "大城", "廊坊",
    ]  # fmt: skip
    values = {item["region"]: item["value"] for item in below["items"]}
    assert values["131002"] == "7"
    assert values["131071"] == "0"


async def test_an_unknown_key_is_not_found(api: ASGIApp, api_client: ApiClient) -> None:
    leader = api_client(api, role="city-leader", region="1310")
    for path in (f"{FIGURES}?key=unknown", f"{FIGURES}/unknown/children"):
        refused = await leader.get(path)
        assert refused.status_code == 404
        assert refused.json()["type"] == "urn:bangfu:problem:indicator-not-found"


async def test_an_owner_that_fails_leaves_the_others_on_the_board(
    api: ASGIApp, api_client: ApiClient, owners: Any
) -> None:
    owners.answer = lambda request: (
        httpx.Response(503) if "/assistance/" in request.url.path else _counted(request)
    )
    leader = api_client(api, role="city-leader", region="1310")
    board = (await leader.get(FIGURES)).json()
    assert "poor_households" in {item["key"] for item in board["items"]}
    (problem,) = board["problems"]
    assert (problem["owner"], problem["keys"]) == ("assistance", ["goslings_per_household"])
    assert problem["title"]["zh"]


async def test_an_instant_that_the_owner_has_not_reached_is_a_clear_problem(
    api: ASGIApp, api_client: ApiClient, owners: Any
) -> None:
    owners.answer = lambda request: httpx.Response(422)
    leader = api_client(api, role="city-leader", region="1310")
    parameters = {"key": "poor_persons", "known_at": "registry:999999"}
    for path in (FIGURES, f"{FIGURES}/poor_persons/children"):
        refused = await leader.get(path, params=parameters)
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["parameter"] == "known_at"


async def test_the_catalogue_explains_every_figure(api: ASGIApp, api_client: ApiClient) -> None:
    leader = api_client(api, role="city-leader", region="1310")
    catalogue = (await leader.get("/api/supervision/v1/indicators")).json()["items"]
    first = catalogue[0]
    assert first["key"] == "poor_households"
    assert (first["name"]["zh"], first["unit"], first["office"]["zh"]) == ("贫困户", "household", "市扶贫办")
