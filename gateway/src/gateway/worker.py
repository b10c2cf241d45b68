"""What the worker process does for the gateway: the sequencer of its journal."""

from kit.peers import Peers
from kit.settings import Settings
from kit.worker import ServiceWorker


def worker(settings: Settings, peers: Peers) -> ServiceWorker:
    """The gateway's share of the worker process; it reads nobody's feed, so `peers` is not asked."""
    return ServiceWorker(
        service=settings.service,
        worker_dsn=settings.worker_dsn,
        region=settings.installation_region,
        clock=settings.clock(),
    )
