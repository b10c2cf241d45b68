"""What tests across services share: one city a process, which each of them finds awake."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.examples.planted import Planted, plant
from tests.plugins.city import City, founded
from tests.plugins.cluster import DatabaseMaker


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def standing_city(
    session_database: DatabaseMaker, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[City]:
    """The installation, for as long as this process runs tests."""
    async with founded(session_database, tmp_path_factory.mktemp("city")) as city:
        yield city


@pytest_asyncio.fixture(loop_scope="session")
async def city(standing_city: City) -> City:
    """The installation, ready to answer. Tests that ask for it run in the session's loop."""
    await standing_city.ready()
    return standing_city


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def _planted_city(standing_city: City) -> Planted:
    return await plant(standing_city)


@pytest_asyncio.fixture(loop_scope="session")
async def planted(city: City, _planted_city: Planted) -> Planted:
    """The installation with something in each village, each with words of its own."""
    return _planted_city
