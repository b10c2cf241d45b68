"""The registry's app: its routers, put together."""

from fastapi import FastAPI

from kit.feeds.endpoints import feed_router
from kit.peers import Peers
from kit.regions.endpoints import region_router
from kit.runtime import Runtime
from kit.settings import Settings
from kit.web import create_app
from registry_api.code_lists.endpoints import router as code_lists
from registry_api.figures.endpoints import router as figures
from registry_api.households.endpoints import router as households
from registry_api.households.feed import snapshot
from registry_api.imports.endpoints import router as imports


def create(settings: Settings, peers: Peers) -> FastAPI:
    """The app under `/api/registry/v1`; `peers` is the way to the gateway."""
    return create_app(
        "registry",
        "建档立卡 Registry",
        [region_router(), code_lists, households, imports, figures, feed_router("registry", snapshot)],
        lambda: Runtime.opened(settings, peers),
    )
