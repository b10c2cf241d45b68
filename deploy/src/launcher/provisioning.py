"""What each start makes sure of: roles with generated passwords, databases, migrations, settings, keys."""

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import asyncpg

from gateway.settings import GatewaySettings
from kit import migrate, provision, regions
from kit.settings import Settings
from launcher.installation import CLONE, Identity, Installation, read_json, write_json
from launcher.postgres import Server
from launcher.services import GATEWAY, SERVICES, Service

WEB_APP = CLONE / "frontend" / "dist"
API_PAGE = CLONE / ".toolchain" / "api-page" / "node_modules" / "swagger-ui-dist"
LOGINS = ("owner", "app", "worker")
Passwords = dict[str, dict[str, str]]


async def prepare_databases(installation: Installation, server: Server) -> Passwords:
    """Roles, databases, migrations and regions of every service; answers the roles' passwords by service."""
    passwords = _passwords(installation.config / "roles.json")
    admin = await asyncpg.connect(server.dsn())
    try:
        for service in SERVICES:
            await provision.ensure_roles(admin, service.name, passwords[service.name])
            await provision.ensure_database(admin, service.database, service.name)
    finally:
        await admin.close()
    for service in SERVICES:
        owner = dsn_of(server, service, "owner", passwords)
        await migrate.upgrade(owner, service.migrations)
        await regions.load_shipped(owner)
    return passwords


def write_settings(
    installation: Installation,
    identity: Identity,
    server: Server,
    passwords: Passwords,
    addresses: Mapping[str, str],
) -> None:
    """One settings file a service, written anew at each start: ports change, passwords and keys do not.

    `addresses`: URL of each service that runs as a process of its own; empty when one process serves all.
    """
    for service in SERVICES:
        files = installation.root / "files" / service.name
        files.mkdir(parents=True, exist_ok=True, mode=0o700)
        common: dict[str, Any] = {
            "service": service.name,
            "app_dsn": dsn_of(server, service, "app", passwords),
            "worker_dsn": dsn_of(server, service, "worker", passwords),
            "pool_size": service.connections,
            "issuer": identity.issuer,
            "gateway_url": installation.url,
            "keyring": installation.keys / f"{service.name}.keyring.json",
            "files_dir": files,
            "client_id": service.client_id,
            "client_key": installation.keys / f"{service.name}.client.pem",
            "clock_file": installation.clock if identity.demonstration else None,
            "demo": identity.demonstration,
            "installation_name": identity.name,
            "installation_region": identity.region,
        }
        settings = Settings(**common)
        if service is GATEWAY:
            settings = GatewaySettings(
                **common,
                signing_keys=installation.keys / "signing.json",
                services=dict(addresses),
                web_app=WEB_APP,
                swagger_ui=API_PAGE,
            )
        settings.save(installation.settings(service.name))


def dsn_of(server: Server, service: Service, login: str, passwords: Passwords) -> str:
    """A service's connection string as one of its roles."""
    return server.dsn(
        service.database, user=f"{service.name}_{login}", password=passwords[service.name][login]
    )


def _passwords(path: Path) -> Passwords:
    """Generated at first start and kept; there is no default one."""
    kept: Passwords = read_json(path) or {}
    made = {
        service.name: {
            login: kept.get(service.name, {}).get(login) or secrets.token_urlsafe(24) for login in LOGINS
        }
        for service in SERVICES
    }
    if made != kept:
        write_json(path, made)
    return made
