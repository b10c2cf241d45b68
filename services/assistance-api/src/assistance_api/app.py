"""The assistance's app: its routers, put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from assistance_api.figures.endpoints import router as figures
from assistance_api.files.endpoints import router as files
from assistance_api.founding import NUMBERS
from assistance_api.geese_years.endpoints import router as geese_years
from assistance_api.handovers.endpoints import router as handovers
from assistance_api.handovers.feed import router as feed
from kit import founding
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
        lambda: _opened(settings, peers),
    )


@asynccontextmanager
async def _opened(settings: Settings, peers: Peers) -> AsyncIterator[Runtime]:
    """The runtime, once the numbers that the service needs are on file."""
    async with Runtime.opened(settings, peers) as runtime:
        await founding.ensure(runtime.db, settings.installation_region, NUMBERS)
        yield runtime
