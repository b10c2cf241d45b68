"""From a bearer token to a caller: signature, cache, version table."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import time
from collections.abc import Sequence
from typing import Any, Final, Protocol

from kit.auth import jose
from kit.auth.caller import Caller
from kit.auth.jose import TokenRefused, VerifyKey
from kit.auth.versions import VersionTable

AUDIENCE: Final = "bangfu"
_MOST_CACHED: Final = 10_000
_KEYS_SECONDS: Final = 5.0

_log = logging.getLogger(__name__)


class Unchecked(Exception):
    """Tokens cannot be checked at the moment: nobody is let in until the gateway is heard again."""


class VersionsStale(Unchecked):
    """The version table is too old."""


class KeysUnknown(Unchecked):
    """The issuer's public keys are not to be had."""


class KeySource(Protocol):
    """Where the issuer's public keys come from."""

    async def jwks(self) -> Sequence[dict[str, Any]]:
        """The members of the JWKS."""
        ...


class TokenVerifier:
    """Checks access tokens of one issuer; one a process.

    A checked token is kept by its SHA-256 until it expires, so a second look costs about a microsecond; the
    version table is asked every time.
    """

    def __init__(
        self, keys: KeySource, *, issuer: str, versions: VersionTable, audience: str = AUDIENCE
    ) -> None:
        self._source = keys
        self._issuer = issuer
        self._audience = audience
        self.versions = versions
        self._keys: dict[str, VerifyKey] = {}
        self._keys_asked: float | None = None
        self._asking = asyncio.Lock()
        self._cache: dict[bytes, tuple[float, Caller]] = {}

    async def caller(self, token: str) -> Caller:
        """The caller of a token. Raises TokenRefused (with its reason), or Unchecked."""
        digest = hashlib.sha256(token.encode()).digest()
        known = self._cache.get(digest)
        if known is None:
            known = await self._verify(token)
            self._remember(digest, known)
        expires, caller = known
        if expires <= time.time():
            self._cache.pop(digest, None)
            raise TokenRefused("expired")
        if self.versions.stale:
            raise VersionsStale
        if not self.versions.admits(caller.person_id, caller.ver):
            raise TokenRefused("revoked")
        return caller

    async def _verify(self, token: str) -> tuple[float, Caller]:
        key = await self._key(jose.key_id(token))
        claims = jose.verify(token, key, typ=jose.ACCESS_TOKEN, issuer=self._issuer, audience=self._audience)
        return float(claims["exp"]), Caller.from_claims(claims)

    async def _key(self, kid: str) -> VerifyKey:
        if kid not in self._keys:
            async with self._asking:  # those who come meanwhile share the answer
                if kid not in self._keys and self._may_ask_again():
                    self._keys = await self._ask()
                    self._keys_asked = time.monotonic()
        key = self._keys.get(kid)
        if key is None:
            raise TokenRefused("unknown-kid")
        return key

    async def _ask(self) -> dict[str, VerifyKey]:
        try:
            documents = await self._source.jwks()
        except Exception as error:
            _log.warning("the issuer's keys are not to be had: %s", type(error).__name__)
            raise KeysUnknown from None
        keys = {}
        for document in documents:
            with contextlib.suppress(ValueError, KeyError, TypeError):  # a key of another sort, not for us
                key = VerifyKey.from_jwk(document)
                keys[key.kid] = key
        return keys

    def _may_ask_again(self) -> bool:
        """Unknown key ids must not become requests to the gateway one for one."""
        return self._keys_asked is None or time.monotonic() - self._keys_asked > _KEYS_SECONDS

    def _remember(self, digest: bytes, known: tuple[float, Caller]) -> None:
        if len(self._cache) >= _MOST_CACHED:
            now = time.time()
            self._cache = {key: value for key, value in self._cache.items() if value[0] > now}
            while len(self._cache) >= _MOST_CACHED:
                self._cache.pop(next(iter(self._cache)))  # the oldest entry
        self._cache[digest] = known
