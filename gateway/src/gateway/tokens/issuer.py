"""What stands in an access token: a person in one post, or a service as a client of its own."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from gateway.roles import SERVICE_ROLE, permissions_of
from gateway.tokens.signing import SigningRing
from kit.auth import AUDIENCE


@dataclass(frozen=True, slots=True)
class Subject:
    """A person in a post that is open today."""

    person_id: UUID
    person_name: str
    account: str
    ver: int
    post_id: UUID
    role: str
    region_key: str
    region_name: str | None
    department: str | None


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A signed token and how many seconds it lives from now."""

    text: str
    seconds: int


class Issuer:
    """Signs access tokens of one installation."""

    def __init__(self, ring: SigningRing, issuer: str, region_key: str) -> None:
        """`region_key`: the installation's own region, which is the range of the services' clients."""
        self._ring = ring
        self._region_key = region_key
        self.name = issuer

    def for_person(self, subject: Subject, *, client_id: str, seconds: int) -> AccessToken:
        """A token of a person in one post. `client_id`: the kind of program that holds it."""
        text = self._ring.current.access_token(
            issuer=self.name,
            audience=AUDIENCE,
            subject=str(subject.person_id),
            client_id=client_id,
            seconds=seconds,
            ver=subject.ver,
            name=subject.person_name,
            account=subject.account,
            post=str(subject.post_id),
            role=subject.role,
            region=subject.region_key,
            region_name=subject.region_name,
            department=subject.department,
            permissions=sorted(permissions_of(subject.role)),
        )
        return AccessToken(text, seconds)

    def for_service(self, client_id: str, person_id: UUID, *, seconds: int) -> AccessToken:
        """A token of a service as a client of its own, over the whole installation."""
        text = self._ring.current.access_token(
            issuer=self.name,
            audience=AUDIENCE,
            subject=str(person_id),
            client_id=client_id,
            seconds=seconds,
            ver=1,
            name=client_id,
            account=client_id,
            post=None,
            role=SERVICE_ROLE,
            region=self._region_key,
            region_name=None,
            department=None,
            permissions=sorted(permissions_of(SERVICE_ROLE)),
            client=True,
        )
        return AccessToken(text, seconds)
