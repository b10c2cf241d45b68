"""The supervision's app: its routers, put together."""

from fastapi import FastAPI

from kit.peers import Peers
from kit.runtime import Runtime
from kit.settings import Settings
from kit.web import create_app
from supervision_api.figures.endpoints import router as figures
from supervision_api.indicators.endpoints import router as indicators


def create(settings: Settings, peers: Peers) -> FastAPI:
    """The app under `/api/supervision/v1`; `peers` is the way to the gateway."""
    return create_app(
        "supervision", "监督 Supervision", [indicators, figures], lambda: Runtime.opened(settings, peers)
    )
