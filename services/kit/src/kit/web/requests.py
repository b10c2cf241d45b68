"""What an endpoint gets: a transaction in the caller's scope, opened by the dependency its signature names.

    @router.get("/{household_id}")
    async def read_household(
        household_id: UUID, tx: Annotated[RequestRead, reads("household.read")]
    ) -> HouseholdRead: ...

The dependency checks the token, then the permission, then opens the transaction; it is of `scope="function"`,
so the commit comes after the answer is serialised and before it is sent. `kit.web.router` does the rest.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Final, TypeVar
from uuid import UUID

from fastapi import Depends
from starlette.requests import Request

from kit.auth import Caller, TokenRefused, Unchecked
from kit.db import ReadTx, Scope, WriteTx
from kit.journal import JournalEntry
from kit.position import ahead
from kit.runtime import Runtime
from kit.web import etag, once
from kit.web.language import Language, choose
from kit.web.problems import Forbidden, Unauthorized, Unavailable

T = TypeVar("T")
Dependency = Callable[..., Any]

ANYONE: Final = "anyone"
"""The permission of a public operation, as OpenAPI shows it."""
NAMES_VERSION: Final = "x-names-version"
"""Marks in OpenAPI, until it is completed, an operation that asks for `If-Match`."""

_STATE: Final = "kit.request"


class RequestState:
    """What this request has shown so far and what its answer must carry; one a try."""

    __slots__ = ("answer_headers", "caller", "operation", "replayed_status", "request", "runtime", "status")

    def __init__(self, request: Request) -> None:
        self.request = request
        self.runtime: Runtime = request.app.state.runtime
        route = request.scope.get("route")
        self.operation: str = getattr(route, "name", "unknown")
        self.status: int = getattr(route, "status_code", None) or 200
        self.caller: Caller | None = None
        self.answer_headers: dict[str, str] = {}
        self.replayed_status: int | None = None

    @classmethod
    def begin(cls, request: Request) -> RequestState:
        """A fresh state for a (new) try of a request."""
        state = request.scope[_STATE] = cls(request)
        return state

    @classmethod
    def of(cls, request: Request) -> RequestState:
        """The state of the try that is under way."""
        state: RequestState = request.scope[_STATE]
        return state

    def name_position(self, position: int | None) -> None:
        """Let the answer name a position, unless the endpoint has named its own."""
        if position is not None:
            self.answer_headers.setdefault("X-Position", f"{self.runtime.service}:{position}")

    @property
    def language(self) -> Language:
        """The language of the answer."""
        return choose(self.request.headers.get("accept-language"))

    @property
    def request_id(self) -> str | None:
        """The id that the edge gave the request (`X-Request-Id`)."""
        return self.request.scope.get("kit.request_id")


class Visitor:
    """A request as an endpoint sees it, without a transaction; base of those that have one."""

    def __init__(self, state: RequestState) -> None:
        self._state = state

    @property
    def request(self) -> Request:
        """The raw request: for headers and cookies."""
        return self._state.request

    @property
    def runtime(self) -> Runtime:
        """The service's runtime."""
        return self._state.runtime

    @property
    def language(self) -> Language:
        """`zh` or `en`, by the caller's Accept-Language."""
        return self._state.language

    @property
    def request_id(self) -> str | None:
        """The request's id, as the journal and problems name it."""
        return self._state.request_id

    @property
    def if_match(self) -> str | None:
        """The raw `If-Match` header."""
        return self.request.headers.get("if-match")

    def set_header(self, name: str, value: str) -> None:
        """A header of the answer, whatever form the endpoint returns it in."""
        self._state.answer_headers[name] = value

    def set_etag(self, j: int) -> None:
        """The answer's strong ETag: the journal id that wrote the row last."""
        self.set_header("ETag", etag.of(j))


class SignedVisitor(Visitor):
    """A signed-in request without a transaction: for calls that only ask other services."""

    @property
    def caller(self) -> Caller:
        """Who calls."""
        caller = self._state.caller
        assert caller is not None, "the dependency has checked the token"
        return caller

    @property
    def token(self) -> str:
        """The caller's own bearer token, to ask another service in their name."""
        return _bearer(self.request)


class PublicRead(ReadTx, Visitor):
    """A reading transaction of a public operation: no caller, scope of no region."""

    def __init__(self, tx: ReadTx, state: RequestState) -> None:
        ReadTx.__init__(self, tx.conn, tx.scope, tx.today)
        Visitor.__init__(self, state)


class PublicWrite(WriteTx, Visitor):
    """A writing transaction of a public operation: no caller, scope of no region."""

    def __init__(self, tx: WriteTx, state: RequestState) -> None:
        WriteTx.__init__(self, tx.conn, tx.scope, tx.today, tx.journal_id, tx.entry)
        Visitor.__init__(self, state)
        self._tx = tx
        self.events = tx.events

    def abandon(self) -> None:
        """Roll back quietly at the end (see WriteTx.abandon)."""
        super().abandon()
        self._tx.abandon()

    def require_match(self, current_j: int) -> None:
        """Compare `If-Match` with the row's journal id: 428 without the header, 412 when it differs."""
        etag.require_match(self.if_match, current_j)


class RequestRead(PublicRead, SignedVisitor):
    """A reading transaction of a signed-in caller, in the scope of the post."""


