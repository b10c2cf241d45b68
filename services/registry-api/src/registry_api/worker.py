"""What the registry lets the worker process do."""

from kit.counted.nightly import nightly
from kit.crypto import Keyring
from kit.files import Store
from kit.peers import Peers
from kit.settings import Settings
from kit.worker import ServiceWorker
from registry_api.figures.indicators import INDICATORS
from registry_api.imports.expiry import clearing
from registry_api.imports.handlers import HANDLERS
from registry_api.imports.jobs import Tools


def worker(settings: Settings, peers: Peers) -> ServiceWorker:
    """Sequencer and jobs of the registry, the clearing of uploads that are over, the recount by night."""
    keyring = Keyring.load_or_create(settings.keyring)
    tools = Tools(keyring, Store(settings.files_dir, keyring))
    clock = settings.clock()
    return ServiceWorker(
        service="registry",
        worker_dsn=settings.worker_dsn,
        region=settings.installation_region,
        clock=clock,
        jobs=HANDLERS,
        chores={
            "clearing of uploads": clearing(tools.files, clock),
            "nightly recount": nightly(INDICATORS, clock),
        },
        peers=peers,
        context=tools,
    )
