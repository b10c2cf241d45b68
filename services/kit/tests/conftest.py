"""Fixtures of the kit's tests: the example service on databases of its own."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
import pytest_asyncio

from kit.clock import FixedClock
from kit.db import Database
from services.kit.tests import example, example_schema
from tests.plugins.cluster import DatabaseMaker, Fill, FreshDatabase


@pytest.fixture(autouse=True, scope="session")
def _example_template(templates: dict[str, Fill]) -> None:
    templates[example.SERVICE] = example_schema.fill


@pytest.fixture
def clock() -> FixedClock:
    """Stands on 2018-03-01 until a test moves it."""
    return FixedClock(date(2018, 3, 1))


@pytest.fixture
def dsns(fresh_database: DatabaseMaker) -> FreshDatabase:
    """A database of the example service."""
    return fresh_database(example.SERVICE)


@pytest_asyncio.fixture
async def db(dsns: FreshDatabase, clock: FixedClock) -> AsyncIterator[Database]:
    """The example's database as its requests see it."""
    database = await Database.open(dsns.app, clock=clock)
    yield database
    await database.close()
