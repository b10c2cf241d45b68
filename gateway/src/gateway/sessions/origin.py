"""Where an unsafe request with our cookie may come from: our own pages and nowhere else."""

from collections.abc import Collection
from typing import Final

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def is_own(origin: str | None, host: str | None, public_origins: Collection[str]) -> bool:
    """Whether `Origin` names the very host that was asked, or an origin of the installation.

    A request that does not say where it comes from (`null`, or no header) does not come from our pages:
    every browser says it for every unsafe request.
    """
    if not origin or origin == "null":
        return False
    if origin in public_origins:
        return True
    scheme, _, authority = origin.partition("://")
    return scheme in {"http", "https"} and authority == host
