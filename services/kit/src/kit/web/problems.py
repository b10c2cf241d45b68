"""Every error is a problem (RFC 9457): what happened, where, and what to do, in the caller's language.

A feature says its own by subclassing one of the standard ones:

    class HouseholdNotFound(NotFound):
        def __init__(self) -> None:
            super().__init__(("没有这一户", "There is no such household"))
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from starlette.responses import Response

from kit.web.language import Language, Words, say

if TYPE_CHECKING:
    from kit.db import WriteTx

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One thing wrong in what was sent, and where.

    `pointer`: JSON pointer into the body (`/members/0/name`); `parameter`: name of a query, path or header
    parameter; `sheet`, `row` (from 1), `column`: a cell of a workbook. `code`: stable short word.
    `message` holds no protected value.
    """

    code: str
    message: Words
    pointer: str | None = None
    parameter: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def document(self, language: Language) -> dict[str, Any]:
        """As it stands in the answer: only the places that are given."""
        places = {
            "pointer": self.pointer,
            "parameter": self.parameter,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
        }
        return {
            **{name: place for name, place in places.items() if place is not None},
            "code": self.code,
            "message": say(self.message, language),
        }


class Problem(Exception):
    """Raised anywhere below an endpoint; the transaction is rolled back and this is the answer."""

    journal_as: str | None = None
    """The operation under which the refusal itself is journalled; None: it leaves no trace."""
    is_counted = False
    """Whether it may be told only once `count` has said so."""

    def __init__(
        self,
        status: int,
        slug: str,
        title: Words,
        detail: Words | None = None,
        todo: Words | None = None,
        errors: Sequence[FieldProblem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """`slug` is stable and ends the `type`; `todo` says what the caller can do about it."""
        super().__init__(slug)
        self.status = status
        self.slug = slug
        self.title = title
        self.detail = detail
        self.todo = todo
        self.errors = tuple(errors)
        self.headers = dict(headers or {})

    def document(self, language: Language, request_id: str | None) -> dict[str, Any]:
        """The problem document in one language."""
        document: dict[str, Any] = {
            "type": f"urn:bangfu:problem:{self.slug}",
            "title": say(self.title, language),
            "status": self.status,
        }
        if self.detail:
            document["detail"] = say(self.detail, language)
        if self.todo:
            document["todo"] = say(self.todo, language)
        if self.errors:
            document["errors"] = [error.document(language) for error in self.errors]
        if request_id:
            document["request_id"] = request_id
        return document

    def response(self, language: Language, request_id: str | None) -> Response:
        """The answer that says it."""
        return Response(
            orjson.dumps(self.document(language, request_id)),
            status_code=self.status,
            media_type=MEDIA_TYPE,
            headers={**self.headers, "Content-Language": "zh-CN" if language == "zh" else "en"},
        )

    async def count(self, tx: WriteTx) -> Problem:
        """For refusals that tell something, and only so often: count this one beside its journal row.

        Returns what is to be answered, itself or another. The request's own transaction is rolled back.
        """
        return self


class BadRequest(Problem):
    """400: the request as such is malformed."""

    def __init__(
        self, slug: str, title: Words, detail: Words | None = None, todo: Words | None = None
    ) -> None:
        super().__init__(400, slug, title, detail, todo)


class Unauthorized(Problem):
    """401: no token, or one that does not hold. `reason` is for the journal and never answered."""

    journal_as = "access.token-refused"

    def __init__(self, reason: str = "no-token") -> None:
        super().__init__(
            401,
            "unauthorized",
            ("请先登录", "Please sign in"),
            todo=("重新登录后再试。", "Sign in and try again."),
            headers={"WWW-Authenticate": "Bearer"},
        )
        self.reason = reason


class Forbidden(Problem):
    """403: signed in, but this post may not do it."""

    journal_as = "access.forbidden"

    def __init__(
        self,
        permission: str,
        title: Words = ("当前岗位不能办理此事", "This post may not do this"),
        detail: Words | None = None,
    ) -> None:
        super().__init__(
            403,
            "forbidden",
            title,
            detail,
            todo=("换用有此权限的岗位，或请有权限的同事办理。", "Use a post that may, or ask a colleague."),
        )
        self.permission = permission


class NotFound(Problem):
    """404: absent or out of scope, which read the same."""

    def __init__(
        self,
        title: Words = ("没有找到", "Not found"),
        detail: Words | None = None,
        slug: str = "not-found",
    ) -> None:
        super().__init__(404, slug, title, detail)


class Conflict(Problem):
    """409: what is on record stands against it."""

    def __init__(
        self,
        slug: str,
        title: Words,
        detail: Words | None = None,
        todo: Words | None = None,
        errors: Sequence[FieldProblem] = (),
    ) -> None:
        super().__init__(409, slug, title, detail, todo, errors)


class PreconditionFailed(Problem):
    """412: somebody changed it since it was read."""

    def __init__(self) -> None:
        super().__init__(
            412,
            "changed-meanwhile",
            ("内容已被他人修改", "It was changed meanwhile"),
            todo=("刷新后核对最新内容，再提交一次。", "Reload, look at what is there now, then send again."),
        )


class PreconditionRequired(Problem):
    """428: a change must say which state it starts from."""

    def __init__(self) -> None:
        super().__init__(
            428,
            "if-match-required",
            ("缺少 If-Match", "If-Match is missing"),
            todo=(
                "先读取该记录，把其 ETag 放入 If-Match。",
                "Read it and send its ETag as If-Match.",
            ),
        )


class Unprocessable(Problem):
    """422: understood, but against the rules; `errors` say where."""

    def __init__(
        self,
        errors: Sequence[FieldProblem] = (),
        title: Words = ("提交的内容有误", "What was sent has mistakes"),
        *,
        slug: str = "invalid",
        detail: Words | None = None,
        todo: Words | None = ("按提示改正后再提交。", "Mend what is marked and send again."),
    ) -> None:
        super().__init__(422, slug, title, detail, todo, errors)


class Unavailable(Problem):
    """503: not now; `Retry-After` in whole seconds."""

    def __init__(
        self,
        slug: str = "unavailable",
        title: Words = ("暂时无法办理", "Not available at the moment"),
        *,
        retry_after: int = 1,
    ) -> None:
        super().__init__(
            503,
            slug,
            title,
            todo=("请稍后再试。", "Try again in a moment."),
            headers={"Retry-After": str(retry_after)},
        )
