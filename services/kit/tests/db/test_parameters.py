"""Parameters by key, region and day: the nearest region upward wins."""

from datetime import date

import asyncpg
import pytest

from kit import parameters
from kit.db import Database, Scope
from kit.parameters import ParameterMissing
from services.kit.tests.example_rows import CITY, COUNTY, SIBLING_COUNTY, VILLAGE, WHOLE, entry

KEY = "goslings.most"


async def put(db: Database, region: str, since: date, value: int, scope: Scope = WHOLE) -> None:
    async with db.write(scope, entry("parameter.put")) as tx:
        await parameters.put(tx, KEY, region, since, value, "廊办字〔2018〕1号")


async def value(db: Database, region: str, day: date, scope: Scope | None = None) -> int:
    async with db.read(scope or Scope.of_region(region)) as tx:
        found: int = (await parameters.find(tx, KEY, region, day)).value
        return found


async def test_nearest_region_upward_wins_and_dates_decide(db: Database) -> None:
    await put(db, CITY, date(2018, 1, 1), 100)
    await put(db, COUNTY, date(2018, 4, 1), 80)
    await put(db, CITY, date(2018, 6, 1), 120)
    assert await value(db, VILLAGE, date(2018, 2, 1)) == 100
    assert await value(db, VILLAGE, date(2018, 4, 1)) == 80
    assert await value(db, SIBLING_COUNTY, date(2018, 4, 1)) == 100
    assert await value(db, SIBLING_COUNTY, date(2018, 7, 1)) == 120


async def test_missing_value_is_never_a_default(db: Database) -> None:
    await put(db, CITY, date(2018, 1, 1), 100)
    with pytest.raises(ParameterMissing):
        await value(db, VILLAGE, date(2017, 12, 31))


async def test_county_sets_nothing_above_itself(db: Database) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await put(db, CITY, date(2018, 1, 1), 1, Scope.of_region(COUNTY))
