"""The OpenAPI document of each service as a file under `contracts/`."""

from pathlib import Path
from typing import Any

from fastapi import FastAPI

from gateway import app as gateway
from gateway.settings import GatewaySettings
from kit import contracts
from kit.peers import Peers
from kit.settings import Settings
from launcher.composition import app_of
from launcher.installation import CLONE
from launcher.services import GATEWAY, SERVICES, Service

FOLDER = CLONE / "contracts"
# Nothing of this is opened.
NOWHERE = Path("/nonexistent")


def write() -> None:
    """Bring every file to what the code says."""
    for service in SERVICES:
        contracts.write(app_of_contract(service), _path(service))


def differing() -> list[str]:
    """Files that say something else than the code."""
    return [
        str(_path(service).relative_to(CLONE))
        for service in SERVICES
        if not _path(service).exists()
        or _path(service).read_text(encoding="utf-8") != contracts.render(app_of_contract(service))
    ]


def _path(service: Service) -> Path:
    return FOLDER / f"{service.name}.openapi.json"


def app_of_contract(service: Service) -> FastAPI:
    """The app that a contract is written of: made, never started."""
    common: dict[str, Any] = {
        "service": service.name,
        "app_dsn": "",
        "worker_dsn": "",
        "issuer": "",
        "gateway_url": "http://127.0.0.1",
        "keyring": NOWHERE,
        "files_dir": NOWHERE,
        "client_id": service.client_id,
        "client_key": NOWHERE,
        "installation_name": "",
        "installation_region": "",
    }
    if service is GATEWAY:
        return gateway.create_api(GatewaySettings(**common, signing_keys=NOWHERE))
    return app_of(service, Settings(**common), Peers.network("http://127.0.0.1"))
