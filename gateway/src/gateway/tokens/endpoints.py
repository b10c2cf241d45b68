"""`/token`, `/token/revocation` and the JWKS: for programs, phones and services."""

from typing import Annotated

from fastapi import Form

from gateway.runtime import GatewayRuntime
from gateway.tokens import service
from gateway.tokens.schemas import ASSERTION_TYPE, Jwks, RevocationForm, TokenForm, TokenRead
from gateway.tokens.service import Grant
from kit.web import FieldProblem, Router, Unprocessable, Visitor, anyone

router = Router(tags=["token"])


@router.post("/token")
async def issue_token(body: Annotated[TokenForm, Form()], visit: Annotated[Visitor, anyone]) -> TokenRead:
    """Get an access token: `password` (with `post`), `refresh_token`, or `client_credentials`."""
    grant = await _grant(visit, body)
    return TokenRead(
        access_token=grant.access.text, expires_in=grant.access.seconds, refresh_token=grant.refresh
    )


@router.post("/token/revocation", status_code=204)
async def revoke_token(body: Annotated[RevocationForm, Form()], visit: Annotated[Visitor, anyone]) -> None:
    """Sign out: the refresh token's family ends, and every access token of the person within a second."""
    await service.revoke(visit, body.token.get_secret_value())


@router.get("/.well-known/jwks.json")
async def read_jwks(visit: Annotated[Visitor, anyone]) -> Jwks:
    """The public keys of our tokens."""
    return Jwks(keys=[dict(key) for key in await GatewayRuntime.of(visit).ring.jwks()])


async def _grant(visit: Visitor, body: TokenForm) -> Grant:
    match body.grant_type:
        case "password" if body.username and body.password:
            password = body.password.get_secret_value()
            return await service.by_password(visit, body.username, password, body.post)
        case "refresh_token" if body.refresh_token:
            return await service.by_refresh(visit, body.refresh_token.get_secret_value())
        case "client_credentials" if body.client_assertion and body.client_assertion_type == ASSERTION_TYPE:
            assertion = body.client_assertion.get_secret_value()
            return await service.by_assertion(visit, body.client_id, assertion)
    raise Unprocessable([FieldProblem(code="missing", message=_WANTED[body.grant_type], pointer="/")])


_WANTED = {
    "password": ("须给出 username 和 password", "Give username and password"),
    "refresh_token": ("须给出 refresh_token", "Give refresh_token"),
    "client_credentials": (
        f"须给出 client_assertion，类型为 {ASSERTION_TYPE}",
        f"Give client_assertion of type {ASSERTION_TYPE}",
    ),
}
