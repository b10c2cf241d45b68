"""What the token endpoint takes (a form, RFC 6749) and gives."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, SecretStr

from kit.web import Model

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class TokenForm(Model):
    """One of three grants; each wants its own fields."""

    grant_type: Literal["password", "refresh_token", "client_credentials"]
    username: Annotated[str | None, Field(max_length=64)] = None
    password: Annotated[SecretStr | None, Field(max_length=128)] = None
    post: Annotated[UUID | None, Field(description="职务; may be left out by a person with one post")] = None
    refresh_token: Annotated[SecretStr | None, Field(max_length=200)] = None
    client_id: Annotated[str | None, Field(max_length=64)] = None
    client_assertion_type: Annotated[str | None, Field(max_length=100)] = None
    client_assertion: Annotated[SecretStr | None, Field(max_length=8192)] = None


class RevocationForm(Model):
    """The refresh token that is to end (RFC 7009)."""

    token: Annotated[SecretStr, Field(max_length=8192)]
    token_type_hint: Annotated[str | None, Field(max_length=40)] = None


class TokenRead(Model):
    """A bearer token; `refresh_token` is good for one more, once."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"
    expires_in: int
    refresh_token: str | None = None


class Jwks(Model):
    """The public keys that our tokens are signed with."""

    keys: list[dict[str, str]]
