"""The scope of a transaction: which regions it sees, and who acts in it."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from kit import region_keys


@dataclass(frozen=True, slots=True)
class Scope:
    """Rows with `lo <= region_key < hi` are visible; of addressed rows also those of the regions `up`.

    Taken from a validated token (or a job's stored one) and frozen for the transaction.
    """

    lo: str
    hi: str
    up: tuple[str, ...] = ()
    person_id: UUID | None = None
    post_id: UUID | None = None
    role: str = ""
    department: str | None = None
    region_key: str | None = None

    @classmethod
    def of_region(
        cls,
        key: str,
        *,
        person_id: UUID | None = None,
        post_id: UUID | None = None,
        role: str = "",
        department: str | None = None,
    ) -> Self:
        """The region `key` with everything below it."""
        lo, hi = region_keys.span(key)
        return cls(lo, hi, region_keys.ancestors(key), person_id, post_id, role, department, key)

    @classmethod
    def none(cls, *, person_id: UUID | None = None, post_id: UUID | None = None, role: str = "") -> Self:
        """No region at all: no rows."""
        return cls("", "", (), person_id, post_id, role)
