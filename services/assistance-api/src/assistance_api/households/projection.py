"""Following the registry: its events and its snapshot become the households of this service.

Only the worker writes here. Whatever arrives twice, late or out of order leaves the newest state on file;
nothing is removed, since help hangs on the rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self
from uuid import UUID

from assistance_api.households import repository
from kit.db import WriteTx

HOUSEHOLD_CHANGED = "registry.household.changed"
"""Type of the registry's event, version 1: the whole new state of a household."""


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
    def told(cls, household_id: UUID, position: int, data: Mapping[str, Any]) -> Self:
        """From the data of an event or of a line of the snapshot; fields added later are ignored."""
        return cls(
            id=household_id,
            region_key=data["region_key"],
            official_no=data["official_no"],
            head_name=data["head_name"],
            standing=data["standing"],
            poverty_status=data["poverty_status"],
            persons=data["persons"],
            disabled=data["disabled"],
            voided=data["voided"],
            source_position=position,
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
