"""What can stand against help for a household."""

from kit.web import Conflict, NotFound, Unavailable


class HouseholdNotFound(NotFound):
    """Absent or out of scope."""

    def __init__(self) -> None:
        super().__init__(("没有这一户", "There is no such household"))


class HouseholdNotYetKnown(Unavailable):
    """The caller has read further in the registry than this service has."""

    def __init__(self) -> None:
        super().__init__(
            "household-not-yet-known",
            ("这一户刚刚登记，还在传送中", "The household was registered just now and is on its way"),
        )


class HouseholdVoided(Conflict):
    """The registry voided the household."""

    def __init__(self) -> None:
        super().__init__(
            "household-voided",
            ("这一户已经作废，不能再发放", "The household is voided; it cannot be given anything"),
            ("本次没有保存。", "Nothing was saved."),
            (
                "在台账中核对该户；如另有新户，请在新户上办理。",
                "Look it up in the registry; if another file replaced it, use that.",
            ),
        )


class HouseholdEnded(Conflict):
    """The household has no one left, or the registry holds it no more."""

    def __init__(self) -> None:
        super().__init__(
            "household-ended",
            ("这一户已经消亡或不在台账中，不能再发放", "The household is extinct or off the registry"),
            ("本次没有保存。", "Nothing was saved."),
            ("在台账中核对该户。", "Look it up in the registry."),
        )
