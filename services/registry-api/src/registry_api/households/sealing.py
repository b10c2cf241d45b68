"""How protected values of the register are sealed, opened and looked up.

The associated data is `table.column:id`, never the region: a household that moves keeps its seals. A
certificate hangs on its member, so that a new dated state row takes the sealed value over as it is.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Column

from kit.crypto import Keyring

from .member_rules import person_key


def seal(keyring: Keyring, column: Column[Any], row_id: UUID, value: str | None) -> bytes | None:
    """`value` sealed for this column of this row; None stays None."""
    return None if value is None else keyring.seal(_address(column, row_id), value)


def unseal(keyring: Keyring, column: Column[Any], row_id: UUID, blob: bytes | None) -> str | None:
    """What `seal` was given; kit.crypto.SealBroken where the value lies in another place than its own."""
    return None if blob is None else keyring.open(_address(column, row_id), blob)


def id_hash(keyring: Keyring, id_number: str) -> bytes:
    """The keyed hash by which a person is found: of the 18 characters common to all their certificates."""
    return keyring.blind("id_number", person_key(id_number))


def _address(column: Column[Any], row_id: UUID) -> str:
    return f"{column.table.name}.{column.name}:{row_id}"
