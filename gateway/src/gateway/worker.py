"""What the gateway lets the worker process do: its journal is sequenced like any service's."""

from kit.peers import Peers
from kit.settings import Settings
from kit.worker import ServiceWorker


def worker(settings: Settings, peers: Peers) -> ServiceWorker:
    """The gateway's sequencer."""
    return ServiceWorker(
        service=settings.service,
        worker_dsn=settings.worker_dsn,
        region=settings.installation_region,
        clock=settings.clock(),
        peers=peers,
    )
