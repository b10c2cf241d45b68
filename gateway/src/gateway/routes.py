"""The route table: which path goes to whom. The longest prefix wins; everything else is the web app's."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Route:
    """Requests under `prefix` go to `service`, which people call `zh`."""

    prefix: str
    service: str
    zh: str


ROUTES: Final = (
    Route("/api/gateway/", "gateway", "登录"),  # sign-in, tokens, posts
    Route("/api/registry/", "registry", "建档立卡"),  # regions, households, imports
    Route("/api/assistance/", "assistance", "帮扶"),  # hand-overs of goslings
    Route("/api/supervision/", "supervision", "监督"),  # the board
)

SERVICES: Final = tuple(route.service for route in ROUTES)
CHINESE: Final = {route.service: route.zh for route in ROUTES}

API_PAGE: Final = "/api"
API_DOCUMENT: Final = "/api/openapi.json"
API_ASSETS: Final = "/api/assets/"


def openapi_of(service: str) -> str:
    """Where a service publishes its OpenAPI document."""
    return f"/api/{service}/v1/openapi.json"


def service_of(path: str) -> str | None:
    """The service that answers `path`; None for the web app and the API page."""
    for route in ROUTES:
        if path.startswith(route.prefix):
            return route.service
    return None


_OWN_COOKIE: Final = "/api/gateway/v1/session"
_SIGN_INS: Final = frozenset({_OWN_COOKIE, "/api/gateway/v1/token"})
_PUBLIC_ENDS: Final = ("/openapi.json", "/health", "/jwks.json", "/v1/installation", "/v1/token/revocation")


def takes_cookie(path: str) -> bool:
    """Whether the gateway's own endpoint reads the session cookie itself."""
    return path == _OWN_COOKIE or path.startswith(_OWN_COOKIE + "/")


def is_sign_in(method: str, path: str) -> bool:
    """Whether a password, refresh token or assertion is shown here: limited by address."""
    return method == "POST" and path in _SIGN_INS


def is_public(path: str) -> bool:
    """Whether the path answers anyone, so that a session that has ended does not stand in its way."""
    return path in _SIGN_INS or path.endswith(_PUBLIC_ENDS)
