"""Fixtures: a clone of a service's migrated template database for a test, or for a module of tests."""

import hashlib
import secrets
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest

from kit import migrate, provision
from tests.plugins.server import CLONE, Server, run, shared_server

MIGRATIONS = {
    "gateway": CLONE / "gateway" / "migrations",
    "registry": CLONE / "services" / "registry-api" / "migrations",
    "assistance": CLONE / "services" / "assistance-api" / "migrations",
    "supervision": CLONE / "services" / "supervision-api" / "migrations",
}

Fill = Callable[[str], Awaitable[None]]
"""Brings an empty database, given by its owner's DSN, to the state that its clones start from."""


@dataclass(frozen=True)
class FreshDatabase:
    """DSNs of one clone: by the service's three roles, and the superuser's to look behind the policies."""

    name: str
    owner: str
    app: str
    worker: str
    admin: str


@dataclass(frozen=True)
class DatabaseMaker:
    """Makes clones: call it with a service's name, or with the name of a schema given to `template`."""

    server: Server
    templates: dict[str, Fill]
    made: list[str]

    def template(self, service: str, fill: Fill) -> None:
        """Let databases of `service` start as `fill` leaves them, instead of by its migrations."""
        self.templates[service] = fill

    def __call__(self, service: str) -> FreshDatabase:
        """A database of its own; it is dropped at the end of the test (or module) that asked."""
        name = f"test_{service}_{secrets.token_hex(6)}"
        template = self._template(service)
        run(_clone(self.server, name, service, template))
        self.made.append(name)
        roles = (f"{service}_owner", f"{service}_app", f"{service}_worker")
        owner, app, worker = (self.server.dsn(name, role) for role in roles)
        return FreshDatabase(name, owner, app, worker, self.server.dsn(name))

    def _template(self, service: str) -> str:
        """The service's template, made by whoever needs it first; code that changed needs another."""
        name = f"template_{service}_{_fingerprint(service)}"
        with self.server.locked(service):
            run(_make_template(self.server, name, service, self.templates.get(service)))
        return name


async def _make_template(server: Server, name: str, service: str, fill: Fill | None) -> None:
    admin = await server.admin()
    try:
        if await admin.fetchval("select exists (select from pg_database where datname = $1)", name):
            return
        with server.locked("roles"):
            passwords = dict.fromkeys(("owner", "app", "worker"), server.role_password)
            await provision.ensure_roles(admin, service, passwords)
        # Under another name until it is whole: a template that exists is a template that is filled.
        rough = f"{name}_{secrets.token_hex(4)}"
        await provision.ensure_database(admin, rough, service)
        owner = server.dsn(rough, f"{service}_owner")
        await (fill(owner) if fill else migrate.upgrade(owner, MIGRATIONS[service]))
        await admin.execute(f'alter database "{rough}" rename to "{name}"')
    finally:
        await admin.close()


async def _clone(server: Server, name: str, service: str, template: str) -> None:
    admin = await server.admin()
    try:
        with server.locked(service):
            await provision.ensure_database(admin, name, service, template=template)
    finally:
        await admin.close()


async def _drop(server: Server, names: list[str]) -> None:
    admin = await server.admin()
    try:
        for name in names:
            await admin.execute(f'drop database if exists "{name}" with (force)')
    finally:
        await admin.close()


def _fingerprint(service: str) -> str:
    """Changes with any source that a schema is made from."""
    folders = [CLONE / "services" / "kit" / "src", CLONE / "services" / "kit" / "tests"]
    if service in MIGRATIONS:
        folders.append(MIGRATIONS[service].parent)
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def _maker(server: Server, templates: dict[str, Fill]) -> Iterator[DatabaseMaker]:
    with ExitStack() as stack:
        maker = DatabaseMaker(server, templates, [])
        stack.callback(lambda: run(_drop(server, maker.made)))
        yield maker


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The one PostgreSQL of this run."""
    with shared_server() as running:
        yield running


@pytest.fixture(scope="session")
def templates() -> dict[str, Fill]:
    """How databases are filled that no service's migrations make; test packages add theirs."""
    return {}


@pytest.fixture
def fresh_database(server: Server, templates: dict[str, Fill]) -> Iterator[DatabaseMaker]:
    """Clones that live for one test."""
    with _maker(server, templates) as maker:
        yield maker


@pytest.fixture(scope="module")
def module_database(server: Server, templates: dict[str, Fill]) -> Iterator[DatabaseMaker]:
    """Clones that live for one module: for tests that only read, or look at their own rows."""
    with _maker(server, templates) as maker:
        yield maker


@pytest.fixture(scope="session")
def session_database(server: Server, templates: dict[str, Fill]) -> Iterator[DatabaseMaker]:
    """Clones that live for the whole run of this process: for the city that many tests look at."""
    with _maker(server, templates) as maker:
        yield maker
