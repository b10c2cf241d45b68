"""What a person does at the door: sign in and out, claim the account, change the password, choose a post."""

from base64 import b64encode
from datetime import UTC, datetime
from uuid import UUID

from gateway.accounts import rules as account_rules
from gateway.accounts import service as accounts
from gateway.accounts.errors import (
    AlreadyClaimed,
    IdentityRefused,
    IdentityTaken,
    PasswordRefused,
    SignInBusy,
)
from gateway.accounts.passwords import TooManyPasswords
from gateway.accounts.rules import Identity, PasswordFault
from gateway.posts.rules import is_open
from gateway.roles import ROLES, permissions_of
from gateway.sessions import repository, rules
from gateway.sessions.errors import NotReady, PostNotOpen
from gateway.sessions.keeper import new_secret
from gateway.sessions.repository import Post, Session
from gateway.sessions.schemas import PostRead, SessionRead
from gateway.sessions.visit import SessionVisit, scope_of
from kit.crypto import Keyring
from kit.db import Scope
from kit.journal import JournalEntry


async def sign_in(visit: SessionVisit, account: str, password: str) -> str:
    """Open a session and return its secret; an idle one of the same person is gone on with."""
    runtime = visit.gateway
    person_id = await accounts.check_password(visit, account, password)
    secret = new_secret()
    before = visit.keeper.hash_of(visit.cookie) if visit.cookie else None
    entry = JournalEntry(operation="sign-in.open", subject=person_id, request_id=visit.request_id)
    async with runtime.db.write(Scope.none(person_id=person_id), entry) as tx:
        await accounts.signed_in(tx, person_id)
        await repository.open_session(tx, visit.keeper.hash_of(secret), person_id, before)
        await accounts.forget_failures(tx, person_id)
    if visit.cookie:
        visit.keeper.forget(visit.cookie)
    return secret


async def read(visit: SessionVisit, secret: str, *, continued: bool = False) -> SessionRead:
    """The session as its person sees it."""
    runtime, keeper = visit.gateway, visit.keeper
    policy = await runtime.policy()
    session = await keeper.read(secret, background=True)
    async with runtime.db.read(scope_of(session)) as tx:
        listed = await repository.list_posts(tx, keeper.hash_of(secret), policy.ended_post_days)
        posts = [_shown(visit, post, is_open(post.valid_from, post.valid_to, tx.today)) for post in listed]
    post = next((post for post in posts if post.id == session.post_id and not post.ended), None)
    state = _state(session, post is not None)
    left = policy.idle_minutes * 60 - (datetime.now(UTC) - session.seen_at).total_seconds()
    return SessionRead(
        state=state,
        account=session.account,
        person_id=session.person_id,
        name=session.person_name,
        posts=posts if session.claimed else [],
        post=post,
        permissions=sorted(permissions_of(post.role)) if post and state is rules.State.READY else [],
        last_sign_in=session.previous_sign_in_at,
        idle_seconds=policy.idle_minutes * 60,
        idle_left_seconds=max(0, int(left)),
        draft_key=_draft_key(runtime.keyring, session.person_id, post.id) if post else None,
        continued=continued and post is not None,
    )


def _draft_key(keyring: Keyring, person_id: UUID, post_id: UUID) -> str:
    """The key of this person's drafts in this post; derived, so it is stored nowhere."""
    return b64encode(keyring.digest("browser-drafts", person_id.bytes + post_id.bytes)).decode()


async def claim_person(visit: SessionVisit, kind: Identity, text: str) -> None:
    """Bind the account to the human being who signs in to it for the first time."""
    session = await visit.session()
    if session.claimed:
        raise AlreadyClaimed
    number = account_rules.normal_form(kind, text)
    if number is None:
        raise IdentityRefused(kind)
    identity = visit.gateway.keyring.blind(kind.purpose, number)
    entry = visit.entry("account.claim", session)
    entry.details = {"kind": kind.value}
    async with visit.gateway.db.write(scope_of(session), entry) as tx:
        free = await repository.claim_person(tx, visit.hash, kind.value, identity)
        if not free:
            entry.operation = "account.claim-refuse"
    visit.keeper.forget(visit.secret)
    if not free:
        raise AlreadyClaimed if (await visit.session()).claimed else IdentityTaken


async def change_password(visit: SessionVisit, current: str, new: str) -> None:
    """Replace the password; the present one is checked under the same lock as at sign-in."""
    session = await visit.session()
    if not session.claimed:
        raise NotReady(rules.State.CLAIM_PERSON)
    runtime = visit.gateway
    fault = account_rules.password_fault(new, session.account)
    if fault is None and new == current:
        fault = PasswordFault.SAME
    if fault is not None:
        raise PasswordRefused(fault)
    await accounts.check_password(visit, session.account, current)
    try:
        password_hash = await runtime.passwords.hash(new)
    except TooManyPasswords:
        raise SignInBusy from None
    async with runtime.db.write(scope_of(session), visit.entry("account.change-password", session)) as tx:
        await repository.set_password(tx, visit.hash, password_hash)
        await accounts.forget_failures(tx, session.person_id)
    await _changed(visit)


async def choose_post(visit: SessionVisit, post_id: UUID) -> None:
    """Work in one of the posts that are open today."""
    session = await visit.session()
    state = _state(session, True)
    if state is not rules.State.READY:
        raise NotReady(state)
    entry = visit.entry("sign-in.choose-post", session)
    entry.details = {"post": str(post_id)}
    async with visit.gateway.db.write(scope_of(session), entry) as tx:
        if not await repository.choose_post(tx, visit.hash, post_id):
            raise PostNotOpen
    await _changed(visit)


async def sign_out(visit: SessionVisit) -> None:
    """End the session, and with it every access token of the person."""
    session = await visit.session()
    async with visit.gateway.db.write(scope_of(session), visit.entry("sign-in.end", session)) as tx:
        await repository.end_session(tx, visit.hash)
    await _changed(visit)


def _state(session: Session, post_chosen: bool) -> rules.State:
    return rules.state(
        claimed=session.claimed,
        must_change_password=session.must_change_password,
        post_chosen=post_chosen,
    )


async def _changed(visit: SessionVisit) -> None:
    """This process acts on the change at once; the others hear of it by NOTIFY."""
    visit.keeper.forget(visit.secret)
    await visit.gateway.versions.refresh()


def _shown(visit: SessionVisit, post: Post, open_: bool) -> PostRead:
    role = ROLES[post.role]
    role_name = role.zh if visit.language == "zh" else role.en
    return PostRead(
        id=post.id,
        role=post.role,
        title=post.title or f"{post.region_name or post.region_key} · {role_name}",
        region_key=post.region_key,
        region_name=post.region_name,
        department=post.department,
        valid_from=post.valid_from,
        valid_to=post.valid_to,
        ended=not open_,
        successor=post.successor,
    )
