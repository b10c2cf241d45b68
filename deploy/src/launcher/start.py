"""`make run`: from nothing, or from whatever the last run left, to a platform that answers."""

import asyncio
import os
import socket
import time
from collections.abc import Mapping
from contextlib import ExitStack

import httpx

from launcher import accounts, demonstration, officials, processes, provisioning, sockets
from launcher.errors import LauncherError
from launcher.installation import Identity, Installation
from launcher.postgres import Server
from launcher.services import GATEWAY, SERVICES
from launcher.supervisor import Child, Stop, Supervisor, ignore_signals, stop_on_signals
from launcher.terminal import say

ONE_PROCESS, SPLIT = "one", "split"
READY_SECONDS = 90.0
# A share of the machine that leaves room for the web and worker processes beside it.
POSTGRES_OPTIONS = {"max_connections": "120", "shared_buffers": "256MB"}


def run(installation: Installation, *, mode: str, demo: str | None) -> None:
    """Stand everything up, keep it alive until told to stop, end it in order.

    `demo` is decided at the first start (None: a demonstration); a later one may only say the same.
    """
    installation.prepare()
    stop_on_signals()
    began = time.monotonic()
    try:
        with ExitStack() as stack:
            stack.enter_context(processes.sole_launcher(installation))
            if left := processes.end_orphans(installation):
                say(f"  ended {left} processes that the last run left")
            public = stack.enter_context(sockets.take(installation.port))
            supervisor = Supervisor(installation)
            stack.callback(supervisor.stop)
            stack.callback(ignore_signals)
            identity = stand_up(installation, supervisor, public, mode=mode, demo=demo)
            say(f"  ready after {time.monotonic() - began:.1f} s")
            announce(installation, identity)
            supervisor.watch(lambda: False)
    except Stop:
        say("Ended.")


def stand_up(
    installation: Installation,
    supervisor: Supervisor,
    public: socket.socket,
    *,
    mode: str,
    demo: str | None,
) -> Identity:
    """PostgreSQL, databases, services, accounts and, at first, the demonstration city."""
    identity = demonstration.identify(installation, demo)
    say("  PostgreSQL …")
    server = named_server() or supervisor.start_cluster(POSTGRES_OPTIONS).server
    say("  databases …")
    passwords = asyncio.run(provisioning.prepare_databases(installation, server))
    addresses = {
        service.name: f"http://{sockets.HOST}:{sockets.free_port()}"
        for service in SERVICES
        if mode == SPLIT and service is not GATEWAY
    }
    provisioning.write_settings(installation, identity, server, passwords, addresses)
    asyncio.run(officials.ensure(installation, identity))
    say("  services …")
    for child in children(installation, public, addresses):
        supervisor.start(child)
    wait_until_ready(installation, supervisor)
    if identity.demonstration:
        demonstration.load(installation, server, supervisor)
    return identity


def named_server() -> Server | None:
    """The PostgreSQL that DATABASE_URL names, if it does."""
    address = os.environ.get("DATABASE_URL")
    return Server.named(address) if address else None


def children(installation: Installation, public: socket.socket, addresses: Mapping[str, str]) -> list[Child]:
    """What runs beside PostgreSQL: one web and one worker process, or one pair a service."""
    environ = {"BANGFU_DATA": str(installation.root), "BANGFU_PORT": str(installation.port)}
    door = ("launcher.serve", "--fd", str(public.fileno()))
    if not addresses:
        return [
            Child("web", door, environ, sockets=(public.fileno(),)),
            Child("worker", ("launcher.work",), environ),
        ]
    found = []
    for service in SERVICES:
        own = {**environ, "BANGFU_SETTINGS": str(installation.settings(service.name))}
        module = f"{service.package}.asgi"
        if service is GATEWAY:
            found.append(Child(service.name, (*door, module), own, sockets=(public.fileno(),)))
        else:
            port = addresses[service.name].rpartition(":")[2]
            found.append(Child(service.name, ("launcher.serve", "--port", port, module), own))
        found.append(Child(f"{service.name}-worker", ("launcher.work", service.name), environ))
    return found


def wait_until_ready(installation: Installation, supervisor: Supervisor) -> None:
    """Until every service answers through the gateway; LauncherError after a time or when one keeps dying."""
    waiting = [service.name for service in SERVICES]
    deadline = time.monotonic() + READY_SECONDS

    def ready() -> bool:
        with accounts.client(installation) as http:
            while waiting:
                try:
                    answer = http.get(f"/api/{waiting[0]}/v1/health", timeout=5.0)
                except httpx.TransportError:
                    break
                if answer.status_code != httpx.codes.OK:
                    break
                waiting.pop(0)
        if waiting and time.monotonic() > deadline:
            raise LauncherError(
                f"{waiting[0]} does not answer after {READY_SECONDS:.0f} s; see {installation.log}."
            )
        return not waiting

    supervisor.watch(ready)


def announce(installation: Installation, identity: Identity) -> None:
    """The address, and who may sign in."""
    say()
    say(f"{identity.name} — {installation.url}")
    if identity.demonstration:
        say("演示数据, 县级分布为合成 · demonstration data, county splits are synthetic")
        say()
        for account in officials.to_try(accounts.load(installation)):
            say(f"  {account.name:<16} {account.password:<20} {account.title}")
        say("\n`make accounts` lists all of them.")
    say("Ctrl-C or `make stop` ends everything.")
