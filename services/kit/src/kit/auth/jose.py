"""The one module that touches python-jose: signing and checking ES256 tokens.

python-jose accepts an unknown `crit`, a missing `exp`, a missing `aud` even when one is asked for, a string
`exp`, a future `iat`, an empty HMAC key, and HS256 signed with a public key's bytes. So nothing here leans on
its claim checks: it is given one algorithm and one EC public key, and every claim is checked below.
"""

from __future__ import annotations

import base64
import hashlib
import os
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import orjson
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jose import jwk, jws
from jose.backends.base import Key
from jose.exceptions import JOSEError

ALGORITHM: Final = "ES256"
ACCESS_TOKEN: Final = "at+jwt"
CLIENT_ASSERTION: Final = "client-authentication+jwt"
MOST_BYTES: Final = 8192
_CLOCK_SKEW_SECONDS: Final = 5


class TokenRefused(Exception):
    """A token is not accepted; `reason` is a short word for the journal, never shown to the caller."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class VerifyKey:
    """An EC P-256 public key that checks signatures, known by its `kid` (RFC 7638 thumbprint)."""

    def __init__(self, public: ec.EllipticCurvePublicKey) -> None:
        if public.curve.name != "secp256r1":
            raise ValueError("only P-256 keys are used")
        self.public = public
        self.jwk = _public_jwk(public)
        self.kid = self.jwk["kid"]
        pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        self.jose: Key = jwk.construct(pem.decode(), ALGORITHM)

    @classmethod
    def from_jwk(cls, document: Mapping[str, Any]) -> VerifyKey:
        """From one member of a JWKS; ValueError for anything but a public P-256 key for ES256 signatures."""
        if (
            document.get("kty") != "EC"
            or document.get("crv") != "P-256"
            or document.get("alg", ALGORITHM) != ALGORITHM
            or document.get("use", "sig") != "sig"
            or "d" in document
        ):
            raise ValueError("not a public P-256 signing key")
        numbers = ec.EllipticCurvePublicNumbers(
            _integer(document["x"]), _integer(document["y"]), ec.SECP256R1()
        )
        return cls(numbers.public_key())

    @classmethod
    def from_pem(cls, pem: str) -> VerifyKey:
        """From a public key in PEM."""
        public = serialization.load_pem_public_key(pem.encode())
        if not isinstance(public, ec.EllipticCurvePublicKey):
            raise ValueError("not an EC key")
        return cls(public)


class SigningKey:
    """An EC P-256 private key that signs tokens."""

    def __init__(self, private: ec.EllipticCurvePrivateKey) -> None:
        self._private = private
        self.verify_key = VerifyKey(private.public_key())
        self.kid = self.verify_key.kid
        self._jose: Key = jwk.construct(self.to_pem(), ALGORITHM)

    def __repr__(self) -> str:
        return f"SigningKey(kid={self.kid!r})"

    @classmethod
    def generate(cls) -> SigningKey:
        """A new key."""
        return cls(ec.generate_private_key(ec.SECP256R1()))

    @classmethod
    def from_pem(cls, pem: str) -> SigningKey:
        """From PKCS 8 in PEM, unencrypted."""
        private = serialization.load_pem_private_key(pem.encode(), password=None)
        if not isinstance(private, ec.EllipticCurvePrivateKey):
            raise ValueError("not an EC key")
        return cls(private)

    @classmethod
    def load_or_create(cls, path: Path) -> SigningKey:
        """The key in the file at `path`; made with mode 0600 where there is none yet."""
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return cls.from_pem(path.read_text())
        key = cls.generate()
        with os.fdopen(descriptor, "w") as file:
            file.write(key.to_pem())
        return key

    def to_pem(self) -> str:
        """PKCS 8 in PEM, unencrypted: for a file of mode 0600 only."""
        return self._private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode()

    def sign(self, claims: Mapping[str, Any], *, typ: str) -> str:
        """A compact JWS over `claims` (plain JSON values) with this key's `kid` and the given `typ`."""
        return jws.sign(
            orjson.dumps(claims), self._jose, headers={"typ": typ, "kid": self.kid}, algorithm=ALGORITHM
        )

    def access_token(
        self, *, issuer: str, audience: str, subject: str, client_id: str, seconds: int, **claims: Any
    ) -> str:
        """A signed access token (RFC 9068) that lives for `seconds` from now."""
        now = int(time.time())
        standard = {
            "iss": issuer,
            "aud": audience,
            "sub": subject,
            "client_id": client_id,
            "iat": now,
            "exp": now + seconds,
            "jti": uuid.uuid4().hex,
        }
        return self.sign({**claims, **standard}, typ=ACCESS_TOKEN)

    def client_assertion(self, *, client_id: str, audience: str, seconds: int = 60) -> str:
        """A `private_key_jwt` client assertion (RFC 7523); `audience` is the issuer of the tokens."""
        now = int(time.time())
        claims = {
            "iss": client_id,
            "sub": client_id,
            "aud": audience,
            "iat": now,
            "exp": now + seconds,
            "jti": uuid.uuid4().hex,
        }
        return self.sign(claims, typ=CLIENT_ASSERTION)


