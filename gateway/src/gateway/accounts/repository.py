"""All SQL on accounts that requests need: calls of the named functions."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import text

from kit.db import Prepared, Tx, WriteTx

_ATTEMPT: Final = Prepared(text("select * from account_attempt(:name, :most, :minutes)"))
_CLEAR: Final = Prepared(text("select account_clear_count(:person_id)"))
_SIGNED_IN: Final = Prepared(text("select account_signed_in(:person_id)"))
_STANDING: Final = Prepared(text("select * from account_standing(:person_id, :today)"))


@dataclass(frozen=True, slots=True)
class Attempt:
    """A counted try: whose account it is and what to check the password against."""

    person_id: UUID
    password_hash: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether something must be done before the first token, and which posts are open today."""

    unready: bool
    open_posts: tuple[UUID, ...]


async def count_attempt(tx: WriteTx, name: str, *, most: int, minutes: int) -> Attempt | None:
    """Count one try before its hash is computed; None for an unknown, locked or exhausted account."""
    row = await tx.first(_ATTEMPT, name=name, most=most, minutes=minutes)
    return None if row is None else Attempt(row["person_id"], row["password_hash"])


async def clear_count(tx: WriteTx, person_id: UUID) -> None:
    """Forget the failed tries after a right password."""
    await tx.value(_CLEAR, person_id=person_id)


async def signed_in(tx: WriteTx, person_id: UUID) -> None:
    """Note the moment of a sign-in; the one before is shown to the person."""
    await tx.value(_SIGNED_IN, person_id=person_id)


async def standing(tx: Tx, person_id: UUID) -> Standing:
    """The standing of an account whose password was just checked."""
    row = await tx.first(_STANDING, person_id=person_id, today=tx.today)
    if row is None:
        raise LookupError("an account vanished between two statements")
    return Standing(row["unready"], tuple(row["open_posts"]))
