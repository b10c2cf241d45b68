"""Roles and databases of a service, made once by the cluster's superuser."""

from collections.abc import Mapping
from typing import Final

import asyncpg

from kit.ddl.roles import Roles

OWN_SCHEMA: Final = (
    "set local role pg_database_owner",
    "revoke all on schema public from public",
    "grant all on schema public to session_user with grant option",
    "reset role",
)
"""What a service's owner runs first in a new database: PostgreSQL 15 gives a role that inherits nothing no
rights on the schema of its own database."""


async def ensure_roles(admin: asyncpg.Connection, service: str, passwords: Mapping[str, str]) -> None:
    """Make or mend the roles of `service`; `passwords` has the keys "owner", "app", "worker".

    The owner may SET ROLE to the narrow roles, to give functions to them, and inherits nothing from them.
    """
    roles = Roles(service)
    logins = {roles.owner: "owner", roles.app: "app", roles.worker: "worker"}
    known = {row["rolname"] for row in await admin.fetch("select rolname from pg_roles")}
    for role in (*logins, *roles.narrow):
        if role not in known:
            await admin.execute(f"create role {role} noinherit")
    for role, name in logins.items():
        secret = await admin.fetchval("select quote_literal($1::text)", passwords[name])
        await admin.execute(f"alter role {role} login password {secret}")
    for role in roles.narrow:
        await admin.execute(f"grant {role} to {roles.owner}")


async def ensure_database(
    admin: asyncpg.Connection, name: str, service: str, *, template: str | None = None
) -> bool:
    """Make the database of `service` (a clone of `template`, if named); returns whether it was made now.

    It belongs to the service's owner, and nobody but the service's roles may connect.
    """
    roles = Roles(service)
    if await admin.fetchval("select exists (select from pg_database where datname = $1)", name):
        return False
    source = f'template "{template}"' if template else "template template0"
    await admin.execute(f'create database "{name}" owner {roles.owner} {source}')
    await admin.execute(f'revoke all on database "{name}" from public')
    await admin.execute(f'grant connect on database "{name}" to {roles.app}, {roles.worker}')
    return True
