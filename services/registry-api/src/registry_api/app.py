"""The registry's app: its routers, put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from kit import founding
from kit.feeds.endpoints import feed_router
from kit.peers import Peers
from kit.regions.endpoints import region_router
from kit.runtime import Runtime
from kit.settings import Settings
from kit.web import create_app
from registry_api.code_lists.endpoints import router as code_lists
from registry_api.figures.endpoints import router as figures
from registry_api.founding import NUMBERS
from registry_api.households.endpoints import router as households
from registry_api.households.feed import snapshot
from registry_api.imports.endpoints import router as imports


def create(settings: Settings, peers: Peers) -> FastAPI:
    """The app under `/api/registry/v1`; `peers` is the way to the gateway."""
    return create_app(
        "registry",
        "建档立卡 Registry",
        [region_router(), code_lists, households, imports, figures, feed_router("registry", snapshot)],
        lambda: _opened(settings, peers),
    )


@asynccontextmanager
async def _opened(settings: Settings, peers: Peers) -> AsyncIterator[Runtime]:
    """The runtime, once the numbers that the service needs are on file."""
    async with Runtime.opened(settings, peers) as runtime:
        await founding.ensure(runtime.db, settings.installation_region, NUMBERS)
        yield runtime
