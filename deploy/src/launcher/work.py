"""A worker process: sequencers, jobs and feed readers of the named services (all, when none is named).

Started by the launcher as `python -m launcher.work [SERVICE …]`.
"""

import asyncio
import importlib
import sys
from collections.abc import Sequence

from gateway.settings import GatewaySettings
from kit import worker
from kit.peers import Peers
from kit.settings import Settings
from launcher.installation import Installation
from launcher.services import GATEWAY, SERVICES


async def work(installation: Installation, names: Sequence[str]) -> None:
    """Run until told to end (SIGTERM)."""
    peers = Peers.network(installation.url)
    workers = []
    for service in SERVICES:
        if not names or service.name in names:
            kind = GatewaySettings if service is GATEWAY else Settings
            settings = kind.load(installation.settings(service.name))
            workers.append(importlib.import_module(f"{service.package}.worker").worker(settings, peers))
    try:
        await worker.run(workers)
    finally:
        await peers.close()


if __name__ == "__main__":
    asyncio.run(work(Installation.from_environment(), sys.argv[1:]))
