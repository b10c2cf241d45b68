"""The outermost layer of every app: request ids, security headers, bodies that are too large.

A plain ASGI wrapper: it costs a few microseconds and never touches a body.
"""

from __future__ import annotations

import logging
import re
import traceback
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kit.ids import uuid7
from kit.web.language import Language, choose
from kit.web.problems import MEDIA_TYPE, Problem

REQUEST_ID: Final = "kit.request_id"
_REQUEST_ID_FORM = re.compile(r"[A-Za-z0-9._-]{8,64}")
_HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    # An answer of the API is data for one caller: nothing in it runs, nobody in between keeps it.
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cache-control", b"no-store"),
)


_log = logging.getLogger(__name__)


class Cut(Exception):
    """An answer broke off after its head was sent; the server closes the connection."""


class Edge:
    """Wraps an app of the API. What nobody caught becomes a problem 500 here, logged without its text."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_headers = dict(scope["headers"])
        request_id = _request_id(request_headers.get(b"x-request-id"))
        scope[REQUEST_ID] = request_id
        instead: bytes | None = None
        started = False

        def language() -> Language:
            return choose(request_headers.get(b"accept-language", b"").decode("latin-1"))

        async def send_on(message: Message) -> None:
            nonlocal instead, started
            if message["type"] == "http.response.start":
                started = True
                headers = list(message["headers"])
                if message["status"] == 413 and not _is_problem(headers):
                    # Starlette's own limiter answers in plain text.
                    problem = _TOO_LARGE.response(language(), request_id)
                    instead, headers = bytes(problem.body), list(problem.raw_headers)
                present = {name for name, _ in headers}
                headers.append((b"x-request-id", request_id.encode()))
                headers.extend(pair for pair in _HEADERS if pair[0] not in present)
                message = {**message, "headers": headers}
            elif instead is not None:
                message = {**message, "body": instead if not message.get("more_body") else b""}
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        except Exception as error:
            _log.error("request %s failed\n%s", request_id, describe(error))
            if started:
                raise Cut from None
            await _FAULT.response(language(), request_id)(scope, receive, send_on)


_TOO_LARGE: Final = Problem(
    413,
    "too-large",
    ("内容过大", "This is too large"),
    todo=("缩小后再提交。", "Send less at a time."),
)


_FAULT: Final = Problem(
    500,
    "internal",
    ("系统出错，内容没有保存", "Something failed here; nothing was saved"),
    todo=("稍后再试；仍不行，请把编号告诉管理员。", "Try again; if it stays, tell an admin the id."),
)


def describe(error: BaseException) -> str:
    """Where an error came from, for the log: types and places, of the database also its code and constraint.

    Never the text: PostgreSQL's names the values of a key, pydantic's the input, and either may be protected.
    """
    lines = traceback.format_tb(error.__traceback__)
    names = ("sqlstate", "table_name", "column_name", "constraint_name")
    facts = [f"{name}={value}" for name in names if (value := getattr(error, name, None))]
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = f"{describe(cause)}\nwhence " if cause is not None else ""
    return f"{before}{type(error).__qualname__} {' '.join(facts)}\n{''.join(lines)}"


def _request_id(given: bytes | None) -> str:
    """The id that the gateway or a client gave, if it has a harmless form; else a new one."""
    text = given.decode("latin-1") if given else ""
    return text if _REQUEST_ID_FORM.fullmatch(text) else str(uuid7())


def _is_problem(headers: list[tuple[bytes, bytes]]) -> bool:
    return any(name == b"content-type" and value.startswith(MEDIA_TYPE.encode()) for name, value in headers)
