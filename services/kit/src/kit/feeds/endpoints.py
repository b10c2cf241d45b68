"""`GET /events` and `GET /snapshot`: the feed of a service, for services, phones and partners alike."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Query

from kit.db import Tx
from kit.feeds.cursor import FeedCursor, Resync
from kit.feeds.pages import FeedPage, cursor_at_head, read_page
from kit.web import Model, Problem, RequestRead, Router, SignedVisitor, asks, reads

Snapshot = Callable[[Tx, UUID | None, int], Awaitable[list[tuple[UUID, dict[str, Any]]]]]
"""At most so many items after an id, in the order of ids: each its id and its content as events carry it."""

_POLL_SECONDS: Final = 0.2
_LONGEST_WAIT: Final = 25.0
"""Less than proxies and clients grant to a silent answer."""


class EventPage(Model):
    """Events after the cursor asked for."""

    events: list[dict[str, Any]]
    cursor: str
    position: int
    more: bool


class SnapshotPage(Model):
    """Items as they stand; after the last page (`next` is null) go on with the feed from `cursor`."""

    items: list[dict[str, Any]]
    next: str | None
    cursor: str
    position: int


class ResyncNeeded(Problem):
    """The reader must begin again from a snapshot."""

    def __init__(self) -> None:
        super().__init__(
            410,
            "resync",
            ("游标已失效", "The cursor is no longer valid"),
            todo=("请从 snapshot 重新同步", "Begin again from the snapshot"),
        )


def feed_router(service: str, snapshot: Snapshot) -> Router:
    """The feed of `service`; `snapshot` reads the items that newcomers begin with."""
    router = Router(tags=["feed"])

    @router.get("/events")
    async def read_events(
        visit: Annotated[SignedVisitor, asks("event.read")],
        after: Annotated[str | None, Query(max_length=400)] = None,
        wait: Annotated[float, Query(ge=0, le=_LONGEST_WAIT)] = 0,
        limit: Annotated[int, Query(ge=1, le=200)] = 100,
    ) -> EventPage:
        """Events within the caller's region after a cursor; waits up to `wait` seconds for the first."""
        try:
            page = await _awaited_page(visit, service, after, wait, limit)
        except Resync:
            raise ResyncNeeded from None
        visit.set_header("X-Position", f"{service}:{page.position}")
        return EventPage(events=page.events, cursor=page.cursor, position=page.position, more=page.more)

    @router.get("/snapshot")
    async def read_snapshot(
        tx: Annotated[RequestRead, reads("snapshot.read", snapshot=True)],
        after: Annotated[str | None, Query(max_length=400)] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 200,
    ) -> SnapshotPage:
        """What stands now within the caller's region, in pages, for those who begin to follow the feed."""
        try:
            cursor, last = await _resumed(tx, after)
        except Resync:
            raise ResyncNeeded from None
        items = await snapshot(tx, last, limit)
        more = len(items) == limit
        return SnapshotPage(
            items=[content for _, content in items],
            next=_next(cursor, items[-1][0]) if more else None,
            cursor=cursor.encode(),
            position=cursor.position,
        )

    return router


async def _awaited_page(
    visit: SignedVisitor, service: str, after: str | None, wait: float, limit: int
) -> FeedPage:
    """The page, once it has an event or the wait is over; no transaction stays open in between."""
    cursor = None if after is None else FeedCursor.decode(after)
    loop = asyncio.get_running_loop()
    deadline = loop.time() + wait
    while True:
        async with visit.runtime.db.read(visit.caller.scope) as tx:
            page = await read_page(tx, service, cursor, limit)
        if page.events or loop.time() >= deadline:
            return page
        await asyncio.sleep(min(_POLL_SECONDS, max(0.0, deadline - loop.time())))


def _next(cursor: FeedCursor, last: UUID) -> str:
    """The token of the next page: it carries the cursor of the first, so that nothing is stored."""
    return f"{cursor.encode()}.{last.hex}"


async def _resumed(tx: Tx, after: str | None) -> tuple[FeedCursor, UUID | None]:
    if after is None:
        return await cursor_at_head(tx), None
    encoded, _, last = after.rpartition(".")
    cursor = FeedCursor.decode(encoded)
    cursor.require_scope(tx.scope.lo, tx.scope.hi, cursor.position)
    try:
        return cursor, UUID(hex=last)
    except ValueError:
        raise Resync from None
