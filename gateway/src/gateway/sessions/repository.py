"""All SQL on sessions: calls of the named functions."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import text

from kit.db import Prepared, Tx, WriteTx
from kit.ids import uuid7

_OPEN: Final = Prepared(text("select session_open(:hash, :id, :person_id, :before, :today)"))
_READ: Final = Prepared(text("select * from session_read(:hash)"))
_POSTS: Final = Prepared(text("select * from session_posts(:hash, :today, :days)"))
_CHOOSE: Final = Prepared(text("select session_choose(:hash, :post_id, :today)"))
_END: Final = Prepared(text("select session_end(:hash)"))
_PASSWORD: Final = Prepared(text("select session_set_password(:hash, :password_hash)"))
_CLAIM: Final = Prepared(text("select session_claim(:hash, :kind, :identity)"))


@dataclass(frozen=True, slots=True)
class Session:
    """A session as it is on record."""

    id: UUID
    person_id: UUID
    account: str
    person_name: str
    must_change_password: bool
    claimed: bool
    previous_sign_in_at: datetime | None
    ver: int
    post_id: UUID | None
    opened_at: datetime
    seen_at: datetime
    ended: bool


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the session's person, open or lately ended."""

    id: UUID
    role: str
    title: str | None
    region_key: str
    region_name: str | None
    department: str | None
    valid_from: date
    valid_to: date | None
    successor: str | None


async def open_session(tx: WriteTx, hash_: bytes, person_id: UUID, before: bytes | None) -> None:
    """Open a session; it goes on in the post of the one it replaces, if that was the same person's."""
    await tx.value(_OPEN, hash=hash_, id=uuid7(), person_id=person_id, before=before or b"", today=tx.today)


async def read_session(tx: Tx, hash_: bytes) -> Session | None:
    """The session of a secret."""
    row = await tx.first(_READ, hash=hash_)
    return None if row is None else Session(**row)


async def list_posts(tx: Tx, hash_: bytes, days: int) -> list[Post]:
    """The posts open today, then those that ended within `days`."""
    return [Post(**row) for row in await tx.all(_POSTS, hash=hash_, today=tx.today, days=days)]


async def choose_post(tx: WriteTx, hash_: bytes, post_id: UUID) -> bool:
    """Work in a post from now on; False if it is not one of the person's open ones."""
    return bool(await tx.value(_CHOOSE, hash=hash_, post_id=post_id, today=tx.today))


async def end_session(tx: WriteTx, hash_: bytes) -> None:
    """Sign out: the session ends, and with it every token of the person."""
    await tx.value(_END, hash=hash_)


async def set_password(tx: WriteTx, hash_: bytes, password_hash: str) -> None:
    """Set the person's password; all their other sessions and tokens end."""
    await tx.value(_PASSWORD, hash=hash_, password_hash=password_hash)


async def claim_person(tx: WriteTx, hash_: bytes, kind: str, identity: bytes) -> bool:
    """Bind the account to a human being; False if that one has an account, or this account its person."""
    return bool(await tx.value(_CLAIM, hash=hash_, kind=kind, identity=identity))
