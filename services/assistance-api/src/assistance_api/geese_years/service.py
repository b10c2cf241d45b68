"""Keeping the yearly account of goslings."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from uuid import UUID

from assistance_api.geese_years import repository
from assistance_api.geese_years.errors import AllowanceExceeded, NoAllowance
from assistance_api.geese_years.rules import remaining
from assistance_api.geese_years.schemas import GooseYearRow
from assistance_api.households import service as households
from assistance_api.households.service import Household, Place
from kit import parameters
from kit.db import Tx, WriteTx
from kit.parameters import ParameterMissing

ALLOWANCE = "goslings_per_household_year"
"""Parameter: live goslings that a household may be given in a calendar year."""


async def take(tx: WriteTx, household: Household, *, on: date, alive: int) -> None:
    """Count ``alive`` goslings, at least 1, towards the household's year of the day ``on``.

    Two at once can never exceed the allowance together. Raises NoAllowance, AllowanceExceeded.
    """
    allowed = (await _allowances(tx, [household.region_key], on)).get(household.region_key)
    if allowed is None:
        raise NoAllowance(on.year)
    if alive <= allowed and await repository.take(
        tx,
        household_id=household.id,
        region_key=household.region_key,
        year=on.year,
        allowed=allowed,
        alive=alive,
    ):
        return
    given = (await repository.given(tx, [household.id], on.year)).get(household.id, 0)
    raise AllowanceExceeded(year=on.year, allowed=allowed, given=given, remaining=remaining(allowed, given))


async def give_back(tx: WriteTx, household_id: UUID, *, year: int, alive: int) -> None:
    """Take goslings of a voided hand-over off the household's year."""
    await repository.give_back(tx, household_id=household_id, year=year, alive=alive)


async def page(
    tx: Tx,
    *,
    region: str,
    year: int,
    disabled: bool | None,
    words: str | None,
    after: Place | None,
    limit: int,
) -> tuple[list[GooseYearRow], Place | None]:
    """Households of a region with what each was given in the year and may still get.

    The allowance of a past year is that of its last day, of the running year that of today. Use a
    snapshot transaction. For the rest see households.service.page.
    """
    found, place = await households.page(
        tx, region=region, disabled=disabled, words=words, after=after, limit=limit
    )
    allowances = await _allowances(tx, {one.region_key for one in found}, min(tx.today, date(year, 12, 31)))
    given = await repository.given(tx, [one.id for one in found], year)
    return [
        _row(one, year=year, allowed=allowances.get(one.region_key, 0), given=given.get(one.id, 0))
        for one in found
    ], place


async def _allowances(tx: Tx, regions: Iterable[str], on: date) -> dict[str, int]:
    """The allowance in force in each region on a day; regions without one are left out."""
    found: dict[str, int] = {}
    for region in regions:
        with suppress(ParameterMissing):
            found[region] = int((await parameters.find(tx, ALLOWANCE, region, on)).value)
    return found


def _row(household: Household, *, year: int, allowed: int, given: int) -> GooseYearRow:
    return GooseYearRow(
        id=household.id,
        official_no=household.official_no,
        head_name=household.head_name,
        region_key=household.region_key,
        village=household.village,
        standing=household.standing,
        poverty_status=household.poverty_status,
        persons=household.persons,
        disabled=household.disabled,
        year=year,
        allowed=allowed,
        given=given,
        remaining=remaining(allowed, given),
    )
