"""What the registry lets the worker process do."""

from kit.peers import Peers
from kit.settings import Settings
from kit.worker import ServiceWorker


def worker(settings: Settings, peers: Peers) -> ServiceWorker:
    """Sequencer and jobs of the registry."""
    return ServiceWorker(
        service="registry",
        worker_dsn=settings.worker_dsn,
        region=settings.installation_region,
        clock=settings.clock(),
        peers=peers,
    )
