"""Reading another service's feed: what came is applied and the cursor moved in one transaction."""

from collections.abc import Sequence
from typing import Any, Final, Protocol
from uuid import UUID

import httpx
from asyncpg import Record
from sqlalchemy import BigInteger, Text, Uuid, bindparam, text

from kit.db import Database, Prepared, Scope, Tx, WriteTx
from kit.ids import uuid7
from kit.journal import JournalEntry
from kit.peers import Peers

_PAGE: Final = 200
_WAIT_SECONDS: Final = 10
_STATE: Final = Prepared(text("select * from feed_cursor where source = :source"))
_KEEP: Final = Prepared(
    text(
        """
        insert into feed_cursor (source, cursor, position, snapshot_cursor, snapshot_next, snapshot_run)
        values (:source, :cursor, :position, :snapshot_cursor, :snapshot_next, :snapshot_run)
        on conflict (source) do update set
          cursor = excluded.cursor, position = excluded.position, at = clock_timestamp(),
          snapshot_cursor = excluded.snapshot_cursor, snapshot_next = excluded.snapshot_next,
          snapshot_run = excluded.snapshot_run
        """
    ).bindparams(
        bindparam("position", type_=BigInteger),
        bindparam("cursor", type_=Text),
        bindparam("snapshot_cursor", type_=Text),
        bindparam("snapshot_next", type_=Text),
        bindparam("snapshot_run", type_=Uuid),
    )
)


class Consumer(Protocol):
    """What a service makes of another's feed. Each call is one transaction; any of them may come again."""

    source: str
    """The service whose feed it is."""

    async def apply(self, tx: WriteTx, events: Sequence[dict[str, Any]]) -> None:
        """Apply CloudEvents in their order; unknown types are passed over."""
        ...

    async def absorb(self, tx: WriteTx, items: Sequence[dict[str, Any]], run: UUID) -> None:
        """Take in one page of a snapshot; `run` names the snapshot."""
        ...

    async def finish(self, tx: WriteTx, run: UUID) -> None:
        """The snapshot is complete: compare, upsert what differs, mark as ended what it did not name."""
        ...


class FeedReader:
    """Follows one feed for ever; after a kill it goes on where its last commit stood."""

    def __init__(self, db: Database, peers: Peers, consumer: Consumer, region: str) -> None:
        self._db = db
        self._peers = peers
        self._consumer = consumer
        self._scope = Scope.of_region(region)
        self._base = f"/api/{consumer.source}/v1"

    async def run(self) -> None:
        """Read until cancelled. Raises httpx.HTTPError when the other service does not answer."""
        while True:
            await self.step(wait=_WAIT_SECONDS)

    async def step(self, *, wait: float = 0) -> bool:
        """One page of the snapshot or of the feed; False when there was nothing new within `wait` seconds."""
        state = await self._state()
        if state is None or state["cursor"] is None or state["snapshot_run"] is not None:
            await self._snapshot_page(state)
            return True
        answer = await self._peers.get(
            f"{self._base}/events", params={"after": state["cursor"], "limit": _PAGE, "wait": wait}
        )
        if answer.status_code == httpx.codes.GONE:
            await self._begin_again()
            return True
        answer.raise_for_status()
        page = answer.json()
        events = page["events"]
        if events:
            await self._apply(page, events)
        elif page["cursor"] != state["cursor"]:
            # No fact has changed: were this journalled, two services that read each other would never rest.
            async with self._db.bookkeep() as tx:
                await self._keep(tx, cursor=page["cursor"], position=page["position"])
        return bool(events)

    async def _state(self) -> Record | None:
        async with self._db.read(self._scope) as tx:
            return await tx.first(_STATE, source=self._consumer.source)

    async def _apply(self, page: dict[str, Any], events: list[dict[str, Any]]) -> None:
        async with self._db.write(self._scope, self._entry("feed.apply")) as tx:
            await self._consumer.apply(tx, events)
            await self._keep(tx, cursor=page["cursor"], position=page["position"])

    async def _begin_again(self) -> None:
        async with self._db.write(self._scope, self._entry("feed.resync")) as tx:
            await self._keep(tx)

    async def _snapshot_page(self, state: Record | None) -> None:
        """The next page of the snapshot under way, or the first of a new one."""
        under_way = state if state is not None and state["snapshot_run"] is not None else None
        run: UUID = under_way["snapshot_run"] if under_way else uuid7()
        params: dict[str, Any] = {"limit": _PAGE}
        if under_way:
            params["after"] = under_way["snapshot_next"]
        answer = await self._peers.get(f"{self._base}/snapshot", params=params)
        if answer.status_code == httpx.codes.GONE and under_way:
            await self._begin_again()
            return
        answer.raise_for_status()
        page = answer.json()
        async with self._db.write(self._scope, self._entry("feed.snapshot")) as tx:
            if page["items"]:
                await self._consumer.absorb(tx, page["items"], run)
            if page["next"] is None:
                await self._consumer.finish(tx, run)
                await self._keep(tx, cursor=page["cursor"], position=page["position"])
            else:
                await self._keep(
                    tx, snapshot_cursor=page["cursor"], snapshot_next=page["next"], snapshot_run=run
                )

    async def _keep(
        self,
        tx: Tx,
        *,
        cursor: str | None = None,
        position: int = 0,
        snapshot_cursor: str | None = None,
        snapshot_next: str | None = None,
        snapshot_run: UUID | None = None,
    ) -> None:
        await tx.run(
            _KEEP,
            source=self._consumer.source,
            cursor=cursor,
            position=position,
            snapshot_cursor=snapshot_cursor,
            snapshot_next=snapshot_next,
            snapshot_run=snapshot_run,
        )

    def _entry(self, operation: str) -> JournalEntry:
        return JournalEntry(operation=operation, details={"source": self._consumer.source})
