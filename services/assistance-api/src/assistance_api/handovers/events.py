"""What hand-overs tell the other services: the whole new state, no protected value."""

from typing import Any

from asyncpg import Record

from kit.feeds import Event


def changed(row: Record) -> Event:
    """A hand-over was recorded or voided."""
    data: dict[str, Any] = {
        "household_id": str(row["household_id"]),
        "year": row["year"],
        "handed_over_on": row["handed_over_on"].isoformat(),
        "alive": row["alive"],
        "dead_on_arrival": row["dead_on_arrival"],
        "batch_no": row["batch_no"],
        "village_of_day": row["village_of_day"],
        "voided": row["voided_on"] is not None,
    }
    return Event(
        type="assistance.gosling_handover.changed",
        subject=row["id"],
        region_key=row["region_key"],
        data=data,
    )
