from collections.abc import AsyncIterator, Callable
from datetime import date
from typing import Any

import httpx
import pytest

from kit.peers import Peers
from supervision_api.figures import service
from supervision_api.figures.owners import Question
from supervision_api.indicators.catalogue import BY_KEY, CATALOGUE

Answer = Callable[[httpx.Request], httpx.Response]

QUESTION = Question(region="1310", as_of=date(2018, 9, 27), known_at="2018-09-27")
CLOCKS = "as_of=2018-09-27&known_at=2018-09-27"


def _item(key: str, region: str = "1310", **parts: Any) -> dict[str, Any]:
    return {
        "key": key,
        "version": 1,
        "region": region,
        "numerator": None,
        "denominator": None,
        "extreme": None,
    } | parts


def _owner_answers(request: httpx.Request) -> httpx.Response:
    if request.url.path == "/api/assistance/v1/figures":
        items = [_item("goslings_per_household", extreme=["97", "100"])]
    else:
        items = [_item(key, numerator="2304") for key in request.url.params.get_list("key")]
    return httpx.Response(200, json={"items": items})


@pytest.fixture
def asked() -> list[httpx.Request]:
    """The requests that were sent to owners."""
    return []


@pytest.fixture
async def make_peers(asked: list[httpx.Request]) -> AsyncIterator[Callable[[Answer], Peers]]:
    """Peers whose every question is answered by a function."""
    made: list[Peers] = []

    def make(answer: Answer) -> Peers:
        def note(request: httpx.Request) -> httpx.Response:
            asked.append(request)
            return answer(request)

        http = httpx.AsyncClient(transport=httpx.MockTransport(note), base_url="http://gateway.test")
        made.append(Peers(http))
        return made[-1]

    yield make
    for peers in made:
        await peers.close()


async def test_each_owner_is_asked_once_with_the_callers_token(
    make_peers: Callable[[Answer], Peers], asked: list[httpx.Request]
) -> None:
    answer = await service.of_region(make_peers(_owner_answers), "token", CATALOGUE, QUESTION, "廊坊市")
    assert [item.key for item in answer.items] == [indicator.key for indicator in CATALOGUE]
    assert answer.problems == []
    assert sorted(request.url.path for request in asked) == [
        "/api/assistance/v1/figures",
        "/api/registry/v1/figures",
    ]
    assert {request.headers["authorization"] for request in asked} == {"Bearer token"}


async def test_a_figure_carries_value_words_clocks_and_links(
    make_peers: Callable[[Answer], Peers],
) -> None:
    wanted = [BY_KEY["poor_households"], BY_KEY["goslings_per_household"]]
    answer = await service.of_region(make_peers(_owner_answers), "token", wanted, QUESTION, "廊坊市")
    households, goslings = answer.items
    assert (households.value, households.numerator, households.denominator) == ("2304", "2304", None)
    assert (households.unit, households.unit_name.zh, households.region_name) == ("household", "户", "廊坊市")
    assert households.rows == f"/api/registry/v1/figures/poor_households/rows?region=1310&{CLOCKS}"
    assert households.children == f"/api/supervision/v1/figures/poor_households/children?region=1310&{CLOCKS}"
    assert goslings.value == ["97", "100"]
    assert goslings.rows == f"/api/assistance/v1/figures/goslings_per_household/rows?region=1310&{CLOCKS}"


@pytest.mark.parametrize(
    "fault",
    [
        lambda request: httpx.Response(503),
        lambda request: httpx.Response(200, text="<html>"),
        lambda request: httpx.Response(200, json={"items": [{"key": "poor_households"}]}),
        lambda request: httpx.Response(200, json={"items": []}),
        lambda request: httpx.Response(200, json={"items": [_item("poor_households", version=2)]}),
    ],
)
async def test_an_owner_without_an_answer_is_named_and_the_rest_is_shown(
    make_peers: Callable[[Answer], Peers], fault: Answer
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return fault(request) if "/registry/" in request.url.path else _owner_answers(request)

    wanted = [BY_KEY["poor_households"], BY_KEY["goslings_per_household"]]
    found = await service.of_region(make_peers(answer), "token", wanted, QUESTION, None)
    assert [item.key for item in found.items] == ["goslings_per_household"]
    assert [(problem.owner, problem.keys) for problem in found.problems] == [
        ("registry", ["poor_households"])
    ]


async def test_an_owner_that_cannot_be_reached_is_named(make_peers: Callable[[Answer], Peers]) -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    found = await service.of_region(make_peers(refuse), "token", [BY_KEY["poor_persons"]], QUESTION, None)
    assert found.items == []
    assert [problem.owner for problem in found.problems] == ["registry"]


async def test_children_stand_in_the_order_given_and_the_empty_among_them(
    make_peers: Callable[[Answer], Peers],
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        items = [_item("poor_households", region="131002", numerator="300")]
        return httpx.Response(200, json={"items": items})

    names = {"131082": "三河市", "131002": "安次区"}
    found = await service.of_children(make_peers(answer), "token", BY_KEY["poor_households"], QUESTION, names)
    assert [(item.region, item.region_name, item.value) for item in found.items] == [
        ("131082", "三河市", "0"),
        ("131002", "安次区", "300"),
    ]


async def test_an_empty_extreme_has_no_value(make_peers: Callable[[Answer], Peers]) -> None:
    peers = make_peers(lambda request: httpx.Response(200, json={"items": []}))
    found = await service.of_children(
        peers, "token", BY_KEY["goslings_per_household"], QUESTION, {"131002102236": "辛庄子村"}
    )
    (item,) = found.items
    assert item.value is None
    assert item.children is None


async def test_below_a_village_nobody_is_asked(
    make_peers: Callable[[Answer], Peers], asked: list[httpx.Request]
) -> None:
    peers = make_peers(_owner_answers)
    found = await service.of_children(peers, "token", BY_KEY["poor_households"], QUESTION, {})
    assert (found.items, found.problems, asked) == ([], [], [])