class RequestWrite(PublicWrite, SignedVisitor):
    """A writing transaction of a signed-in caller, in the scope of the post."""

    async def once(
        self,
        do: Callable[[], Awaitable[T]],
        *,
        again: Callable[[UUID], Awaitable[T]],
        ref: Callable[[T], UUID] | None = None,
    ) -> T:
        """Do a POST once for its `Idempotency-Key`.

        `do` makes the change and returns the answer; `ref(answer)`, by default its `.id`, is what is kept of
        it. The same request sent again gets `again(ref)` with the first status, and changes nothing.
        Problems: 400 without a key, 422 for a key that came with another body, 409 while the first is
        still under way. Call it before anything else of the endpoint.
        """
        claim = await once.claim(self, self._state)
        if claim.reference is not None:
            self.abandon()
            self._state.replayed_status = claim.status
            return await again(claim.reference)
        answer = await do()
        await once.settle(self, claim, ref(answer) if ref is not None else _id_of(answer))
        return answer


def permission(name: str) -> Callable[[Dependency], Dependency]:
    """Mark a dependency function with the permission that it checks, for OpenAPI and the refusal of others.

    For dependencies of a feature's own (the gateway's cookie session); the kit's are marked already.
    """

    def mark(dependency: Dependency) -> Dependency:
        dependency.permission = name  # type: ignore[attr-defined]
        return dependency

    return mark


def reads(name: str, *, snapshot: bool = False) -> Any:
    """A `RequestRead` for callers with the permission; `snapshot`: all statements see one instant."""

    @permission(name)
    async def open_read(request: Request) -> AsyncIterator[RequestRead]:
        state = RequestState.of(request)
        caller = await admit(state, name)
        async with state.runtime.db.read(caller.scope, snapshot=snapshot) as tx:
            state.name_position(state.runtime.position.head)
            yield RequestRead(tx, state)

    return Depends(open_read, scope="function")


def writes(name: str, *, operation: str | None = None) -> Any:
    """A `RequestWrite` for callers with the permission.

    `operation` of the journal row: `subject.action`; by default the permission, and the service may set
    `tx.entry.operation` as it goes.
    """

    @permission(name)
    async def open_write(request: Request) -> AsyncIterator[RequestWrite]:
        state = RequestState.of(request)
        caller = await admit(state, name)
        async with _writing(state, caller.scope, operation or name) as tx:
            yield RequestWrite(tx, state)
            # A replay takes no place of its own; one that never comes would be waited for in vain.
            state.name_position(await ahead(tx) - tx.abandoned)

    return Depends(open_write, scope="function")


def revises(name: str, *, operation: str | None = None) -> Any:
    """As `writes`, on a record that is there already: the caller names its version (`require_match`)."""
    dependency = writes(name, operation=operation)
    dependency.dependency.names_version = True
    return dependency


def asks(name: str) -> Any:
    """A `SignedVisitor` for callers with the permission: no transaction is opened."""

    @permission(name)
    async def open_visit(request: Request) -> SignedVisitor:
        state = RequestState.of(request)
        await admit(state, name)
        return SignedVisitor(state)

    return Depends(open_visit)


@permission(ANYONE)
async def _visit(request: Request) -> Visitor:
    return Visitor(RequestState.of(request))


@permission(ANYONE)
async def _public_read(request: Request) -> AsyncIterator[PublicRead]:
    state = RequestState.of(request)
    async with state.runtime.db.read(Scope.none()) as tx:
        yield PublicRead(tx, state)


anyone: Final[Any] = Depends(_visit)
"""A `Visitor`: a public operation without a transaction."""

anyone_reads: Final[Any] = Depends(_public_read, scope="function")
"""A `PublicRead`: a public operation that reads."""


def anyone_writes(operation: str) -> Any:
    """A `PublicWrite`: a public operation that writes (a sign-in), journalled as `operation`."""

    @permission(ANYONE)
    async def open_public_write(request: Request) -> AsyncIterator[PublicWrite]:
        state = RequestState.of(request)
        async with _writing(state, Scope.none(), operation) as tx:
            yield PublicWrite(tx, state)

    return Depends(open_public_write, scope="function")


async def admit(state: RequestState, name: str) -> Caller:
    """The caller of the request's bearer token, if the post carries the permission."""
    try:
        caller = await state.runtime.verifier.caller(_bearer(state.request))
    except TokenRefused as refusal:
        raise Unauthorized(refusal.reason) from None
    except Unchecked:
        raise Unavailable(
            "sign-in-unchecked", ("暂时无法核对登录状态", "Sign-ins cannot be checked at the moment")
        ) from None
    state.caller = caller
    if not caller.may(name):
        raise Forbidden(name)
    return caller


def journal_entry(state: RequestState, operation: str) -> JournalEntry:
    """The journal entry of this request, as far as it is known at the start."""
    return JournalEntry(
        operation=operation,
        request_id=state.request_id,
        actor_name=state.caller.name if state.caller else None,
    )


@asynccontextmanager
async def _writing(state: RequestState, scope: Scope, operation: str) -> AsyncIterator[WriteTx]:
    async with state.runtime.db.write(scope, journal_entry(state, operation)) as tx:
        yield tx


def _id_of(answer: object) -> UUID:
    reference = getattr(answer, "id", None)
    if not isinstance(reference, UUID):
        raise TypeError("once() needs an answer with an `id`, or `ref=`")
    return reference


def _bearer(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthorized
    return token.strip()
