"""The route table: which path goes to whom. The longest prefix wins; everything else is the web app's."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Route:
    """Requests under `prefix` go to `service`."""

    prefix: str
    service: str


ROUTES: Final = (
    Route("/api/gateway/", "gateway"),          # sign-in, tokens, posts
    Route("/api/registry/", "registry"),        # regions, households, imports
    Route("/api/assistance/", "assistance"),    # hand-overs of goslings
    Route("/api/supervision/", "supervision"),  # the board
)  # fmt: skip

SERVICES: Final = tuple(route.service for route in ROUTES)

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
