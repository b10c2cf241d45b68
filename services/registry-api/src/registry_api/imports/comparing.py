"""What a household's rows say otherwise than the register (与在册不同). Pure; nothing of it is written.

Only what the file fills in is compared: an empty cell says nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from kit import masks
from registry_api.households.drafts import HouseholdDraft
from registry_api.households.matching import Filed
from registry_api.imports.code_tables import CodeTable, Relations
from registry_api.imports.columns import Column, Kind, Part
from registry_api.imports.roster import Roster, RosterHousehold, RosterRow
from registry_api.imports.villages import Villages

# Who a person is decides the match; birth date and gender follow from the number.
_NOT_COMPARED = frozenset({"id_number", "birth_date", "id_type", "year", "township"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that differs: row of the file, column key, what is on file and what the file says.

    Both are shown as the grid shows them: codes with labels, protected values masked.
    """

    row: int
    column: str
    old: str
    new: str

    def plain(self) -> dict[str, Any]:
        """For staging; the row is the staged row's own."""
        return {name: value for name, value in asdict(self).items() if name != "row"}


class Comparer:
    """Compares the households of one file with those on file."""

    def __init__(
        self, roster: Roster, tables: Mapping[str, CodeTable], relations: Relations, villages: Villages
    ) -> None:
        self._roster = roster
        self._tables = tables
        self._relations = relations
        self._villages = villages
        self._columns = [
            (place, column)
            for place, column in enumerate(roster.columns)
            if column.part is not Part.FILE and column.key not in _NOT_COMPARED
        ]

    def compare(
        self, household: RosterHousehold, draft: HouseholdDraft, hashes: Sequence[bytes], filed: Filed
    ) -> list[Difference]:
        """All differences; `hashes` are those of the draft's members, row by row."""
        found: list[Difference] = []
        on_file = dict(zip(filed.hashes, filed.draft.members, strict=True))
        for row, member, hash_ in zip(household.rows, draft.members, hashes, strict=True):
            other = on_file.pop(hash_, None)
            if other is None:
                found.append(Difference(row.number, "id_number", "", member.name))
            else:
                found += self._of_parts(row, {Part.MEMBER: (other, member)})
        at = household.head or household.rows[0]
        found += [Difference(at.number, "id_number", missing.name, "") for missing in on_file.values()]
        return found + self._of_household(household, at, draft, filed.draft)

    def _of_household(
        self, household: RosterHousehold, at: RosterRow, new: HouseholdDraft, old: HouseholdDraft
    ) -> list[Difference]:
        pairs: dict[Part, tuple[Any, Any]] = {Part.HOUSEHOLD: (old, new)}
        for part, new_sheets, old_sheets in (
            (Part.INCOME, new.incomes, old.incomes),
            (Part.LIVING, new.living, old.living),
        ):
            for sheet in new_sheets:
                pairs[part] = (next((one for one in old_sheets if one.year == sheet.year), None), sheet)
        return [
            difference
            for row in household.rows
            for difference in self._of_parts(row, pairs)
            if row is at or household.head is None or self._only_here(difference, at)
        ]

    def _only_here(self, difference: Difference, at: RosterRow) -> bool:
        """True where the head's row leaves the column empty, so that this row is the one that speaks."""
        return self._roster.value(at, difference.column) is None

    def _of_parts(self, row: RosterRow, pairs: Mapping[Part, tuple[Any, Any]]) -> list[Difference]:
        found = []
        for place, column in self._columns:
            pair = pairs.get(column.part)
            if pair is None or row.readings[place].value is None:
                continue
            field = "region_key" if column.key == "village" else column.field
            old, new = (getattr(one, field, None) for one in pair)
            if not self._same(column, old, new):
                found.append(
                    Difference(row.number, column.key, self._shown(column, old), self._shown(column, new))
                )
        return found

    def _same(self, column: Column, old: Any, new: Any) -> bool:
        if column.kind is Kind.RELATION and old is not None:
            return self._relations.same(old, new)
        return set(old or ()) == set(new) if isinstance(new, tuple) else bool(old == new)

    def _shown(self, column: Column, value: Any) -> str:
        if value is None:
            return ""
        match column.kind:
            case Kind.VILLAGE:
                return self._villages.name(value)
            case Kind.CODE:
                return self._tables[column.code_list or ""].shown(value)
            case Kind.CODES:
                table = self._tables[column.code_list or ""]
                return "、".join(table.shown(code) for code in sorted(value))
            case Kind.RELATION:
                return self._relations.shown(value)
        return _plainly(column, value)


def _plainly(column: Column, value: Any) -> str:
    if column.kind is Kind.PHONE:
        return masks.phone(str(value))
    if column.kind is Kind.CERTIFICATE:
        return "*" * (len(value) - 2) + str(value)[-2:]
    if column.protected:
        return masks.account(str(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return str(value)
