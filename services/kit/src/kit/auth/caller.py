"""Who calls: the person and the post that an access token stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from kit.auth.jose import TokenRefused
from kit.db import Scope


@dataclass(frozen=True, slots=True)
class Caller:
    """A person in one post, or another service as a client; from a verified token only.

    `region_key` is the post's region (None for a client without one), `permissions` what the role may do,
    `ver` the person's version of posts and locks, `client` whether this is a service and no person.
    `scope` is what the database lets through.
    """

    person_id: UUID
    name: str
    account: str
    post_id: UUID | None
    role: str
    region_key: str | None
    region_name: str | None
    department: str | None
    permissions: frozenset[str]
    ver: int
    client: bool = False
    scope: Scope = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "scope", _scope(self))

    def may(self, permission: str) -> bool:
        """Whether the post's role carries the permission."""
        return permission in self.permissions

    @classmethod
    def from_claims(cls, claims: Mapping[str, Any]) -> Caller:
        """From verified claims (`kit.auth.jose.verify`); TokenRefused where one has the wrong form."""
        client = claims.get("client") is True
        try:
            return cls(
                person_id=_client_id(claims["sub"]) if client else UUID(claims["sub"]),
                name=_text(claims, "name") or "",
                account=_text(claims, "account") or "",
                post_id=UUID(claims["post"]) if claims.get("post") is not None else None,
                role=_text(claims, "role") or "",
                region_key=_text(claims, "region"),
                region_name=_text(claims, "region_name"),
                department=_text(claims, "department"),
                permissions=frozenset(_texts(claims["permissions"])),
                ver=_whole(claims["ver"]),
                client=client,
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise TokenRefused("claims") from None


def _scope(caller: Caller) -> Scope:
    if caller.region_key is None:
        return Scope.none(person_id=caller.person_id, post_id=caller.post_id, role=caller.role)
    return Scope.of_region(
        caller.region_key,
        person_id=caller.person_id,
        post_id=caller.post_id,
        role=caller.role,
        department=caller.department,
    )


def _client_id(client_id: str) -> UUID:
    """Services are named, persons have ids: a name's own stable id, where one is asked for."""
    return uuid5(NAMESPACE_URL, f"urn:bangfu:client:{client_id}")


def _text(claims: Mapping[str, Any], name: str) -> str | None:
    value = claims.get(name)
    if value is not None and not isinstance(value, str):
        raise TypeError(name)
    return value


def _texts(values: Any) -> list[str]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise TypeError("permissions")
    return values


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("ver")
    return value
