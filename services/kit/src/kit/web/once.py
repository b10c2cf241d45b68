"""Once per `Idempotency-Key`: a repeated POST answers as the first one did and changes nothing.

Kept are status and reference, never the answer: a replay reads the record afresh under the caller's scope.
`kit.idempotency` holds the record; here it meets the request.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from uuid import UUID

import asyncpg
from starlette.datastructures import UploadFile
from starlette.requests import Request

from kit import idempotency
from kit.db import WriteTx
from kit.web.problems import BadRequest, Conflict, Unprocessable

if TYPE_CHECKING:
    from kit.web.requests import RequestState

_KEY: Final = re.compile(r"[\x21-\x7e]{8,200}")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claimed key: new (`reference` None), or status and reference of the first request with it."""

    operation: str
    key: str
    status: int
    reference: UUID | None = None


async def claim(tx: WriteTx, state: RequestState) -> Claim:
    """Claim the request's key for its caller and operation, or find what came of the first request."""
    key = _key(state.request)
    body = state.runtime.keyring.digest("idempotency", await _content(state.request))
    try:
        first = await idempotency.claim(tx, state.operation, key, body)
    except asyncpg.LockNotAvailableError:
        raise Conflict(
            "still-under-way",
            ("同一请求正在办理", "The same request is still under way"),
            todo=("稍等片刻再用同一个 Idempotency-Key 重发。", "Wait a moment, resend with the same key."),
        ) from None
    if first is None:
        return Claim(state.operation, key, state.status)
    if first.body != body:
        raise Unprocessable(
            title=("这个 Idempotency-Key 已用于另一请求", "This Idempotency-Key came with another request"),
            slug="idempotency-key-reused",
            todo=("换一个新的 Idempotency-Key。", "Use a new Idempotency-Key."),
        )
    return Claim(state.operation, key, first.status, first.reference)


async def settle(tx: WriteTx, claim: Claim, reference: UUID) -> None:
    """Complete the record of a new key; it commits with the change."""
    await idempotency.complete(tx, claim.operation, claim.key, claim.status, reference)


def _key(request: Request) -> str:
    key = request.headers.get("idempotency-key")
    if key is None or not _KEY.fullmatch(key):
        raise BadRequest(
            "idempotency-key-required",
            ("缺少 Idempotency-Key", "Idempotency-Key is missing"),
            (
                "每个 POST 须带 8–200 个可见 ASCII 字符的 Idempotency-Key。",
                "Every POST carries an Idempotency-Key of 8 to 200 visible ASCII characters.",
            ),
            ("为这次操作生成一个新的 UUID；重发时用同一个。", "Make a UUID for this act and resend with it."),
        )
    return key


async def _content(request: Request) -> bytes:
    """What makes two requests the same: path, query and body.

    Of a form the parts count and not the bytes: a browser that resends draws a new multipart boundary.
    """
    head = f"{request.url.path}?{request.url.query}\n".encode()
    if not request.headers.get("content-type", "").startswith(("multipart/", "application/x-www-form")):
        return head + await request.body()
    parts = []
    for name, value in (await request.form()).multi_items():
        if isinstance(value, UploadFile):
            await value.seek(0)
            content = sha256(await value.read()).hexdigest()
            await value.seek(0)
            parts.append(f"{name}\0{value.filename}\0{content}")
        else:
            parts.append(f"{name}\0{value}")
    return head + "\n".join(parts).encode()
