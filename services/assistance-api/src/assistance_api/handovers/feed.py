"""The feed of this service: what newcomers begin with."""

from typing import Any
from uuid import UUID

from assistance_api.handovers import events, repository
from kit.db import Tx
from kit.feeds.endpoints import feed_router


async def _snapshot(tx: Tx, after: UUID | None, limit: int) -> list[tuple[UUID, dict[str, Any]]]:
    """Hand-overs after an id, in the order of ids, as their events carry them."""
    rows = await repository.after_id(tx, after, limit)
    return [(row["id"], events.item(row)) for row in rows]


router = feed_router("assistance", _snapshot)
