"""The history of a household: every journal entry about it, with what it changed, field by field.

Values are those on record; of protected fields only that they changed. A dated row that follows another is
told as the change from the one to the other.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from kit import history
from kit.db import Tx
from kit.history import Change
from kit.tables import is_versioned

from .answers import History, HistoryChange, HistoryEntry
from .ddl import TABLES
from .errors import HouseholdNotFound
from .models import household, household_state, member, member_state
from .sheet_models import household_income, household_living

_MOST = 1000
_VERSIONED = tuple(table for table in TABLES if is_versioned(table))
_FOLLOWING = frozenset({household_state.name, member_state.name})
_SHEETS = frozenset({household_income.name, household_living.name})
# Derived from other columns, or said by the entry itself.
_UNSAID = frozenset(
    {
        "valid_from",
        "valid_to",
        "person_id",
        "member_id",
        "pinyin",
        "phone_masked",
        "bank_account_masked",
        "id_last2",
        "birth_year",
        "birth_month",
        "id_number_hash",
        "birth_date_sealed",
        "created_on",
        "origin",
    }
)
_PROTECTED = {
    "phone_sealed": "phone",
    "bank_account_sealed": "bank_account",
    "id_number_sealed": "id_number",
    "certificate_sealed": "certificate_no",
}

_Row = dict[str, Any]


async def of_household(tx: Tx, household_id: UUID) -> History:
    """All entries, newest first. Raises HouseholdNotFound, out of scope as well."""
    entries = await history.of_household(tx, _VERSIONED, household_id, limit=_MOST)
    if not entries:
        raise HouseholdNotFound
    known = _Known()
    told = [
        HistoryEntry(
            id=str(entry.journal_id),
            operation=entry.operation,
            at=entry.at,
            day=entry.day,
            actor=entry.actor_name,
            role=entry.role or None,
            reason=entry.reason,
            details=entry.details,
            changes=known.tell(entry.changes),
        )
        for entry in reversed(entries)
    ]
    return History(items=told[::-1])


class _Known:
    """The rows as they stood, entry after entry, so that a new row is told against the one it follows."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, UUID], _Row] = {}

    def tell(self, changes: tuple[Change, ...]) -> list[HistoryChange]:
        """What an entry changed; of the entry that put the household on file nothing is listed."""
        created = any(one.table == household.name and one.before is None for one in changes)
        # Names first: what is told of a member's facts names the member.
        ordered = sorted(changes, key=lambda one: (one.table != member.name, one.before is None))
        return [told for one in ordered for told in self._learn(one, silent=created)]

    def _learn(self, change: Change, *, silent: bool) -> list[HistoryChange]:
        key = (change.table, change.row_id)
        row = self._rows.setdefault(key, {})
        before = change.before
        if before is None:
            before = self._followed(change) or {}
        row.update(change.after)
        return [] if silent else list(self._fields(change, row, before))

    def _followed(self, change: Change) -> _Row | None:
        """The dated row that ended on the day on which this one begins."""
        if change.table not in _FOLLOWING:
            return None
        whose = change.after.get("member_id")
        for (table, _), row in self._rows.items():
            if (
                table == change.table
                and row.get("member_id") == whose
                and row.get("valid_to") == change.after["valid_from"]
            ):
                return row
        return None

    def _fields(self, change: Change, row: _Row, before: Mapping[str, Any]) -> Iterator[HistoryChange]:
        subject = self._subject(change, row)
        names = dict.fromkeys([*change.after, *(before if change.before is None else ())])
        for name in names:
            was, now = before.get(name), change.after.get(name)
            if name not in _UNSAID and was != now and (was or now or was is False or now is False):
                yield HistoryChange(subject=subject, field=name, before=_text(was), after=_text(now))
        if change.before is not None:
            for name in change.hidden:
                if name in _PROTECTED:
                    yield HistoryChange(
                        subject=subject, field=_PROTECTED[name], before=None, after=None, protected=True
                    )

    def _subject(self, change: Change, row: _Row) -> str:
        """Whom or what it concerns: a member's name, a sheet's year, or the household itself ('')."""
        if change.table == member.name:
            return str(row.get("name", ""))
        if change.table == member_state.name:
            return str(self._rows.get((member.name, row["member_id"]), {}).get("name", ""))
        return str(row.get("year", "")) if change.table in _SHEETS else ""


def _text(value: Any) -> str | None:
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case list():
            return ",".join(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)
