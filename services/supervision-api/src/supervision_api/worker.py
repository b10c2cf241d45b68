"""What the worker process does for this service: its sequencer."""

from kit.peers import Peers
from kit.settings import Settings
from kit.worker import ServiceWorker


def worker(settings: Settings, peers: Peers) -> ServiceWorker:
    """The service's share of the worker process; `peers` is the way to the gateway, not yet needed."""
    return ServiceWorker(
        service=settings.service,
        worker_dsn=settings.worker_dsn,
        region=settings.installation_region,
        clock=settings.clock(),
        peers=peers,
    )
