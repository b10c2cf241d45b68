"""Pure decisions on posts."""

from datetime import date, timedelta


def is_open(valid_from: date, valid_to: date | None, today: date) -> bool:
    """Whether a post opens anything today."""
    return valid_from <= today and (valid_to is None or today < valid_to)


def is_listed(valid_to: date | None, today: date, days: int) -> bool:
    """Whether a post is still shown: while it runs, and for some days after it has ended."""
    return valid_to is None or today < valid_to + timedelta(days=days)
