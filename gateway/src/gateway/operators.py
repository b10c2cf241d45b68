"""What the operator's shell and the launcher do to accounts, posts and clients, each act journalled.

It works on the database as the app's role, through the same named functions that the administrators' pages
will use, with the gateway's own key ring:

    async with Operators.opened(settings, operator="make user") as operators:
        made = await operators.create_user(NewUser(account="zhaomin", name="赵敏", work_phone="0316-2311234"))
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

import asyncpg

from gateway import policy
from gateway.accounts import rules
from gateway.accounts.passwords import Passwords
from gateway.accounts.rules import Identity
from gateway.administration import repository
from gateway.administration.errors import (
    BadValue,
    MaybeSamePerson,
    NameTaken,
    NoSuchAccount,
    PersonHasAccount,
)
from gateway.administration.repository import PostRow
from gateway.roles import ROLES, fits
from gateway.settings import GatewaySettings
from kit import regions
from kit.crypto import Keyring
from kit.db import Database, Scope, WriteTx
from kit.ids import uuid7
from kit.journal import JournalEntry

OPERATOR: Final = Scope.none(role="operator")

FIRST_ADMINISTRATORS: Final = (
    ("sysadmin", "system-admin"),  # 系统管理员
    ("secadmin", "security-admin"),  # 安全管理员
    ("auditadmin", "audit-admin"),  # 审计管理员
)
"""The three city accounts of a first start: account, role. None of them sees households."""


@dataclass(frozen=True, kw_only=True)
class NewPost:
    """A post to give: role of `gateway.roles`, region of that role's level, days.

    `since`: today unless told otherwise. `until`: the first day on which it opens nothing any more, with the
    account that took over as `successor`.
    """

    role: str
    region_key: str
    title: str | None = None
    department: str | None = None
    since: date | None = None
    until: date | None = None
    successor: str | None = None


@dataclass(frozen=True, kw_only=True)
class NewUser:
    """An account to make. Exactly one of `id_number` and `work_phone`, or neither where the person claims the
    account at first sign-in. With `exempt` the password need not be changed at first (demonstration only).
    `namesake`: an account of the same name that is known by the other kind of number is another person's.
    """

    account: str
    name: str
    id_number: str | None = None
    work_phone: str | None = None
    posts: Sequence[NewPost] = field(default_factory=tuple)
    password: str | None = None
    exempt: bool = False
    namesake: bool = False


@dataclass(frozen=True)
class Made:
    """An account and the password to hand over, which stands nowhere else."""

    account: str
    password: str


class Operators:
    """An operator at work on one installation."""

    def __init__(
        self, db: Database, keyring: Keyring, passwords: Passwords, settings: GatewaySettings, operator: str
    ) -> None:
        self._db = db
        self._keyring = keyring
        self._passwords = passwords
        self._settings = settings
        self._operator = operator

    @classmethod
    @contextlib.asynccontextmanager
    async def opened(cls, settings: GatewaySettings, *, operator: str) -> AsyncIterator[Operators]:
        """Ready to work as long as the block lasts. `operator`: who acts, as the journal names it.

        Numbers of policy that the installation has no value for yet get their first ones.
        """
        db = await Database.open(
            settings.app_dsn, size=2, application="bangfu-gateway-operator", clock=settings.clock()
        )
        passwords = Passwords(settings.password_threads, waiting=10_000)
        try:
            keyring = Keyring.load_or_create(settings.keyring)
            operators = cls(db, keyring, passwords, settings, operator)
            await operators._ensure_policy()
            yield operators
        finally:
            passwords.close()
            await db.close()

    # -- accounts -----------------------------------------------------------------------------------------

    async def has_account(self, account: str) -> bool:
        """Whether there is an account of this name."""
        async with self._db.read(OPERATOR) as tx:
            return await repository.find(tx, account.lower()) is not None

    async def create_user(self, user: NewUser) -> Made:
        """Make an account with its posts. Raises AdministrationRefused, and then nothing was made."""
        name = _account_name(user.account)
        identity = _identity(user)
        for post in user.posts:
            check_post(post)
        password = user.password or rules.generated_password()
        password_hash = await self._passwords.hash(password)
        person_id = uuid7()
        async with self._write("account.create", person_id, {"exempt": user.exempt}) as tx:
            try:
                await repository.create_account(
                    tx, person_id, name, user.name, password_hash, must_change=not user.exempt
                )
            except asyncpg.UniqueViolationError:
                raise NameTaken(name) from None
            if identity is not None:
                kind, number = identity
                hash_ = self._keyring.blind(kind.purpose, number)
                if await repository.identify(tx, person_id, kind.value, hash_) != person_id:
                    raise PersonHasAccount
                other = await repository.namesake(tx, person_id, user.name, kind.value)
                if other is not None and not user.namesake:
                    raise MaybeSamePerson(user.name, other)
            for post in user.posts:
                await self._give(tx, person_id, post)
        return Made(name, password)

    async def create_users(self, users: Sequence[NewUser]) -> list[Made]:
        """Make the accounts that are not there yet (demonstration accounts), then end their ended posts.

        Sending the same list again makes nothing new; only what was made now is answered.
        """
        missing = [user for user in users if not await self.has_account(user.account)]
        made = await asyncio.gather(*(self.create_user(user) for user in missing))
        for user in users:
            for post in user.posts:
                if post.until is not None and await self._runs(user.account, post):
                    await self.end_post(user.account, post, post.until, successor=post.successor)
        return list(made)

    async def first_administrators(self) -> list[Made]:
        """The three city accounts of a first start; those that are there already are left alone.

        Each is claimed by its person and gets a password of its own at first sign-in.
        """
        region = self._settings.installation_region
        return await self.create_users(
            [
                NewUser(
                    account=account,
                    name=ROLES[role].zh,
                    posts=(NewPost(role=role, region_key=region),),
                )
                for account, role in FIRST_ADMINISTRATORS
            ]
        )

    async def reset(self, account: str, password: str | None = None) -> Made:
        """A new password to hand over, to be changed at first sign-in; all sessions and tokens end."""
        password = password or rules.generated_password()
        password_hash = await self._passwords.hash(password)
        person_id = await self._find(account)
        async with self._write("account.reset-password", person_id) as tx:
            await repository.reset_password(tx, person_id, password_hash)
        return Made(account, password)

    async def unlock(self, account: str) -> None:
        """Lift the lock, of failed sign-ins or of an administrator."""
        person_id = await self._find(account)
        async with self._write("account.unlock", person_id) as tx:
            await repository.unlock(tx, person_id)

    async def lock(self, account: str, reason: str | None = None) -> None:
        """Lock the account; all its sessions and tokens end within a second."""
        person_id = await self._find(account)
        async with self._write("account.lock", person_id, reason=reason) as tx:
            await repository.lock(tx, person_id)

    # -- posts --------------------------------------------------------------------------------------------

    async def give_post(self, account: str, post: NewPost) -> UUID:
        """Give an account another post."""
        check_post(post)
        person_id = await self._find(account)
        async with self._write("post.give", person_id, _details(post)) as tx:
            return await self._give(tx, person_id, post)

    async def end_post(
        self,
        account: str,
        post: NewPost,
        day: date,
        *,
        successor: str | None = None,
        reason: str | None = None,
    ) -> None:
        """End the account's running post of that role, region and department on `day`, the first without it.

        `successor`: the account whose running post of the same role and region takes over.
        """
        person_id = await self._find(account)
        successor_person = await self._find(successor) if successor else None
        async with self._write("post.end", person_id, _details(post), reason=reason) as tx:
            ended = await self._running(tx, person_id, post)
            heir = await self._running(tx, successor_person, post) if successor_person else None
            await repository.end_post(tx, ended, day, heir, reason)

    async def posts_of(self, account: str) -> list[PostRow]:
        """All posts of an account, ended ones too."""
        person_id = await self._find(account)
        async with self._db.read(OPERATOR) as tx:
            return await repository.posts_of(tx, person_id)

    # -- clients ------------------------------------------------------------------------------------------

    async def register_client(self, client_id: str, public_jwk: dict[str, Any]) -> None:
        """Let a service sign in with its own key: `SigningKey.load_or_create(path).verify_key.jwk`.

        The key that is on record already changes nothing and is not journalled.
        """
        async with self._write("client.register", None, {"client": client_id}) as tx:
            if not await repository.register_client(tx, client_id, uuid7(), public_jwk):
                tx.abandon()

    # -- inside -------------------------------------------------------------------------------------------

    @contextlib.asynccontextmanager
    async def _write(
        self,
        operation: str,
        subject: UUID | None,
        details: dict[str, Any] | None = None,
        *,
        reason: str | None = None,
    ) -> AsyncIterator[WriteTx]:
        entry = JournalEntry(
            operation=operation,
            subject=subject,
            reason=reason,
            actor_name=self._operator,
            details=details or {},
        )
        async with self._db.write(OPERATOR, entry) as tx:
            yield tx

    async def _ensure_policy(self) -> None:
        region = self._settings.installation_region
        scope = Scope.of_region(region, role=OPERATOR.role)
        async with self._db.read(scope) as tx:
            lacking = await policy.missing(tx, region)
        if lacking:
            entry = JournalEntry(operation="policy.first", actor_name=self._operator)
            async with self._db.write(scope, entry) as tx:
                await policy.put_first(tx, region, lacking)

    async def _find(self, account: str) -> UUID:
        async with self._db.read(OPERATOR) as tx:
            person_id = await repository.find(tx, account.lower())
        if person_id is None:
            raise NoSuchAccount(account)
        return person_id

    async def _give(self, tx: WriteTx, person_id: UUID, post: NewPost) -> UUID:
        if await regions.find(tx, post.region_key, tx.today) is None:
            raise BadValue(f"There is no region {post.region_key}.")
        post_id = uuid7()
        try:
            await repository.give_post(
                tx,
                post_id,
                person_id,
                post.role,
                post.region_key,
                title=post.title,
                department=post.department,
                valid_from=post.since or tx.today,
            )
        except asyncpg.UniqueViolationError:
            raise BadValue(f"The person holds {post.role} in {post.region_key} already.") from None
        return post_id

    async def _runs(self, account: str, post: NewPost) -> bool:
        return any(_is_running(row, post) for row in await self.posts_of(account))

    async def _running(self, tx: WriteTx, person_id: UUID, post: NewPost) -> UUID:
        for row in await repository.posts_of(tx, person_id):
            if _is_running(row, post):
                return row.id
        raise BadValue(f"No running post {post.role} in {post.region_key}.")


def _is_running(row: PostRow, post: NewPost) -> bool:
    asked = (post.role, post.region_key, post.department)
    return (row.role, row.region_key, row.department) == asked and row.valid_to is None


def _account_name(text: str) -> str:
    name = rules.account_name(text)
    if name is None:
        raise BadValue(f"{text!r} is no account name: 3 to 40 of a-z 0-9 . _ -, a letter first.")
    return name


def _identity(user: NewUser) -> tuple[Identity, str] | None:
    given = {Identity.ID_NUMBER: user.id_number, Identity.WORK_PHONE: user.work_phone}
    said = [(kind, text) for kind, text in given.items() if text]
    if not said:
        return None
    if len(said) == 2:
        raise BadValue("Give the ID number or the work phone, not both.")
    kind, text = said[0]
    number = rules.normal_form(kind, text)
    if number is None:
        what = "ID number" if kind is Identity.ID_NUMBER else "work phone"
        raise BadValue(f"This is no valid {what}.")  # never repeated: it would stand in a terminal's log
    return kind, number


def check_post(post: NewPost) -> None:
    """Whether there is such a role and it stands at such a region. Raises BadValue."""
    if post.role not in ROLES:
        raise BadValue(f"{post.role!r} is no role; there are: {', '.join(ROLES)}.")
    if not fits(post.role, post.region_key):
        raise BadValue(f"A {post.role} stands at a {ROLES[post.role].level}, not at {post.region_key!r}.")


def _details(post: NewPost) -> dict[str, Any]:
    return {"role": post.role, "region": post.region_key, "department": post.department}
