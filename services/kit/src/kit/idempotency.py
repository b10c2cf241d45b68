"""Idempotent POSTs: a key is claimed by the first statement of its transaction (DESIGN §3, Requests)."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from kit.db import Prepared, WriteTx

_CLAIM = Prepared(text("select idempotency_claim(:operation, :key, :body)"))
_ANSWER = Prepared(text("select * from idempotency_answer(:operation, :key)"))
_COMPLETE = Prepared(text("select idempotency_complete(:operation, :key, :status, :reference)"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What was committed under the key: the body's digest, and the answer as status and reference."""

    body: bytes
    status: int
    reference: UUID


async def claim(tx: WriteTx, operation: str, key: str, body: bytes) -> Answer | None:
    """Claim `key` of the caller (person and post of the scope) for `operation`; `body` is a keyed digest.

    None: the key is new and ours, do the work and call `complete`. An Answer: it was done before; compare
    `body`. While another transaction holds the key this waits 2 s, then raises
    `asyncpg.LockNotAvailableError`. Must be the transaction's first statement.
    """
    if await tx.value(_CLAIM, operation=operation, key=key, body=body):
        return None
    row = await tx.first(_ANSWER, operation=operation, key=key)
    if row is None:
        raise LookupError("the key was claimed and its answer is gone")
    return Answer(row["body"], row["status"], row["reference"])


async def complete(tx: WriteTx, operation: str, key: str, status: int, reference: UUID) -> None:
    """Record the answer; it is kept if the transaction commits."""
    await tx.value(_COMPLETE, operation=operation, key=key, status=status, reference=reference)
