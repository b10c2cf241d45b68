"""Following the registry: its events and its snapshot become the households of this service.

Only the worker writes here. Whatever arrives twice, late or out of order leaves the newest state on file;
nothing is removed, since help hangs on the rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self
from uuid import UUID

from assistance_api.households import projection_repository as repository
from assistance_api.households.rules import SOURCE
from kit.db import WriteTx

HOUSEHOLD_CHANGED = "registry.household.changed"
"""Type of the registry's event: the whole new state of a household."""

_OF_THE_SNAPSHOT = 0
"""Position of a state from a snapshot: the feed goes on from there, so any event is newer."""


@dataclass(frozen=True)
class State:
    """A household as the registry told of it at a position of its journal."""

    id: UUID
    region_key: str
    official_no: str
    head_name: str | None
    standing: str
    poverty_status: str | None
    persons: int
    disabled: bool
    voided: bool
    source_position: int

    @classmethod
    def told(cls, event: Mapping[str, Any]) -> Self:
        """From an event or from an item of the snapshot; fields added later are ignored."""
        data = event["data"]
        return cls(
            id=UUID(event["subject"]),
            region_key=data["region_key"],
            official_no=data["official_no"],
            head_name=data["head_name"],
            standing=data["standing"],
            poverty_status=data["poverty_status"],
            persons=data["persons"],
            disabled=data["disabled"],
            voided=data["voided"],
            source_position=event.get("position", _OF_THE_SNAPSHOT),
        )


async def apply(tx: WriteTx, states: Sequence[State]) -> int:
    """Bring the households to these states; returns how many changed.

    A state at or before the one on file changes nothing, so a page may be applied twice.
    """
    newest: dict[UUID, State] = {}
    for state in states:
        held = newest.get(state.id)
        if held is None or held.source_position <= state.source_position:
            newest[state.id] = state
    # In the order of ids, so that two writers lock the rows alike.
    ordered = sorted(newest.values(), key=lambda state: state.id)
    return await repository.upsert(tx, [asdict(state) for state in ordered])


class HouseholdConsumer:
    """Reads the registry's feed into the projection (kit.feeds.reader.Consumer)."""

    source = SOURCE

    async def apply(self, tx: WriteTx, events: Sequence[dict[str, Any]]) -> None:
        """Apply the events that tell of households; others are passed over."""
        await apply(tx, [State.told(event) for event in events if event["type"] == HOUSEHOLD_CHANGED])

    async def absorb(self, tx: WriteTx, items: Sequence[dict[str, Any]], run: UUID) -> None:
        """Lay one page of the snapshot beside the projection."""
        await repository.lay_beside(tx, run, [asdict(State.told(item)) for item in items])

    async def finish(self, tx: WriteTx, run: UUID) -> None:
        """Take over what differs, mark as ended what the snapshot did not name, empty the shadow."""
        await repository.take_over(tx, run)
        await repository.end_absent(tx, run)
        await repository.empty(tx)
