"""Once per `Idempotency-Key`: the record that makes a repeated POST answer as the first one did.

The record is claimed by the transaction's first statement and completed before its commit, so it exists
exactly if the change does. Kept are status and reference, never the answer: a replay reads the record afresh
under the caller's scope, and no protected value lies here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import asyncpg
from sqlalchemy import text
from starlette.datastructures import UploadFile

from kit.db import Prepared, WriteTx
from kit.web.problems import BadRequest, Conflict, Problem

if TYPE_CHECKING:
    from kit.web.requests import RequestState

_KEY: Final = re.compile(r"[\x21-\x7e]{8,200}")
_LOCK_TIMEOUT: Final = "set local lock_timeout = '2s'"
_NORMAL_LOCK_TIMEOUT: Final = "set local lock_timeout to default"

_CLAIM = Prepared(
    text(
        "insert into idempotency (caller, operation, key, body_digest) "
        "values (:caller, :operation, :key, :body_digest) on conflict do nothing returning true"
    )
)
_FIRST = Prepared(
    text(
        "select body_digest, status, ref from idempotency "
        "where caller = :caller and operation = :operation and key = :key"
    )
)
_SETTLE = Prepared(
    text(
        "update idempotency set status = :status, ref = :ref "
        "where caller = :caller and operation = :operation and key = :key"
    )
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claimed key: new (`ref` None), or the status and reference of the first request with it."""

    names: dict[str, Any]
    status: int
    ref: str | None = None


async def claim(tx: WriteTx, state: RequestState) -> Claim:
    """Claim the request's key for its caller and operation, or find what came of the first request."""
    caller = state.caller
    assert caller is not None, "once() is for signed-in callers"
    key = state.request.headers.get("idempotency-key")
    if key is None or not _KEY.fullmatch(key):
        raise BadRequest(
            "idempotency-key-required",
            ("缺少 Idempotency-Key", "Idempotency-Key is missing"),
            (
                "每个 POST 须带 8–200 个可见 ASCII 字符的 Idempotency-Key。",
                "Every POST carries an Idempotency-Key of 8 to 200 visible ASCII characters.",
            ),
            (
                "为这次操作生成一个新的 UUID；重发时用同一个。",
                "Make a UUID for this act and resend with it.",
            ),
        )
    names: dict[str, Any] = {"caller": caller.person_id, "operation": state.operation, "key": key}
    digest = state.runtime.keyring.digest("idempotency", await _content(state))
    status: int = getattr(state.request.scope.get("route"), "status_code", None) or 200
    await tx.conn.execute(_LOCK_TIMEOUT)
    try:
        new = await tx.value(_CLAIM, **names, body_digest=digest)
    except asyncpg.LockNotAvailableError:
        raise Conflict(
            "still-under-way",
            ("同一请求正在办理", "The same request is still under way"),
            todo=("稍等片刻再用同一个 Idempotency-Key 重发。", "Wait a moment, resend with the same key."),
        ) from None
    if new:
        await tx.conn.execute(_NORMAL_LOCK_TIMEOUT)
        return Claim(names, status)
    first = await tx.first(_FIRST, **names)
    if first is None or first["ref"] is None:
        raise RuntimeError("an idempotency record was committed without being settled")
    if bytes(first["body_digest"]) != digest:
        raise Problem(
            422,
            "idempotency-key-reused",
            ("这个 Idempotency-Key 已用于另一请求", "This Idempotency-Key came with another request"),
            todo=("换一个新的 Idempotency-Key。", "Use a new Idempotency-Key."),
        )
    return Claim(names, first["status"], first["ref"])


async def settle(tx: WriteTx, claim: Claim, ref: str) -> None:
    """Complete the record; it commits with the change."""
    await tx.run(_SETTLE, **claim.names, status=claim.status, ref=ref)


async def _content(state: RequestState) -> bytes:
    """What makes two requests the same: path, query and body.

    Of a form the parts count and not the bytes: a browser that resends draws a new multipart boundary.
    """
    request = state.request
    head = f"{request.url.path}?{request.url.query}\n".encode()
    if not request.headers.get("content-type", "").startswith(("multipart/", "application/x-www-form")):
        return head + await request.body()
    parts = []
    for name, value in (await request.form()).multi_items():
        if isinstance(value, UploadFile):
            await value.seek(0)
            content = sha256(await value.read()).digest()
            await value.seek(0)
            parts.append(f"{name}\0{value.filename}\0".encode() + content)
        else:
            parts.append(f"{name}\0{value}".encode())
    return head + b"\n".join(parts)
