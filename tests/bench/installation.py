"""A whole installation for the bench: PostgreSQL, gateway, registry and worker, as `make run` starts them.

Everything lies in one temporary folder and listens on 127.0.0.1; at the end its processes are ended by their
numbers and the folder is removed.
"""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from gateway.settings import GatewaySettings
from gateway.tokens.issuer import Issuer, Subject
from gateway.tokens.signing import SigningRing
from kit.auth import SigningKey
from kit.ids import uuid7
from kit.settings import Settings
from launcher import officials, processes, procfs, provisioning, sockets
from launcher.installation import CLONE, Installation
from launcher.postgres import Cluster
from launcher.services import GATEWAY, SERVICES
from launcher.start import POSTGRES_OPTIONS

CITY: Final = "1310"
_READY_SECONDS: Final = 60.0
_TOKEN_SECONDS: Final = 3600


@dataclass(frozen=True)
class Bench:
    """What runs, and by which addresses it is reached."""

    installation: Installation
    settings: Settings
    admin: str
    """The superuser's connection string to the registry's database: past all policies."""
    bare: str
    direct: str
    """The registry's own process."""
    split: str
    """The gateway's process, with the registry's behind it."""
    composed: str
    """One process with the gateway in front of the registry."""
    processes: Mapping[str, int]
    """By name, `postgres` among them."""

    def tokens(self, role: str, region: str, count: int) -> list[str]:
        """Access tokens of so many officials of one role, signed with the installation's key."""
        settings = GatewaySettings.load(self.installation.settings(GATEWAY.name))
        issuer = Issuer(SigningRing.load_or_create(settings.signing_keys), settings.issuer, CITY)
        return [
            issuer.for_person(
                Subject(uuid7(), f"官员{place}", f"bench{place}", 1, uuid7(), role, region, None, None),
                client_id="web",
                seconds=_TOKEN_SECONDS,
            ).text
            for place in range(count)
        ]


@contextmanager
def standing() -> Iterator[Bench]:
    """The installation, for as long as the block runs; its registry is empty but for the regions."""
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bangfu-bench-")))
        public, composed = (stack.enter_context(sockets.take(0)) for _ in range(2))
        installation = Installation(root / "data", public.getsockname()[1])
        root.chmod(0o711)
        installation.prepare()
        identity = installation.found(name="基准测试", region=CITY, demonstration=False)
        cluster = Cluster(installation.cluster, POSTGRES_OPTIONS).start(installation.log / "postgres.log")
        stack.callback(cluster.stop)
        passwords = asyncio.run(provisioning.prepare_databases(installation, cluster.server))
        direct = sockets.free_port()
        addresses = {"registry": _address(direct)}
        provisioning.write_settings(installation, identity, cluster.server, passwords, addresses)
        asyncio.run(_introduce(installation))
        settings = Settings.load(installation.settings("registry"))
        admin = cluster.server.dsn("bangfu_registry")
        start = _Starter(installation, stack)
        bare = sockets.free_port()
        start("bare", "launcher.serve", "--port", str(bare), "tests.bench.bare", BENCH_DSN=admin)
        start.door("gateway", public, "gateway.asgi", BANGFU_SETTINGS=str(installation.settings("gateway")))
        start("registry", "launcher.serve", "--port", str(direct), "registry_api.asgi",
              BANGFU_SETTINGS=str(installation.settings("registry")))  # fmt: skip
        start.door("composed", composed)
        start("worker", "launcher.work", "registry")
        bench = Bench(
            installation, settings, admin, _address(bare), _address(direct), installation.url,
            _address(composed.getsockname()[1]), {**start.started, "postgres": cluster.process.pid},
        )  # fmt: skip
        for address in (bench.direct, bench.split, bench.composed):
            _wait(f"{address}/api/registry/v1/health")
        _wait(f"{bench.bare}/health")
        yield bench


async def _introduce(installation: Installation) -> None:
    """Let the gateway know the services by their keys."""
    async with officials.operators(installation, "bench") as at_work:
        for service in SERVICES:
            key = SigningKey.load_or_create(installation.keys / f"{service.name}.client.pem")
            await at_work.register_client(service.client_id, key.verify_key.jwk)


class _Starter:
    """Starts the processes of one installation; each is ended when the stack unwinds."""

    def __init__(self, installation: Installation, stack: ExitStack) -> None:
        self._installation = installation
        self._stack = stack
        self.started: dict[str, int] = {}

    def __call__(self, name: str, *command: str, inherit: tuple[int, ...] = (), **environ: str) -> None:
        own = {"BANGFU_DATA": str(self._installation.root), "BANGFU_PORT": str(self._installation.port)}
        log = self._stack.enter_context((self._installation.log / f"{name}.log").open("ab"))
        child = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=CLONE, env={**os.environ, **own, **environ}, pass_fds=inherit, stdout=log, stderr=log,
        )  # fmt: skip
        self.started[name] = child.pid
        self._stack.callback(_end, child)

    def door(self, name: str, listening: socket.socket, *module: str, **environ: str) -> None:
        """A process on a socket that is taken already."""
        listening_at = listening.fileno()
        self(name, "launcher.serve", "--fd", str(listening_at), *module, inherit=(listening_at,), **environ)


def _end(child: subprocess.Popen[bytes]) -> None:
    procfs.end(child.pid, *processes.CHILD_ENDING)
    child.wait()


def _address(port: int) -> str:
    return f"http://{sockets.HOST}:{port}"


def _wait(url: str) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while True:
        try:
            if httpx.get(url, timeout=5.0).is_success:
                return
        except httpx.TransportError:
            pass
        if time.monotonic() > deadline:
            raise TimeoutError(f"{url} does not answer")
        time.sleep(0.1)
