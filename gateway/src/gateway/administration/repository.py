"""All SQL of administration: calls of the named functions, which check the role themselves."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from kit.db import Prepared, Tx, WriteTx

_CREATE: Final = Prepared(
    text("select account_create(:person_id, :name, :person_name, :password_hash, :must_change)")
)
_IDENTIFY: Final = Prepared(text("select account_identify(:person_id, :kind, :identity)"))
_NAMESAKE: Final = Prepared(text("select account_namesake(:person_id, :person_name, :kind)"))
_RESET: Final = Prepared(text("select account_reset(:person_id, :password_hash)"))
_UNLOCK: Final = Prepared(text("select account_unlock(:person_id)"))
_LOCK: Final = Prepared(text("select account_lock(:person_id)"))
_FIND: Final = Prepared(text("select account_find(:name)"))
_GIVE: Final = Prepared(
    text("select post_give(:id, :person_id, :role, :title, :region_key, :department, :valid_from)")
)
_END_POST: Final = Prepared(text("select post_end(:post_id, :valid_to, :successor_id, :reason)"))
_POSTS: Final = Prepared(text("select * from posts_of(:person_id)"))
_REGISTER: Final = Prepared(text("select client_register(:client_id, :person_id, :public_jwk)"))


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post on record."""

    id: UUID
    role: str
    region_key: str
    department: str | None
    valid_from: date
    valid_to: date | None


async def create_account(
    tx: WriteTx, person_id: UUID, name: str, person_name: str, password_hash: str, *, must_change: bool
) -> None:
    """Put an account on record; a unique violation for a name that is taken."""
    await tx.value(
        _CREATE,
        person_id=person_id,
        name=name,
        person_name=person_name,
        password_hash=password_hash,
        must_change=must_change,
    )


async def identify(tx: WriteTx, person_id: UUID, kind: str, identity: bytes) -> UUID:
    """Bind an identity to the person, unless it is bound already: whose it is now."""
    holder: UUID = await tx.value(_IDENTIFY, person_id=person_id, kind=kind, identity=identity)
    return holder


async def namesake(tx: Tx, person_id: UUID, person_name: str, kind: str) -> str | None:
    """An account of another person of that name that is not known by this kind of identity."""
    account: str | None = await tx.value(_NAMESAKE, person_id=person_id, person_name=person_name, kind=kind)
    return account


async def reset_password(tx: WriteTx, person_id: UUID, password_hash: str) -> None:
    """Set a password that must be changed; all sessions and tokens end."""
    await tx.value(_RESET, person_id=person_id, password_hash=password_hash)


async def unlock(tx: WriteTx, person_id: UUID) -> None:
    """Lift an administrator's lock and forget failed sign-ins."""
    await tx.value(_UNLOCK, person_id=person_id)


async def lock(tx: WriteTx, person_id: UUID) -> None:
    """Lock the account; all sessions and tokens end."""
    await tx.value(_LOCK, person_id=person_id)


async def find(tx: Tx, name: str) -> UUID | None:
    """The person of an account name."""
    person: UUID | None = await tx.value(_FIND, name=name)
    return person


async def give_post(
    tx: WriteTx,
    post_id: UUID,
    person_id: UUID,
    role: str,
    region_key: str,
    *,
    title: str | None,
    department: str | None,
    valid_from: date,
) -> None:
    """Give a person a post; a unique violation where the same one runs already."""
    await tx.value(
        _GIVE,
        id=post_id,
        person_id=person_id,
        role=role,
        title=title,
        region_key=region_key,
        department=department,
        valid_from=valid_from,
    )


async def end_post(
    tx: WriteTx, post_id: UUID, valid_to: date, successor_id: UUID | None, reason: str | None
) -> bool:
    """End a post; False if it had ended already."""
    return bool(
        await tx.value(
            _END_POST, post_id=post_id, valid_to=valid_to, successor_id=successor_id, reason=reason
        )
    )


async def posts_of(tx: Tx, person_id: UUID) -> list[PostRow]:
    """All posts of a person."""
    return [PostRow(**row) for row in await tx.all(_POSTS, person_id=person_id)]


async def register_client(tx: WriteTx, client_id: str, person_id: UUID, public_jwk: dict[str, Any]) -> bool:
    """Register a service's public key, or a new one for it; False if it is the one on record."""
    return bool(await tx.value(_REGISTER, client_id=client_id, person_id=person_id, public_jwk=public_jwk))
