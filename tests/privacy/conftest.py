"""What was said while protected values were put in; once a process."""

import pytest
import pytest_asyncio

from tests.plugins.city import City
from tests.privacy.planting import Spoken, plant


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def _spoken(standing_city: City) -> Spoken:
    await standing_city.ready()
    return await plant(standing_city)


@pytest.fixture
def spoken(city: City, _spoken: Spoken) -> Spoken:
    """What was said, once everything has been put in."""
    return _spoken
