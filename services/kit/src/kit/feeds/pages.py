"""A page of a feed: events after a cursor, within the caller's scope."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import BigInteger, Integer, bindparam, text

from kit.db import Prepared, Tx
from kit.feeds.cursor import FeedCursor
from kit.known import head

_PAGE: Final = Prepared(
    text("select * from feed_page(:position, :n, :upto, :most)").bindparams(
        bindparam("position", type_=BigInteger),
        bindparam("n", type_=Integer),
        bindparam("upto", type_=BigInteger),
        bindparam("most", type_=Integer),
    )
)
# After all events of a transaction, however many there are.
_LAST_OF_ALL: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Events as CloudEvents, the cursor after them, and the position up to which they are complete."""

    events: list[dict[str, Any]]
    cursor: str
    position: int
    more: bool


async def cursor_at_head(tx: Tx) -> FeedCursor:
    """The cursor after all that the journal holds now: what a snapshot begun here must go on from."""
    return FeedCursor(await head(tx), _LAST_OF_ALL, tx.scope.lo, tx.scope.hi)


async def read_page(tx: Tx, service: str, after: FeedCursor | None, limit: int) -> FeedPage:
    """The events after a cursor (None: from the beginning). Raises Resync for a cursor that does not fit."""
    upto = await head(tx)
    scope = tx.scope
    if after is None:
        after = FeedCursor(0, 0, scope.lo, scope.hi)
    after.require_scope(scope.lo, scope.hi, upto)
    rows = await tx.all(_PAGE, position=after.position, n=after.n, upto=upto, most=limit)
    events = [_cloud_event(service, row) for row in rows]
    if len(rows) < limit:
        return FeedPage(events, FeedCursor(upto, _LAST_OF_ALL, scope.lo, scope.hi).encode(), upto, False)
    # The page may end among the events of a transaction: complete is only what lies before it.
    place, n = rows[-1]["place"], rows[-1]["n"]
    return FeedPage(events, FeedCursor(place, n, scope.lo, scope.hi).encode(), place - 1, True)


def _cloud_event(service: str, row: Any) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": f"{service}:{row['place']}.{row['n']}",
        "source": f"/api/{service}/v1",
        "type": row["type"],
        "dataversion": row["version"],
        "subject": str(row["subject"]),
        "time": row["at"].isoformat(),
        "day": row["day"].isoformat(),
        "position": row["place"],
        "region": row["region_key"],
        "data": row["data"],
    }
