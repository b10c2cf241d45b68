"""All services in one process: the gateway's door in front, each service's app behind it.

The door enters every app's lifespan itself (a mount would run the outermost one's alone). Each app keeps its
own settings, pool, role and keys; they meet only through the gateway's route table, as over the network.
"""

import importlib

from fastapi import FastAPI
from starlette.types import ASGIApp

from gateway import app as gateway
from gateway.settings import GatewaySettings
from kit.peers import Peers
from kit.settings import Settings
from launcher.installation import Installation
from launcher.services import GATEWAY, SERVICES, Service


def compose(installation: Installation) -> ASGIApp:
    """The gateway with every service attached in process."""
    door = gateway.create(GatewaySettings.load(installation.settings(GATEWAY.name)))
    peers = Peers.in_process(door)
    for service in SERVICES:
        if service is not GATEWAY:
            settings = Settings.load(installation.settings(service.name))
            door.attach(service.name, app_of(service, settings, peers))
    return door


def app_of(service: Service, settings: Settings, peers: Peers) -> FastAPI:
    """A service's app, made by its package."""
    app: FastAPI = importlib.import_module(f"{service.package}.app").create(settings, peers)
    return app
