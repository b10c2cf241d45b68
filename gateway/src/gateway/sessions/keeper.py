"""From cookie to bearer token: the sessions that this process has lately seen.

A ready session is read from the database once and then kept with its access token; a raised version of its
person (NOTIFY, well within a second) makes it be read again. When it was last used is gathered here and
written every few seconds in one statement, so an everyday request costs the database nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

import asyncpg

from gateway.runtime import GatewayRuntime
from gateway.sessions import repository, rules
from gateway.sessions.errors import NoSession, NotReady, SessionIdle
from gateway.sessions.repository import Session
from gateway.tokens.service import subject_of
from kit.db import Scope
from kit.web import Unavailable

BROWSER: Final = "browser"
_MOST_KEPT: Final = 20_000
_WRITE_SECONDS: Final = 5.0
_RENEW_BEFORE_SECONDS: Final = 60.0
_MARK_SEEN: Final = "select session_mark_seen($1, $2)"

_log = logging.getLogger(__name__)


def new_secret() -> str:
    """What a cookie holds: 256 random bits."""
    return secrets.token_urlsafe(32)


@dataclass(slots=True)
class _Kept:
    session: Session
    seen_at: datetime
    bearer: str
    renew_at: float


class SessionKeeper:
    """The sessions of one gateway process."""

    def __init__(self, runtime: GatewayRuntime) -> None:
        self._runtime = runtime
        self._kept: dict[bytes, _Kept] = {}
        self._unwritten: dict[bytes, datetime] = {}

    @contextlib.asynccontextmanager
    async def writing(self) -> AsyncIterator[SessionKeeper]:
        """The keeper, writing what it saw as long as the block lasts, and at its end."""
        task = asyncio.create_task(self._write_on(), name="sessions-seen")
        try:
            yield self
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            await self._write()

    def hash_of(self, secret: str) -> bytes:
        """The keyed hash under which a cookie's secret is on record."""
        return self._runtime.keyring.digest("browser-session", secret.encode())

    async def bearer(self, secret: str, *, background: bool) -> str:
        """An access token for a ready session. Raises NoSession, SessionIdle or NotReady.

        `background`: the page asks by itself, which is no sign of its person.
        """
        hash_ = self.hash_of(secret)
        kept = self._kept.get(hash_)
        if kept is None or not self._holds(kept):
            kept = await self._keep(hash_)
        minutes = (await self._runtime.policy()).idle_minutes
        now = datetime.now(UTC)
        if rules.is_idle(kept.seen_at, now, minutes):
            # Another process may have seen the person meanwhile.
            kept = await self._keep(hash_)
        if not background:
            self._see(hash_, kept, now)
        return kept.bearer

    async def read(self, secret: str, *, background: bool = False) -> Session:
        """The session as it is on record now, in whatever state. Raises NoSession or SessionIdle."""
        hash_ = self.hash_of(secret)
        session = await self._read(hash_)
        if not background:
            self._unwritten[hash_] = datetime.now(UTC)
        return session

    def forget(self, secret: str) -> None:
        """Read the session anew at its next request: this process has just changed it."""
        self._kept.pop(self.hash_of(secret), None)

    def _holds(self, kept: _Kept) -> bool:
        table = self._runtime.verifier.versions
        if table.stale:
            raise Unavailable(
                "sign-in-unchecked", ("暂时无法核对登录状态", "Sign-ins cannot be checked at the moment")
            )
        return time.monotonic() < kept.renew_at and table.admits(kept.session.person_id, kept.session.ver)

    async def _read(self, hash_: bytes) -> Session:
        policy = await self._runtime.policy()
        async with self._runtime.db.read(Scope.none()) as tx:
            session = await repository.read_session(tx, hash_)
        now = datetime.now(UTC)
        if session is None or session.ended or rules.is_too_old(session.opened_at, now, policy.session_hours):
            self._kept.pop(hash_, None)
            raise NoSession
        seen_at = max(session.seen_at, self._unwritten.get(hash_, session.seen_at))
        if rules.is_idle(seen_at, now, policy.idle_minutes):
            self._kept.pop(hash_, None)
            raise SessionIdle(policy.idle_minutes)
        return replace(session, seen_at=seen_at)

    async def _keep(self, hash_: bytes) -> _Kept:
        session = await self._read(hash_)
        state = rules.state(
            claimed=session.claimed,
            must_change_password=session.must_change_password,
            post_chosen=session.post_id is not None,
        )
        if state is not rules.State.READY or session.post_id is None:
            raise NotReady(state)
        async with self._runtime.db.read(Scope.none(person_id=session.person_id)) as tx:
            subject = await subject_of(tx, session.person_id, session.post_id)
        if subject is None:  # the post has ended since it was chosen
            raise NotReady(rules.State.CHOOSE_POST)
        seconds = (await self._runtime.policy()).token_seconds
        token = self._runtime.issuer.for_person(subject, client_id=BROWSER, seconds=seconds)
        if len(self._kept) >= _MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        kept = self._kept[hash_] = _Kept(
            session=session,
            seen_at=session.seen_at,
            bearer=token.text,
            renew_at=time.monotonic() + token.seconds - _RENEW_BEFORE_SECONDS,
        )
        return kept

    def _see(self, hash_: bytes, kept: _Kept, now: datetime) -> None:
        if now - kept.seen_at > timedelta(seconds=1):
            kept.seen_at = self._unwritten[hash_] = now

    async def _write_on(self) -> None:
        while True:
            await asyncio.sleep(_WRITE_SECONDS)
            await self._write()

    async def _write(self) -> None:
        seen, self._unwritten = self._unwritten, {}
        if not seen:
            return
        try:
            # Not by a journalled transaction: nobody decided anything here.
            connection = await asyncpg.connect(self._runtime.settings.app_dsn)
            try:
                await connection.execute(_MARK_SEEN, list(seen), list(seen.values()))
            finally:
                await connection.close()
        except (OSError, asyncpg.PostgresError) as error:
            _log.warning("last uses of sessions were not written: %s", type(error).__name__)
            self._unwritten = {**seen, **self._unwritten}
