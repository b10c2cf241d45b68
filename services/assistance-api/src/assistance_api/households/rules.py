"""Whether help may still reach a household. Pure: no database, no web."""

import re
from enum import Enum

SOURCE = "registry"
"""The service whose feed this service's households come from."""

_POSITION = re.compile(rf"{SOURCE}:(\d{{1,18}})")

EXTINCT = "extinct"
"""Standing 消亡: nobody is left in the household."""


class Refusal(Enum):
    """Why a household may not be given anything."""

    VOIDED = "voided"
    ENDED = "ended"


def refuse_help(*, standing: str, voided: bool, ended: bool) -> Refusal | None:
    """Say why nothing may be given to the household, or None if it may."""
    if voided:
        return Refusal.VOIDED
    if ended or standing == EXTINCT:
        return Refusal.ENDED
    return None


def read_position(text: str | None) -> int | None:
    """The position in the registry's journal that a caller names (``registry:12345``), if it names one."""
    match = _POSITION.fullmatch(text or "")
    return int(match[1]) if match else None


def is_ahead(caller: int | None, projection: int | None) -> bool:
    """Whether the caller may know a household that the projection cannot know yet.

    ``projection``: the position it stands at, None while it is being filled for the first time.
    """
    return caller is not None and (projection is None or projection < caller)
