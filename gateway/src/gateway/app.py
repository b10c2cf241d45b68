"""The gateway's composition: its own API, the services behind it, the web app and the API page."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Mapping
from typing import Final

from fastapi import FastAPI
from starlette.types import ASGIApp

from gateway.front.door import Door
from gateway.front.network import Network
from gateway.front.upstream import InProcess, Upstream
from gateway.installation.endpoints import router as installation
from gateway.metadata import SERVICE
from gateway.runtime import GatewayRuntime
from gateway.sessions.endpoints import router as session
from gateway.sessions.keeper import SessionKeeper
from gateway.settings import GatewaySettings
from gateway.tokens.endpoints import router as token
from gateway.versions.endpoints import router as versions
from gateway.web_app.api_page import ApiPage, pages
from gateway.web_app.site import web_app
from kit.peers import Peers
from kit.web import create_app

ROUTERS: Final = (installation, session, token, versions)


def create_api(settings: GatewaySettings) -> FastAPI:
    """The gateway's own API alone: accounts, sessions, tokens. `create` puts it behind the door."""

    @contextlib.asynccontextmanager
    async def runtime() -> AsyncIterator[GatewayRuntime]:
        async with contextlib.AsyncExitStack() as stack:
            peers = Peers.in_process(app)
            stack.push_async_callback(peers.close)
            opened = await stack.enter_async_context(GatewayRuntime.opened_gateway(settings, peers))
            app.state.keeper = await stack.enter_async_context(SessionKeeper(opened).writing())
            yield opened

    app = create_app(SERVICE, "网关 Gateway", ROUTERS, runtime)
    return app


def create(settings: GatewaySettings, services: Mapping[str, ASGIApp] | None = None) -> Door:
    """The public door. `services`: apps to run in this process, by name; more by `Door.attach`.

    A service that is not given runs as a process of its own at the URL in `settings.services`.
    """
    upstreams: dict[str, Upstream] = {
        service: Network(service, url) for service, url in settings.services.items()
    }
    upstreams |= {service: InProcess(app) for service, app in (services or {}).items()}
    api_page = ApiPage(settings.swagger_ui, lambda service: door.upstream(service))
    door = Door(settings, create_api(settings), upstreams, pages(api_page, web_app(settings.web_app)))
    return door
