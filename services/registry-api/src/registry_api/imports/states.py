"""The states of an import and of its households, and which may follow which. Pure."""

from enum import StrEnum


class Status(StrEnum):
    """An import as a whole."""

    READING = "reading"
    PREVIEW = "preview"
    COMMITTING = "committing"
    DONE = "done"
    CANCELLED = "cancelled"
    REFUSED = "refused"


class HouseholdState(StrEnum):
    """One household of the file."""

    CREATE = "create"
    """Not on file, without an error: will be written."""
    DIFFERS = "differs"
    """On file with other values (与在册不同): not written."""
    UNCHANGED = "unchanged"
    ERROR = "error"
    WRITTEN = "written"


FOLLOWS: dict[Status, frozenset[Status]] = {
    Status.READING: frozenset({Status.PREVIEW, Status.REFUSED, Status.CANCELLED}),
    Status.PREVIEW: frozenset({Status.COMMITTING, Status.CANCELLED}),
    # Stopped half-way, what is written stays; the same file sent again goes on with the rest. Back to the
    # preview where the day's questions are used up: what is left can be written the next day.
    Status.COMMITTING: frozenset({Status.DONE, Status.CANCELLED, Status.PREVIEW}),
    Status.DONE: frozenset(),
    Status.CANCELLED: frozenset(),
    Status.REFUSED: frozenset(),
}


def before(status: Status) -> list[str]:
    """The states that `status` may follow."""
    return [earlier.value for earlier, later in FOLLOWS.items() if status in later]