def key_id(token: str) -> str:
    """The `kid` that a token names, to look its key up; nothing of the token is trusted by this."""
    kid = _header(token).get("kid")
    if not isinstance(kid, str) or not kid:
        raise TokenRefused("no-kid")
    return kid


def unverified_subject(token: str) -> str:
    """The `sub` of a client assertion, to find the client whose keys it must be checked with."""
    _header(token)
    subject = _claims(token.split(".")[1]).get("sub")
    if not isinstance(subject, str) or not subject:
        raise TokenRefused("sub")
    return subject


def verify(
    token: str, key: VerifyKey, *, typ: str, issuer: str, audience: str, now: float | None = None
) -> dict[str, Any]:
    """The claims of a token that `key` signed, or TokenRefused.

    `typ` must be the header's, `iss` and `aud` must equal, `exp` (a number) lie ahead, `iat` not, `jti` and
    `sub` be texts. `now`: seconds since 1970, for tests.
    """
    header = _header(token)
    if header.get("typ") != typ:
        raise TokenRefused("typ")
    if header.get("kid", key.kid) != key.kid:
        raise TokenRefused("kid")
    try:
        payload = jws.verify(token, key.jose, [ALGORITHM])
    except JOSEError:
        raise TokenRefused("signature") from None
    claims = _parse(payload)
    _check_party(claims, issuer, audience)
    _check_times(claims, time.time() if now is None else now)
    return claims


def _check_party(claims: Mapping[str, Any], issuer: str, audience: str) -> None:
    if claims.get("iss") != issuer:
        raise TokenRefused("iss")
    if claims.get("aud") != audience:
        raise TokenRefused("aud")
    for name in ("sub", "jti"):
        if not isinstance(claims.get(name), str) or not claims[name]:
            raise TokenRefused(name)


def _check_times(claims: Mapping[str, Any], now: float) -> None:
    if _number(claims, "exp") <= now:
        raise TokenRefused("expired")
    if _number(claims, "iat") > now + _CLOCK_SKEW_SECONDS:
        raise TokenRefused("iat")
    if "nbf" in claims and _number(claims, "nbf") > now + _CLOCK_SKEW_SECONDS:
        raise TokenRefused("nbf")


def _header(token: str) -> dict[str, Any]:
    """The header of a well-formed compact JWS that we could accept: one algorithm, no extension."""
    if len(token) > MOST_BYTES or not token.isascii() or token.count(".") != 2:
        raise TokenRefused("form")
    header = _claims(token.split(".", 1)[0])
    if header.get("alg") != ALGORITHM:
        raise TokenRefused("alg")
    if "crit" in header or "b64" in header:
        raise TokenRefused("crit")
    return header


def _claims(segment: str) -> dict[str, Any]:
    try:
        return _parse(base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))
    except ValueError:
        raise TokenRefused("form") from None


def _parse(document: bytes) -> dict[str, Any]:
    try:
        claims = orjson.loads(document)
    except ValueError:
        raise TokenRefused("form") from None
    if not isinstance(claims, dict):
        raise TokenRefused("form")
    return claims


def _number(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TokenRefused(name)
    return value


def _public_jwk(public: ec.EllipticCurvePublicKey) -> dict[str, str]:
    numbers = public.public_numbers()
    members = {"crv": "P-256", "kty": "EC", "x": _base64(numbers.x), "y": _base64(numbers.y)}
    thumbprint = hashlib.sha256(orjson.dumps(members, option=orjson.OPT_SORT_KEYS)).digest()
    kid = base64.urlsafe_b64encode(thumbprint).rstrip(b"=").decode()
    return {**members, "kid": kid, "use": "sig", "alg": ALGORITHM}


def _base64(number: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()


def _integer(text: str) -> int:
    return int.from_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), "big")
