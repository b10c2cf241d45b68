"""The app as a process of its own: `uvicorn --factory registry_api.asgi:create`."""

import os
from pathlib import Path

from fastapi import FastAPI

from kit.peers import Peers
from kit.settings import Settings
from registry_api import app


def create() -> FastAPI:
    """The app by the settings file that BANGFU_SETTINGS names."""
    settings = Settings.load(Path(os.environ["BANGFU_SETTINGS"]))
    return app.create(settings, Peers.network(settings.gateway_url))
