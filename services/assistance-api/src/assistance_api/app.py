"""The assistance's app: its routers, put together."""

from fastapi import FastAPI

from assistance_api.figures.endpoints import router as figures
from assistance_api.files.endpoints import router as files
from assistance_api.geese_years.endpoints import router as geese_years
from assistance_api.handovers.endpoints import router as handovers
from assistance_api.handovers.feed import router as feed
from kit.peers import Peers
from kit.runtime import Runtime
from kit.settings import Settings
from kit.web import create_app


def create(settings: Settings, peers: Peers) -> FastAPI:
    """The app under `/api/assistance/v1`; `peers` is the way to the gateway."""
    return create_app(
        "assistance",
        "帮扶 Assistance",
        [geese_years, handovers, files, figures, feed],
        lambda: Runtime.opened(settings, peers),
    )
