"""Decisions on a hand-over, free of database and web.

All days are business days in Beijing time.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from typing import Any


class DateRefusal(Enum):
    """Why the day of a hand-over is not accepted."""

    IN_THE_FUTURE = "in-the-future"
    YEAR_CLOSED = "year-closed"


CONTENT = ("household_id", "alive", "dead_on_arrival", "handed_over_on", "batch_no", "signature_id")
"""What a hand-over says, apart from its id: two sendings of one form carry the same content."""


def same_content(kept: Mapping[str, Any], sent: Mapping[str, Any]) -> bool:
    """Whether a hand-over on file says what was sent now."""
    return all(kept[name] == sent[name] for name in CONTENT)


def refuse_date(handed_over_on: date, today: date, grace_days: int) -> DateRefusal | None:
    """Say why a hand-over may not carry this day, or None if it may.

    The day counts towards its own calendar year. A year stays open until ``grace_days`` days of the
    next one have passed, so that forms filled in without signal at the year's end still arrive.
    """
    if handed_over_on > today:
        return DateRefusal.IN_THE_FUTURE
    if handed_over_on.year < (today - timedelta(days=grace_days)).year:
        return DateRefusal.YEAR_CLOSED
    return None
