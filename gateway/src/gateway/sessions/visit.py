"""A request of the browser's session, as the session's own endpoints see it."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from gateway.runtime import GatewayRuntime
from gateway.sessions import origin
from gateway.sessions.errors import ForeignOrigin, NoSession
from gateway.sessions.keeper import SessionKeeper
from gateway.sessions.repository import Session
from kit.db import Scope
from kit.journal import JournalEntry
from kit.web import Visitor, permission
from kit.web.requests import ANYONE, RequestState

COOKIE: Final = "bangfu_session"
BACKGROUND: Final = "x-background"
OWN_SESSION: Final = "session"
"""The permission of what a person does with the own session, as OpenAPI shows it."""


class SessionVisit(Visitor):
    """A request with or without our cookie; from our own pages, if it changes anything."""

    @property
    def gateway(self) -> GatewayRuntime:
        """The gateway's runtime."""
        return GatewayRuntime.of(self)

    @property
    def keeper(self) -> SessionKeeper:
        """The sessions of this process."""
        keeper: SessionKeeper = self.request.app.state.keeper
        return keeper

    @property
    def cookie(self) -> str | None:
        """The session's secret, if the browser sent one."""
        return self.request.cookies.get(COOKIE) or None

    @property
    def secret(self) -> str:
        """The session's secret; NoSession without a cookie."""
        if self.cookie is None:
            raise NoSession
        return self.cookie

    @property
    def hash(self) -> bytes:
        """Under which the session is on record."""
        return self.keeper.hash_of(self.secret)

    async def session(self) -> Session:
        """The session, whatever must be done next. Raises NoSession or SessionIdle."""
        return await self.keeper.read(self.secret, background=self.request.headers.get(BACKGROUND) == "1")

    def entry(self, operation: str, session: Session) -> JournalEntry:
        """The journal entry of what the session's person does with it."""
        return JournalEntry(
            operation=operation,
            subject=session.person_id,
            request_id=self.request_id,
            actor_name=session.person_name,
        )

    def set_cookie(self, response: Response, secret: str) -> None:
        """Give the browser a session; no script can read it, no other site sends it."""
        response.set_cookie(
            COOKIE, secret, httponly=True, samesite="strict", secure=self._encrypted, path="/"
        )

    def drop_cookie(self, response: Response) -> None:
        """Take the session from the browser."""
        response.delete_cookie(COOKIE, httponly=True, samesite="strict", secure=self._encrypted, path="/")

    @property
    def _encrypted(self) -> bool:
        public = self.gateway.settings.public_origins
        return self.request.url.scheme == "https" or any(url.startswith("https://") for url in public)


def scope_of(session: Session) -> Scope:
    """Who acts: the person, in no region."""
    return Scope.none(person_id=session.person_id, post_id=session.post_id)


def from_own_pages(request: Request) -> None:
    """Refuse an unsafe request that did not come from our own pages."""
    public = request.app.state.runtime.settings.public_origins
    if request.method not in origin.SAFE_METHODS and not origin.is_own(
        request.headers.get("origin"), request.headers.get("host"), public
    ):
        raise ForeignOrigin


@permission(OWN_SESSION)
async def _own(request: Request) -> SessionVisit:
    from_own_pages(request)
    visit = SessionVisit(RequestState.of(request))
    _ = visit.secret
    return visit


@permission(ANYONE)
async def _door(request: Request) -> SessionVisit:
    from_own_pages(request)
    return SessionVisit(RequestState.of(request))


_own_dependency: Any = Depends(_own)
_door_dependency: Any = Depends(_door)

OwnSession = Annotated[SessionVisit, _own_dependency]
"""A request that carries our cookie."""
AtTheDoor = Annotated[SessionVisit, _door_dependency]
"""A request of somebody who signs in."""
