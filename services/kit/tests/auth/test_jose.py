"""Token forms that must not pass: each of them does, with python-jose's own checks."""

import base64
import hashlib
import hmac
import json
import stat
import time
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

from kit.auth import SigningKey, TokenRefused, VerifyKey
from kit.auth import jose as tokens

ISSUER = "https://bangfu.test"


@pytest.fixture(scope="module")
def key() -> SigningKey:
    return SigningKey.generate()


def _claims(**changes: Any) -> dict[str, Any]:
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "aud": "bangfu",
        "sub": "018f0000-0000-7000-8000-000000000001",
        "iat": now,
        "exp": now + 60,
        "jti": "j",
    }
    claims.update(changes)
    return {name: value for name, value in claims.items() if value is not None}


def _check(token: str, key: VerifyKey, **options: Any) -> dict[str, Any]:
    return tokens.verify(token, key, typ=tokens.ACCESS_TOKEN, issuer=ISSUER, audience="bangfu", **options)


def _segment(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _with_header(key: SigningKey, header: dict[str, Any]) -> str:
    """A token rightly signed under whatever header."""
    signed = f"{_segment(header)}.{_segment(_claims())}"
    private = serialization.load_pem_private_key(key.to_pem().encode(), None)
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    r, s = utils.decode_dss_signature(private.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    return f"{signed}.{_segment(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def test_a_right_token_gives_its_claims(key: SigningKey) -> None:
    claims = _claims(permissions=["a"])
    assert _check(key.sign(claims, typ=tokens.ACCESS_TOKEN), key.verify_key) == claims


def test_a_header_of_our_own_form_passes_when_signed_by_hand(key: SigningKey) -> None:
    header = {"alg": "ES256", "typ": "at+jwt", "kid": key.kid}
    assert _check(_with_header(key, header), key.verify_key)["aud"] == "bangfu"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"exp": None}, "exp"),
        ({"exp": "99999999999"}, "exp"),
        ({"exp": True}, "exp"),
        ({"exp": 1}, "expired"),
        ({"iat": None}, "iat"),
        ({"iat": "1"}, "iat"),
        ({"iat": 99999999999}, "iat"),
        ({"nbf": 99999999999}, "nbf"),
        ({"nbf": "1"}, "nbf"),
        ({"aud": None}, "aud"),
        ({"aud": "another"}, "aud"),
        ({"aud": ["bangfu", "another"]}, "aud"),
        ({"iss": None}, "iss"),
        ({"iss": "https://elsewhere.test"}, "iss"),
        ({"jti": None}, "jti"),
        ({"jti": 7}, "jti"),
        ({"jti": ""}, "jti"),
        ({"sub": None}, "sub"),
        ({"sub": 7}, "sub"),
    ],
)
def test_a_claim_that_is_absent_or_of_the_wrong_form_is_refused(
    key: SigningKey, changes: dict[str, Any], reason: str
) -> None:
    token = key.sign(_claims(**changes), typ=tokens.ACCESS_TOKEN)
    with pytest.raises(TokenRefused) as refused:
        _check(token, key.verify_key)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"crit": ["exp"]}, "crit"),
        ({"crit": []}, "crit"),
        ({"b64": False}, "crit"),
        ({"typ": "JWT"}, "typ"),
        ({"typ": None}, "typ"),
        ({"alg": "none"}, "alg"),
        ({"alg": "ES384"}, "alg"),
        ({"alg": ["ES256"]}, "alg"),
        ({"kid": "another"}, "kid"),
    ],
)
def test_a_header_that_asks_for_something_else_is_refused(
    key: SigningKey, change: dict[str, Any], reason: str
) -> None:
    header = {"alg": "ES256", "typ": "at+jwt", "kid": key.kid, **change}
    with pytest.raises(TokenRefused) as refused:
        _check(_with_header(key, header), key.verify_key)
    assert refused.value.reason == reason


