"""Finding the households that help is given to."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from asyncpg import Record

from assistance_api.households import repository
from assistance_api.households.errors import (
    HouseholdEnded,
    HouseholdNotFound,
    HouseholdNotYetKnown,
    HouseholdVoided,
)
from assistance_api.households.repository import RANKS, Place
from assistance_api.households.rules import Refusal, is_ahead, read_position, refuse_help
from assistance_api.households.schemas import HouseholdBrief
from kit.db import Tx

__all__ = ["RANKS", "Household", "Place", "briefs", "open_to_help", "page"]

_IN_THE_LIST = ("registered", "unregistered")
"""Standings 台账状态 of households that a programme may reach: on the roster, or poor without being on it."""


@dataclass(frozen=True)
class Household:
    """A household of the projection."""

    id: UUID
    region_key: str
    village: str | None
    official_no: str
    head_name: str | None
    standing: str
    poverty_status: str | None
    persons: int
    disabled: bool

    def brief(self) -> HouseholdBrief:
        """As it stands beside what was given."""
        return HouseholdBrief(
            id=self.id,
            official_no=self.official_no,
            head_name=self.head_name,
            region_key=self.region_key,
            village=self.village,
        )


async def open_to_help(tx: Tx, household_id: UUID, position: str | None) -> Household:
    """The household, if something may be given to it.

    ``position``: where the caller has read the registry's journal (``registry:12345``), if known; a
    household that this projection cannot know yet is then told apart from one that does not exist.
    Raises HouseholdNotFound, HouseholdNotYetKnown, HouseholdVoided, HouseholdEnded.
    """
    row = await repository.by_id(tx, household_id)
    if row is None:
        if is_ahead(read_position(position), await repository.standing(tx)):
            raise HouseholdNotYetKnown
        raise HouseholdNotFound
    match refuse_help(standing=row["standing"], voided=row["voided"], ended=row["ended"]):
        case Refusal.VOIDED:
            raise HouseholdVoided
        case Refusal.ENDED:
            raise HouseholdEnded
    return _household(row)


async def briefs(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, HouseholdBrief]:
    """The households within the scope, by id."""
    return {row["id"]: _household(row).brief() for row in await repository.by_ids(tx, ids)}


async def page(
    tx: Tx,
    *,
    region: str,
    disabled: bool | None,
    words: str | None,
    after: Place | None,
    limit: int,
) -> tuple[list[Household], Place | None]:
    """Households of a region that a programme may reach, and the place of the next page if there is one.

    By village, those with a disabled member first. ``words``: part of the head's name, or the official
    number.
    """
    rows = await repository.page(
        tx,
        region=region,
        standings=_IN_THE_LIST,
        disabled=disabled,
        words=words,
        after=after,
        limit=limit + 1,
    )
    shown = rows[:limit]
    last = shown[-1] if len(rows) > limit else None
    place = Place(last["region_key"], last["rank"], last["official_no"]) if last else None
    return [_household(row) for row in shown], place


def _household(row: Record) -> Household:
    return Household(
        id=row["id"],
        region_key=row["region_key"],
        village=row["village"],
        official_no=row["official_no"],
        head_name=row["head_name"],
        standing=row["standing"],
        poverty_status=row["poverty_status"],
        persons=row["persons"],
        disabled=row["disabled"],
    )
