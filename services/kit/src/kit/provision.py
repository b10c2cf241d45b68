"""Roles and databases of a service, made once by the cluster's superuser."""

from collections.abc import Mapping

import asyncpg


async def ensure_roles(admin: asyncpg.Connection, service: str, passwords: Mapping[str, str]) -> None:
    """Make or mend the roles of `service`; `passwords` has the keys "owner", "app", "worker"."""
    raise NotImplementedError


async def ensure_database(
    admin: asyncpg.Connection, name: str, service: str, *, template: str | None = None
) -> bool:
    """Make the database of `service` (a clone of `template`, if named); returns whether it was made now."""
    raise NotImplementedError
