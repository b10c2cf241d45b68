"""What the running gateway holds beyond any service's runtime; opened and closed by its lifespan."""

from __future__ import annotations

import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from gateway.accounts.passwords import Passwords
from gateway.policy import Policy
from gateway.settings import GatewaySettings
from gateway.tokens.issuer import Issuer
from gateway.tokens.signing import SigningRing
from gateway.versions.feed import VersionsFeed
from kit.auth import TokenVerifier, VersionTable
from kit.crypto import Keyring
from kit.db import Database, Scope
from kit.files import Store
from kit.peers import Peers
from kit.runtime import Runtime
from kit.web import Visitor

_POLICY_SECONDS = 10.0


@dataclass(frozen=True, kw_only=True)
class GatewayRuntime(Runtime):
    """The gateway's own settings, database, keys, password threads and versions."""

    settings: GatewaySettings
    passwords: Passwords
    ring: SigningRing
    issuer: Issuer
    versions: VersionsFeed
    _policies: list[tuple[float, Policy]] = field(default_factory=list)

    @classmethod
    def of(cls, visit: Visitor) -> GatewayRuntime:
        """The runtime of a request to the gateway itself."""
        runtime = visit.runtime
        assert isinstance(runtime, GatewayRuntime)
        return runtime

    async def policy(self) -> Policy:
        """The numbers of policy in force today, at most ten seconds old."""
        if self._policies and time.monotonic() - self._policies[0][0] < _POLICY_SECONDS:
            return self._policies[0][1]
        region = self.settings.installation_region
        async with self.db.read(Scope.of_region(region)) as tx:
            policy = await Policy.read(tx, region)
        self._policies[:] = [(time.monotonic(), policy)]
        return policy

    @classmethod
    @contextlib.asynccontextmanager
    async def opened_gateway(cls, settings: GatewaySettings, peers: Peers) -> AsyncIterator[GatewayRuntime]:
        """The runtime, open as long as the block lasts. `peers`: the way to the gateway's own app."""
        keyring = Keyring.load_or_create(settings.keyring)
        ring = SigningRing.load_or_create(settings.signing_keys)
        clock = settings.clock()
        async with contextlib.AsyncExitStack() as stack:
            db = await Database.open(
                settings.app_dsn,
                size=settings.pool_size,
                application=f"bangfu-{settings.service}-web",
                clock=clock,
            )
            stack.push_async_callback(db.close)
            passwords = Passwords(settings.password_threads)
            stack.callback(passwords.close)
            versions = await stack.enter_async_context(VersionsFeed(db, settings.app_dsn).watching())
            table = await stack.enter_async_context(VersionTable().following(versions))
            table.take(await versions.versions(0, 0))
            yield cls(
                settings=settings,
                db=db,
                clock=clock,
                keyring=keyring,
                files=Store(settings.files_dir, keyring),
                peers=peers,
                verifier=TokenVerifier(ring, issuer=settings.issuer, versions=table),
                passwords=passwords,
                ring=ring,
                issuer=Issuer(ring, settings.issuer, settings.installation_region),
                versions=versions,
            )
