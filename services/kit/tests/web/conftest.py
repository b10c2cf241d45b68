"""The example's app, started on a database of its own."""

from pathlib import Path

import pytest
from starlette.types import ASGIApp

from kit.settings import Settings
from services.kit.tests.example import SERVICE
from services.kit.tests.web import example_app
from tests.plugins.callers import ISSUER, StartApp, TestGateway
from tests.plugins.cluster import FreshDatabase


@pytest.fixture
def settings(dsns: FreshDatabase, tmp_path: Path) -> Settings:
    """Settings of the example service."""
    return Settings(
        service=SERVICE,
        app_dsn=dsns.app,
        worker_dsn=dsns.worker,
        issuer=ISSUER,
        gateway_url="http://gateway.internal",
        keyring=tmp_path / "keyring.json",
        files_dir=tmp_path / "files",
        client_id=SERVICE,
        client_key=tmp_path / "client.pem",
        installation_name="测试市",
        installation_region="1310",
    )


@pytest.fixture
async def app(settings: Settings, test_gateway: TestGateway, start_app: StartApp) -> ASGIApp:
    """The example's app, open."""
    return await start_app(example_app.create(settings, test_gateway.peers))
