"""The example's app, started on a database of its own."""

import pytest
from starlette.types import ASGIApp

from kit.settings import Settings
from services.kit.tests.example import SERVICE
from services.kit.tests.web import example_app
from tests.plugins.callers import StartApp, TestGateway
from tests.plugins.cluster import FreshDatabase
from tests.plugins.settings import SettingsFor


@pytest.fixture
def settings(dsns: FreshDatabase, settings_for: SettingsFor) -> Settings:
    """Settings of the example service."""
    return settings_for(SERVICE, dsns)


@pytest.fixture
async def app(settings: Settings, test_gateway: TestGateway, start_app: StartApp) -> ASGIApp:
    """The example's app, open."""
    return await start_app(example_app.create(settings, test_gateway.peers))
