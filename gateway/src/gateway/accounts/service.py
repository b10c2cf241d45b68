"""Checking a password, counted first, then hashed, journalled if it was wrong; and what a right one opens."""

from uuid import UUID

from gateway.accounts import repository, rules
from gateway.accounts.errors import SignInBusy, SignInFailed
from gateway.accounts.passwords import TooManyPasswords
from gateway.accounts.repository import Standing
from gateway.runtime import GatewayRuntime
from kit.db import Scope, Tx, WriteTx
from kit.journal import JournalEntry
from kit.web import Visitor

TRIED = "sign-in.try"
REFUSED = "sign-in.refuse"


async def check_password(visit: Visitor, name: str, password: str) -> UUID:
    """The person of a name and a right password; SignInFailed in every other case, after the same work.

    The try is counted and committed before the hash is computed, so guesses in parallel are counted too.
    """
    runtime = GatewayRuntime.of(visit)
    policy = await runtime.policy()
    account = rules.account_name(name) or ""
    # A password typed into the wrong field must not stand in the journal: the name goes in as a keyed digest.
    digest = runtime.keyring.digest("account-name", account.encode()).hex()[:16]
    details = {"account_digest": digest, "address": visit.request.headers.get("x-forwarded-for")}
    tried = JournalEntry(operation=TRIED, request_id=visit.request_id, details=details)
    async with runtime.db.write(Scope.none(), tried) as tx:
        attempt = await repository.count_attempt(
            tx, account, most=policy.sign_in_tries, minutes=policy.lock_minutes
        )
        tried.subject = attempt.person_id if attempt else None
    try:
        right = await runtime.passwords.verify(attempt.password_hash if attempt else None, password)
    except TooManyPasswords:
        raise SignInBusy from None
    if attempt is None or not right:
        refused = JournalEntry(
            operation=REFUSED,
            subject=attempt.person_id if attempt else None,
            request_id=visit.request_id,
            details=details,
        )
        async with runtime.db.write(Scope.none(), refused):
            pass
        raise SignInFailed(policy.sign_in_tries, policy.lock_minutes)
    return attempt.person_id


async def forget_failures(tx: WriteTx, person_id: UUID) -> None:
    """After a right password the count of wrong ones begins anew."""
    await repository.clear_count(tx, person_id)


async def signed_in(tx: WriteTx, person_id: UUID) -> None:
    """Note the moment of a sign-in; the one before is shown to the person."""
    await repository.signed_in(tx, person_id)


async def standing(tx: Tx, person_id: UUID) -> Standing:
    """Whether something must be done before the first token, and which posts are open today."""
    return await repository.standing(tx, person_id)
