"""Sign-in as the services see it: callers, tokens, versions. Permissions are checked by `kit.web`."""

from kit.auth.caller import Caller
from kit.auth.jose import SigningKey, TokenRefused, VerifyKey
from kit.auth.tokens import AUDIENCE, KeySource, TokenVerifier, VersionsStale
from kit.auth.versions import VersionsPage, VersionsSource, VersionTable

__all__ = [
    "AUDIENCE",
    "Caller",
    "KeySource",
    "SigningKey",
    "TokenRefused",
    "TokenVerifier",
    "VerifyKey",
    "VersionTable",
    "VersionsPage",
    "VersionsSource",
    "VersionsStale",
]
