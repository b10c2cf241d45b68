"""The journal (操作记录): one row a write transaction, saying who did what, when and why."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(slots=True, kw_only=True)
class JournalEntry:
    """What the journal row of one write transaction will say; mutable until the commit.

    `operation` is the audit vocabulary "subject.action" ("household.create"); `details` holds no protected
    value; `digest` is an HMAC of the change, so that none can be guessed from it.
    """

    operation: str
    subject: UUID | None = None
    reason: str | None = None
    request_id: str | None = None
    actor_name: str | None = None
    digest: bytes | None = None
    details: dict[str, Any] = field(default_factory=dict)
