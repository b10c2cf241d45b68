"""All SQL on tokens: calls of the named functions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from gateway.policy import Policy
from gateway.tokens.issuer import Subject
from kit.db import Prepared, Tx, WriteTx

_SUBJECT: Final = Prepared(text("select * from token_subject(:person_id, :post_id, :today)"))
_OPEN: Final = Prepared(text("select refresh_open(:id, :person_id, :post_id)"))
_TURN: Final = Prepared(text("select * from refresh_turn(:id, :turn, :grace, :idle, :hours)"))
_END: Final = Prepared(text("select refresh_end(:id)"))
_CLIENT: Final = Prepared(text("select * from client_key(:client_id)"))
_USE: Final = Prepared(text("select client_use_assertion(:jti, :expires)"))


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of showing a refresh token: turned, repeated, reused, expired, ended or unknown."""

    outcome: str
    turn: int | None
    person_id: UUID | None
    post_id: UUID | None


@dataclass(frozen=True, slots=True)
class Client:
    """A service as a client of its own."""

    person_id: UUID
    public_jwk: dict[str, Any]


async def find_subject(tx: Tx, person_id: UUID, post_id: UUID) -> Subject | None:
    """What a token for the post says; None if the post is not open today or its holder is locked."""
    row = await tx.first(_SUBJECT, person_id=person_id, post_id=post_id, today=tx.today)
    return None if row is None else Subject(**row)


async def open_family(tx: WriteTx, family: UUID, person_id: UUID, post_id: UUID) -> None:
    """Begin a chain of refresh tokens at turn 1."""
    await tx.value(_OPEN, id=family, person_id=person_id, post_id=post_id)


async def turn_family(tx: WriteTx, family: UUID, turn: int, policy: Policy) -> Turn:
    """Judge a shown token and move the chain on."""
    row = await tx.first(
        _TURN,
        id=family,
        turn=turn,
        grace=policy.refresh_grace_seconds,
        idle=policy.refresh_idle_minutes,
        hours=policy.refresh_hours,
    )
    if row is None:
        raise LookupError("refresh_turn answers always")
    return Turn(**row)


async def end_family(tx: WriteTx, family: UUID) -> UUID | None:
    """End a chain and the access tokens of its person; the person, if it was running."""
    person: UUID | None = await tx.value(_END, id=family)
    return person


async def find_client(tx: Tx, client_id: str) -> Client | None:
    """A registered client."""
    row = await tx.first(_CLIENT, client_id=client_id)
    return None if row is None else Client(row["person_id"], row["public_jwk"])


async def use_assertion(tx: WriteTx, jti: bytes, expires: datetime) -> bool:
    """Use an assertion; False if it was used before."""
    return bool(await tx.value(_USE, jti=jti, expires=expires))
