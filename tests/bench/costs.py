"""Costs that are no ratio: checking a password, checking a token."""

import asyncio
import hashlib
import statistics
import time
from dataclasses import dataclass

from gateway.accounts.passwords import Passwords
from gateway.tokens.signing import SigningRing
from kit.auth import AUDIENCE, SigningKey, TokenVerifier, VersionTable
from kit.auth.versions import VersionsPage

_ISSUER = "urn:bangfu:bench"


@dataclass(frozen=True)
class Cost:
    """What one act takes."""

    name: str
    seconds: float
    goal: str


def costs() -> list[Cost]:
    """All of them, measured in this process."""
    return asyncio.run(_costs())


async def _costs() -> list[Cost]:
    passwords = Passwords()
    hashed = await passwords.hash("a password")
    checks = []
    for _ in range(15):
        began = time.perf_counter()
        await passwords.verify(hashed, "a password")
        checks.append(time.perf_counter() - began)
    passwords.close()
    key = SigningKey.generate()
    tokens = [
        key.access_token(
            issuer=_ISSUER, audience=AUDIENCE, subject=hashlib.md5(str(n).encode()).hexdigest(),
            client_id="web", seconds=600, ver=1, name="测试", account="bench", role="county-officer",
            region="131002", permissions=["household.read"],
        )
        for n in range(500)
    ]  # fmt: skip
    versions = VersionTable()
    versions.take(VersionsPage(0))
    verifier = TokenVerifier(SigningRing((key,)), issuer=_ISSUER, versions=versions)
    await verifier.caller(tokens[0])
    first = [await _timed(verifier, token) for token in tokens[1:]]
    again = [await _timed(verifier, token) for token in tokens[1:]]
    return [
        Cost(
            "password check (argon2id 19 MiB, t2, p1)", statistics.median(checks), "22 ms, off the event loop"
        ),
        Cost("token check, first sight (ES256)", statistics.median(first), "120 µs"),
        Cost("token check, cached", statistics.median(again), "1 µs"),
    ]


async def _timed(verifier: TokenVerifier, token: str) -> float:
    began = time.perf_counter()
    await verifier.caller(token)
    return time.perf_counter() - began
