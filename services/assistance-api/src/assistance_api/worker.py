"""What the worker process does for this service: its sequencer, the registry's feed, the recount by night."""

from assistance_api.figures.indicators import INDICATORS
from assistance_api.households.projection import HouseholdConsumer
from kit.auth import SigningKey
from kit.counted.nightly import nightly
from kit.peers import Peers
from kit.settings import Settings
from kit.worker import ServiceWorker


def worker(settings: Settings, peers: Peers) -> ServiceWorker:
    """The service's share of the worker process; `peers` is the way to the gateway."""
    clock = settings.clock()
    return ServiceWorker(
        service=settings.service,
        worker_dsn=settings.worker_dsn,
        region=settings.installation_region,
        clock=clock,
        consumers=[HouseholdConsumer()],
        chores={"nightly recount": nightly(INDICATORS, clock)},
        peers=peers.identified(
            client_id=settings.client_id,
            key=SigningKey.load_or_create(settings.client_key),
            issuer=settings.issuer,
        ),
    )
