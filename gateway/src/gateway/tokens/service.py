"""The grants: a password with a post, a refresh token, a service's own assertion."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from gateway.accounts import service as accounts
from gateway.runtime import GatewayRuntime
from gateway.sessions.errors import PostNotOpen
from gateway.tokens import repository
from gateway.tokens.errors import AccountNotReady, InvalidClient, InvalidGrant, PostWanted
from gateway.tokens.issuer import AccessToken, Subject
from gateway.tokens.refresh import RefreshToken
from kit.auth import TokenRefused, VerifyKey, jose
from kit.db import Scope, Tx
from kit.ids import uuid7
from kit.journal import JournalEntry
from kit.web import Visitor

PROGRAM = "program"
_LONGEST_ASSERTION_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Grant:
    """An access token, and with it what renews it."""

    access: AccessToken
    refresh: str | None = None


async def subject_of(tx: Tx, person_id: UUID, post_id: UUID) -> Subject | None:
    """Whom a token names who works in the post; None if it is not open today or its holder is locked."""
    return await repository.find_subject(tx, person_id, post_id)


async def by_password(visit: Visitor, account: str, password: str, post_id: UUID | None) -> Grant:
    """A token for one post of a person; without `post_id` for the only open one."""
    runtime = GatewayRuntime.of(visit)
    person_id = await accounts.check_password(visit, account, password)
    policy = await runtime.policy()
    entry = JournalEntry(operation="token.open", subject=person_id, request_id=visit.request_id)
    family = RefreshToken(uuid7(), 1)
    async with runtime.db.write(Scope.none(person_id=person_id), entry) as tx:
        standing = await accounts.standing(tx, person_id)
        if post_id is None and len(standing.open_posts) == 1:
            post_id = standing.open_posts[0]
        subject = await subject_of(tx, person_id, post_id) if post_id else None
        if subject is not None and not standing.unready:
            entry.actor_name = subject.person_name
            await accounts.signed_in(tx, person_id)
            await repository.open_family(tx, family.family, person_id, subject.post_id)
        await accounts.forget_failures(tx, person_id)
    # Refused only now: the password was right, and the count of tries stays cleared.
    if standing.unready:
        raise AccountNotReady
    if post_id is None:
        raise PostWanted
    if subject is None:
        raise PostNotOpen
    access = runtime.issuer.for_person(subject, client_id=PROGRAM, seconds=policy.token_seconds)
    return Grant(access, family.written(runtime.keyring))


async def by_refresh(visit: Visitor, text: str) -> Grant:
    """The next token of a family; one shown again ends it, unless it is the last and its answer was lost."""
    runtime = GatewayRuntime.of(visit)
    shown = RefreshToken.read(text, runtime.keyring)
    if shown is None:
        raise InvalidGrant
    policy = await runtime.policy()
    entry = JournalEntry(operation="token.refresh", subject=shown.family, request_id=visit.request_id)
    async with runtime.db.write(Scope.none(), entry) as tx:
        turn = await repository.turn_family(tx, shown.family, shown.turn, policy)
        entry.details = {"outcome": turn.outcome}
        if turn.outcome == "reused":
            entry.operation = "token.reuse"
        subject = None
        if turn.outcome in {"turned", "repeated"} and turn.person_id and turn.post_id:
            subject = await subject_of(tx, turn.person_id, turn.post_id)
    if turn.outcome == "reused":
        await runtime.versions.refresh()
    if subject is None or turn.turn is None:
        raise InvalidGrant
    access = runtime.issuer.for_person(subject, client_id=PROGRAM, seconds=policy.token_seconds)
    return Grant(access, RefreshToken(shown.family, turn.turn).written(runtime.keyring))


async def by_assertion(visit: Visitor, client_id: str | None, assertion: str) -> Grant:
    """A token of a service's own, for an assertion signed with its registered key and used once."""
    runtime = GatewayRuntime.of(visit)
    policy = await runtime.policy()
    try:
        subject = jose.unverified_subject(assertion)
        if client_id is not None and client_id != subject:
            raise TokenRefused("client-id")
        async with runtime.db.read(Scope.none()) as tx:
            client = await repository.find_client(tx, subject)
        if client is None:
            raise TokenRefused("unknown-client")
        claims = jose.verify(
            assertion,
            VerifyKey.from_jwk(client.public_jwk),
            typ=jose.CLIENT_ASSERTION,
            issuer=subject,
            audience=runtime.issuer.name,
        )
        if claims["sub"] != subject or claims["exp"] - claims["iat"] > _LONGEST_ASSERTION_SECONDS:
            raise TokenRefused("assertion")
    except TokenRefused as refusal:
        raise InvalidClient(refusal.reason) from None
    jti = runtime.keyring.digest("client-assertion", f"{subject}:{claims['jti']}".encode())
    expires = datetime.fromtimestamp(claims["exp"], UTC)
    entry = JournalEntry(
        operation="token.client", subject=client.person_id, request_id=visit.request_id, actor_name=subject
    )
    async with runtime.db.write(Scope.none(person_id=client.person_id), entry) as tx:
        if not await repository.use_assertion(tx, jti, expires):
            raise InvalidClient("assertion-reused")
    return Grant(runtime.issuer.for_service(subject, client.person_id, seconds=policy.token_seconds))


async def revoke(visit: Visitor, text: str) -> None:
    """Sign a program out: its family ends, and every access token of the person; unknown ones are ignored."""
    runtime = GatewayRuntime.of(visit)
    shown = RefreshToken.read(text, runtime.keyring)
    if shown is None:
        return
    entry = JournalEntry(operation="token.revoke", subject=shown.family, request_id=visit.request_id)
    async with runtime.db.write(Scope.none(), entry) as tx:
        await repository.end_family(tx, shown.family)
    await runtime.versions.refresh()
