"""Sign-in as the services see it: callers, tokens, versions. Permissions are checked by `kit.web`."""

from kit.auth.caller import Caller
from kit.auth.jose import SigningKey, TokenRefused, VerifyKey
from kit.auth.tokens import AUDIENCE, KeySource, KeysUnknown, TokenVerifier, Unchecked, VersionsStale
from kit.auth.versions import VersionsPage, VersionsSource, VersionTable

__all__ = [
    "AUDIENCE",
    "Caller",
    "KeySource",
    "KeysUnknown",
    "SigningKey",
    "TokenRefused",
    "TokenVerifier",
    "Unchecked",
    "VerifyKey",
    "VersionTable",
    "VersionsPage",
    "VersionsSource",
    "VersionsStale",
]
