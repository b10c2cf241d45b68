"""What a running service holds: opened at start, closed at the end, handed to every request."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from kit.auth import SigningKey, TokenVerifier, VersionTable
from kit.clock import Clock
from kit.crypto import Keyring
from kit.db import Database
from kit.files import Store
from kit.peers import Peers
from kit.position import PositionWatch
from kit.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Runtime:
    """One service's own settings, database, keys, files and peers; nothing of it is module-level."""

    settings: Settings
    db: Database
    clock: Clock
    keyring: Keyring
    files: Store
    peers: Peers
    verifier: TokenVerifier
    position: PositionWatch = field(default_factory=PositionWatch)

    @property
    def service(self) -> str:
        """The service's short name: `registry`."""
        return self.settings.service

    @classmethod
    @contextlib.asynccontextmanager
    async def opened(
        cls, settings: Settings, peers: Peers, *, verifier: TokenVerifier | None = None
    ) -> AsyncIterator[Runtime]:
        """A runtime from settings, open as long as the block lasts.

        `peers`: the way to the gateway; the service signs in there with its own key. `verifier`: given where
        somebody else feeds the version table (the gateway itself, tests); otherwise one is made here and a
        task follows the gateway's versions.
        """
        client = peers.identified(
            client_id=settings.client_id,
            key=SigningKey.load_or_create(settings.client_key),
            issuer=settings.issuer,
        )
        keyring = Keyring.load_or_create(settings.keyring)
        clock = settings.clock()
        async with contextlib.AsyncExitStack() as stack:
            db = await Database.open(
                settings.app_dsn,
                size=settings.pool_size,
                application=f"bangfu-{settings.service}-web",
                clock=clock,
            )
            stack.push_async_callback(db.close)
            if verifier is None:
                table = await stack.enter_async_context(VersionTable().following(client))
                verifier = TokenVerifier(client, issuer=settings.issuer, versions=table)
            position = await stack.enter_async_context(PositionWatch().following(db))
            yield cls(
                settings=settings,
                db=db,
                clock=clock,
                keyring=keyring,
                files=Store(settings.files_dir, keyring),
                peers=client,
                verifier=verifier,
                position=position,
            )
