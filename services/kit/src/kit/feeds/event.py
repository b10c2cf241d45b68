"""One event, as the writing code emits it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A CloudEvent in the making: the sequencer gives it its place, the feed its envelope.

    `type` is "<service>.<noun>.<verb in the past>", `version` that of the shape of `data`; `region_key` says
    who may read it. `data` carries the whole new state, no protected value, so applying twice does nothing.
    """

    type: str
    subject: UUID
    region_key: str
    data: dict[str, Any]
    version: int = 1
