"""Finding the operation of a path without trying one after another.

FastAPI tries the routes of each included router in turn, and twice: with forty operations that is more time
than the whole rest of a request without a database. Here a path's shape, the number of its segments and the
first one below the service's prefix, leads to the few that can match.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette._utils import get_route_path
from starlette.datastructures import URLPath
from starlette.routing import BaseRoute, Match, NoMatchFound, Route
from starlette.types import Receive, Scope, Send

_Shape = tuple[int, str]


class RouteIndex(BaseRoute):
    """Stands before the routes it knows; what it does not find is left to them (405, 404, odd paths)."""

    def __init__(self, prefix: str, routes: Sequence[Route]) -> None:
        """`prefix`: what all paths begin with, without a final slash."""
        self._depth = prefix.count("/") + 1
        self._routes: dict[_Shape, list[Route]] = {}
        for route in routes:
            shape = self._shape(route.path)
            if shape is not None and "{" not in shape[1] and ":path}" not in route.path:
                self._routes.setdefault(shape, []).append(route)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """The operation that fits path and method, noted in the child scope as `route`."""
        shape = self._shape(get_route_path(scope)) if scope["type"] == "http" else None
        for route in self._routes.get(shape, ()) if shape else ():
            match, child_scope = route.matches(scope)
            if match == Match.FULL:
                return match, child_scope
        return Match.NONE, {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on to the operation found."""
        await scope["route"].handle(scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: object) -> URLPath:
        """Names are the routes' own affair."""
        raise NoMatchFound(name, path_params)

    def _shape(self, path: str) -> _Shape | None:
        segments = path.split("/", self._depth + 1)
        if len(segments) <= self._depth:
            return None
        return path.count("/"), segments[self._depth]
