"""Shapes of hand-overs in requests and answers."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import UUID7, Field, StringConstraints

from assistance_api.households.schemas import HouseholdBrief
from kit.web import Model

_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=200)]
_Batch = Annotated[
    str, StringConstraints(strip_whitespace=True, to_upper=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9\-]{1,31}$")
]


class HandoverCreate(Model):
    """A hand-over as the form sends it. The phone makes ``id``, so that a resend is known again."""

    id: UUID7
    household_id: UUID
    # Only a bound of sense: how many a household may have is the allowance of its region and year.
    alive: Annotated[int, Field(ge=1, le=10_000)]
    dead_on_arrival: Annotated[int, Field(ge=0, le=10_000)]
    handed_over_on: date
    batch_no: _Batch
    signature_id: UUID


class HandoverVoid(Model):
    """Why a hand-over is voided."""

    reason: _Words


class Reveal(Model):
    """Why a protected file is looked at."""

    reason: _Words


class HandoverVoided(Model):
    """By whom, when (business day) and why a hand-over was voided."""

    on: date
    reason: str
    by: str


class HandoverRead(Model):
    """One hand-over 鹅苗交接单."""

    id: UUID
    household: HouseholdBrief
    year: int
    handed_over_on: date
    alive: int
    """活鹅（只）: counts towards the year's allowance."""
    dead_on_arrival: int
    """途中死亡（只）: to be replaced, not counted."""
    batch_no: str
    signature_id: UUID
    village_of_day: str
    """Key of the village where it happened; the household's own may have changed since."""
    recorded_at: datetime
    recorded_by: str
    voided: HandoverVoided | None
    """None: it stands."""
    etag: str
    """What a change sends as If-Match."""
