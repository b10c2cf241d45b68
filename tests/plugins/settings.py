"""Settings of a service under test: its database, a folder of the test's own, the gateway in miniature."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kit.clock import stand_on
from kit.settings import Settings
from tests.plugins.callers import ISSUER
from tests.plugins.cluster import FreshDatabase

SettingsFor = Callable[..., Settings]


@pytest.fixture
def settings_for(tmp_path: Path) -> SettingsFor:
    """`settings_for("registry", dsns, day=TODAY)`: keys, files and clock lie in the test's folder.

    The service stands on `day` until the test moves `clock.json`; without a day it has the real calendar.
    """

    def make(service: str, dsns: FreshDatabase, *, day: date | None = None) -> Settings:
        clock_file = None if day is None else tmp_path / "clock.json"
        if clock_file is not None and day is not None:
            stand_on(clock_file, day)
        return Settings(
            service=service,
            app_dsn=dsns.app,
            worker_dsn=dsns.worker,
            issuer=ISSUER,
            gateway_url="http://gateway.test",
            keyring=tmp_path / "keyring.json",
            files_dir=tmp_path / "files",
            client_id=f"bangfu-{service}",
            client_key=tmp_path / "client.pem",
            clock_file=clock_file,
            installation_name="测试市",
            installation_region="1310",
        )

    return make
