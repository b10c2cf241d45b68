"""The index of operations finds what FastAPI's own order finds, and leaves the rest to it."""

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Match, Route

from kit.web.route_index import RouteIndex


async def _answer(request: Request) -> Response:
    return PlainTextResponse("")


def _route(path: str, method: str = "GET") -> Route:
    return Route(f"/api/x/v1{path}", _answer, methods=[method], name=f"{method} {path}")


INDEX = RouteIndex(
    "/api/x/v1",
    [
        _route("/homes"),
        _route("/homes", "POST"),
        _route("/homes/search"),
        _route("/homes/{home}"),
        _route("/homes/{home}/persons/{person}", "PATCH"),
        _route("/files/{rest:path}"),
        _route("/{anything}"),
        _route(""),
    ],
)


@pytest.mark.parametrize(
    ("method", "path", "params"),
    [
        ("GET", "/homes", {}),
        ("POST", "/homes", {}),
        ("GET", "/homes/search", {}),
        ("GET", "/homes/7", {"home": "7"}),
        ("PATCH", "/homes/7/persons/8", {"home": "7", "person": "8"}),
    ],
)
def test_it_finds_by_shape_and_method(method: str, path: str, params: dict[str, str]) -> None:
    scope = {"type": "http", "method": method, "path": f"/api/x/v1{path}", "root_path": ""}
    match, child = INDEX.matches(scope)
    assert match == Match.FULL
    assert child["path_params"] == params


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "/homes"),
        ("GET", "/homes/"),
        ("GET", "/files/a"),
        ("GET", "/other"),
        ("GET", ""),
        ("GET", "/"),
    ],
)
def test_it_leaves_what_it_does_not_know(method: str, path: str) -> None:
    scope = {"type": "http", "method": method, "path": f"/api/x/v1{path}", "root_path": ""}
    assert INDEX.matches(scope) == (Match.NONE, {})


def test_it_leaves_what_is_not_http() -> None:
    assert INDEX.matches({"type": "websocket", "path": "/api/x/v1/homes"}) == (Match.NONE, {})
