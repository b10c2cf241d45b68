"""Routers whose every operation names its permission, and what surrounds each call of an endpoint.

Around an endpoint, in this order: the dependencies (token, permission, transaction), the endpoint,
serialising its answer, the commit, and only then the sending. A serialisation failure or deadlock of the
database anywhere in it is tried again once, from the token on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any, Final

import asyncpg
from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from kit.web.problems import Conflict, Problem, Unavailable, Unprocessable
from kit.web.refusals import journal_refusal
from kit.web.requests import NAMES_VERSION, RequestState

MOST_BODY_BYTES: Final = 1 << 20
"""The cap of a body unless the operation names its own (`max_body_size=`)."""

_TRIES: Final = 2
_FUNCTION_STACK: Final = "fastapi_function_astack"
# Whether a commit under way came through is then unknown: a resend with the same Idempotency-Key tells.
_DATABASE_AWAY: Final = (
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.OperatorInterventionError,
    ConnectionError,
)
# U+0000, in a text or inside JSON.
_UNSTORABLE: Final = (asyncpg.CharacterNotInRepertoireError, asyncpg.UntranslatableCharacterError)
_log = logging.getLogger(__name__)

_Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class PermissionMissing(TypeError):
    """An operation does not say who may call it."""


class Route(APIRoute):
    """An operation: its permission from its signature, its transaction around it."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        if set(options.get("methods") or {"GET"}) == {"GET"}:
            options["max_body_size"] = None  # no body is read, so none is counted
        self._options = options
        super().__init__(path, endpoint, **options)
        permissions = {
            name
            for dependency in self.dependant.dependencies
            if (name := getattr(dependency.call, "permission", None)) is not None
        }
        if len(permissions) != 1:
            raise PermissionMissing(
                f"{endpoint.__module__}.{endpoint.__name__} must name one permission: "
                "reads(…), writes(…), asks(…) or anyone"
            )
        self.openapi_extra = {**(self.openapi_extra or {}), "x-permission": permissions.pop()}
        if any(getattr(one.call, "names_version", False) for one in self.dependant.dependencies):
            self.openapi_extra[NAMES_VERSION] = True

    def below(self, prefix: str) -> Route:
        """The same operation at a longer path."""
        return Route(prefix + self.path, self.endpoint, **self._options)

    def get_route_handler(self) -> _Handler:
        """FastAPI's handler inside a transaction boundary of our own."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            for remaining in reversed(range(_TRIES)):
                try:
                    return await _attempt(handler, request)
                except (asyncpg.SerializationError, asyncpg.DeadlockDetectedError):
                    if not remaining:
                        raise _busy() from None
                    _log.info("%s is tried again after a conflict in the database", self.name)
                except asyncpg.LockNotAvailableError:
                    raise _busy() from None
                except _UNSTORABLE:
                    raise _unstorable() from None
                except _DATABASE_AWAY as error:
                    _log.error("the database is away: %s", type(error).__name__)
                    raise Unavailable("database-away") from None
                except Problem as problem:
                    raise await journal_refusal(RequestState.of(request), problem) from None
            raise AssertionError("the last try returns or raises")

        return handle


async def _attempt(handler: _Handler, request: Request) -> Response:
    """One try: what FastAPI hangs on the function stack (the transaction) ends here, before the sending."""
    state = RequestState.begin(request)
    outer = request.scope[_FUNCTION_STACK]
    try:
        async with AsyncExitStack() as stack:
            request.scope[_FUNCTION_STACK] = stack
            response = await handler(request)
    finally:
        request.scope[_FUNCTION_STACK] = outer
    if state.replayed_status is not None:
        response.status_code = state.replayed_status
    response.headers.update(state.answer_headers)
    return response


def _busy() -> Problem:
    return Conflict(
        "busy",
        ("他人正在修改同一内容", "Somebody else is changing the same"),
        todo=("请稍后再试。", "Try again in a moment."),
    )


def _unstorable() -> Problem:
    return Unprocessable(
        title=("含有不能保存的控制字符", "A control character in it cannot be kept"),
        slug="unstorable-sign",
        todo=("删去空字符 (U+0000) 后再提交。", "Remove the null character (U+0000) and send again."),
    )


class Router(APIRouter):
    """An APIRouter of such operations. Paths are relative to `/api/<service>/v1`."""

    def __init__(self, *, prefix: str = "", tags: list[str] | None = None) -> None:
        super().__init__(
            prefix=prefix,
            tags=list(tags or []),
            route_class=Route,
            generate_unique_id_function=_operation_id,
            max_body_size=MOST_BODY_BYTES,
        )


def _operation_id(route: APIRoute) -> str:
    """An operation is called like its function."""
    return route.name
