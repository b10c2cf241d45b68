"""What hand-overs tell the other services: the whole new state, no protected value."""

from typing import Any

from asyncpg import Record

from kit.feeds import Event

CHANGED = "assistance.gosling_handover.changed"
"""A hand-over was recorded or voided."""


def changed(row: Record) -> Event:
    """The event of a hand-over as it now stands."""
    return Event(type=CHANGED, subject=row["id"], region_key=row["region_key"], data=_data(row))


def item(row: Record) -> dict[str, Any]:
    """The same as an item of the snapshot."""
    return {
        "type": CHANGED,
        "dataversion": 1,
        "subject": str(row["id"]),
        "region": row["region_key"],
        "data": _data(row),
    }


def _data(row: Record) -> dict[str, Any]:
    return {
        "household_id": str(row["household_id"]),
        "year": row["year"],
        "handed_over_on": row["handed_over_on"].isoformat(),
        "alive": row["alive"],
        "dead_on_arrival": row["dead_on_arrival"],
        "batch_no": row["batch_no"],
        "village_of_day": row["village_of_day"],
        "voided": row["voided_on"] is not None,
    }
