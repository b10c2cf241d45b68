"""Shapes of the yearly account."""

from uuid import UUID

from kit.web import Model


class GooseYearRow(Model):
    """A household with its goslings of one year."""

    id: UUID
    official_no: str
    head_name: str | None
    region_key: str
    village: str | None
    standing: str
    """台账状态: `registered`, `unregistered`, … as the registry names it."""
    poverty_status: str | None
    persons: int
    disabled: bool
    """Has a member with a disability 有残疾人."""
    year: int
    allowed: int
    given: int
    """已领活鹅（只）."""
    remaining: int