def test_no_signature_is_refused(key: SigningKey) -> None:
    token = f"{_segment({'alg': 'none', 'typ': 'at+jwt'})}.{_segment(_claims())}."
    with pytest.raises(TokenRefused):
        _check(token, key.verify_key)


def _secrets(key: SigningKey) -> dict[str, bytes]:
    public = key.verify_key.public
    info = serialization.PublicFormat.SubjectPublicKeyInfo
    point = serialization.PublicFormat.UncompressedPoint
    return {
        "empty": b"",
        "pem": public.public_bytes(serialization.Encoding.PEM, info),
        "der": public.public_bytes(serialization.Encoding.DER, info),
        "point": public.public_bytes(serialization.Encoding.X962, point),
        "jwk": json.dumps(key.verify_key.jwk).encode(),
    }


@pytest.mark.parametrize("form", ["empty", "pem", "der", "point", "jwk"])
@pytest.mark.parametrize("alg", ["HS256", "ES256"])
def test_an_hmac_under_the_public_key_is_refused(key: SigningKey, form: str, alg: str) -> None:
    head = f"{_segment({'alg': alg, 'typ': 'at+jwt', 'kid': key.kid})}.{_segment(_claims())}"
    mac = hmac.digest(_secrets(key)[form], head.encode(), hashlib.sha256)
    with pytest.raises(TokenRefused):
        _check(f"{head}.{_segment(mac)}", key.verify_key)


def test_another_key_is_refused(key: SigningKey) -> None:
    token = SigningKey.generate().sign(_claims(), typ=tokens.ACCESS_TOKEN)
    with pytest.raises(TokenRefused):
        _check(token, key.verify_key)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_altered_segment_is_refused(key: SigningKey, place: int) -> None:
    parts = key.sign(_claims(), typ=tokens.ACCESS_TOKEN).split(".")
    middle = len(parts[place]) // 2
    swapped = "A" if parts[place][middle] != "A" else "B"
    parts[place] = parts[place][:middle] + swapped + parts[place][middle + 1 :]
    with pytest.raises(TokenRefused):
        _check(".".join(parts), key.verify_key)


@pytest.mark.parametrize(
    "token", ["", ".", "..", "...", "a.b.c", "é.é.é", "e30.e30.", "W10.W10.AA", "x" * 9000, "e30.e30"]
)
def test_what_is_no_token_is_refused(key: SigningKey, token: str) -> None:
    with pytest.raises(TokenRefused):
        _check(token, key.verify_key)


def test_claims_that_are_no_object_are_refused(key: SigningKey) -> None:
    listed: Any = ["iss", ISSUER]
    with pytest.raises(TokenRefused):
        _check(key.sign(listed, typ=tokens.ACCESS_TOKEN), key.verify_key)


def test_an_assertion_is_no_access_token(key: SigningKey) -> None:
    assertion = key.client_assertion(client_id="registry", audience=ISSUER)
    with pytest.raises(TokenRefused):
        _check(assertion, key.verify_key)
    assert tokens.unverified_subject(assertion) == "registry"
    claims = tokens.verify(
        assertion, key.verify_key, typ=tokens.CLIENT_ASSERTION, issuer="registry", audience=ISSUER
    )
    assert claims["sub"] == "registry"


@pytest.mark.parametrize(
    "change", [{"kty": "oct"}, {"crv": "P-384"}, {"alg": "HS256"}, {"use": "enc"}, {"d": "AA"}, {"x": "AA"}]
)
def test_only_public_p256_signing_keys_are_taken(key: SigningKey, change: dict[str, str]) -> None:
    assert VerifyKey.from_jwk(key.verify_key.jwk).kid == key.kid
    with pytest.raises(ValueError, match=r"key|point|curve"):
        VerifyKey.from_jwk({**key.verify_key.jwk, **change})


def test_the_key_file_is_made_once_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "client.pem"
    first, second = SigningKey.load_or_create(path), SigningKey.load_or_create(path)
    assert first.kid == second.kid
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "PRIVATE" not in repr(first)
