"""What this service shows of a household."""

from uuid import UUID

from kit.web import Model


class HouseholdBrief(Model):
    """A household as help is given to it."""

    id: UUID
    official_no: str
    """户编号."""
    head_name: str | None
    """户主姓名."""
    region_key: str
    """The village where the household is today."""
    village: str | None
    """What people call it: 椅子圈村."""
