"""Pure decisions on sessions: what comes next for the person, and when a session is over."""

from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """What the person must do next; only a ready session opens anything."""

    CLAIM_PERSON = "claim-person"
    CHANGE_PASSWORD = "change-password"
    CHOOSE_POST = "choose-post"
    READY = "ready"


def state(*, claimed: bool, must_change_password: bool, post_chosen: bool) -> State:
    """The first thing that is missing: whose account it is, then a password of one's own, then a post."""
    if not claimed:
        return State.CLAIM_PERSON
    if must_change_password:
        return State.CHANGE_PASSWORD
    return State.READY if post_chosen else State.CHOOSE_POST


def is_idle(seen_at: datetime, now: datetime, minutes: int) -> bool:
    """Whether the person has left the session alone for too long."""
    return now - seen_at > timedelta(minutes=minutes)


def is_too_old(opened_at: datetime, now: datetime, hours: int) -> bool:
    """Whether the session has lasted as long as any may."""
    return now - opened_at > timedelta(hours=hours)
