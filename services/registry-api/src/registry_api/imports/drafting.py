"""From a household of the file to the draft that the register takes, by way of plain JSON values. Pure.

The plain form is what staging keeps (sealed) between preview and commit: both build their drafts from it, so
what was judged is what is written.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from registry_api.households import draft_rules
from registry_api.households.drafts import HouseholdDraft, IncomeDraft, LivingDraft, MemberDraft
from registry_api.households.findings import Finding as RuleFinding
from registry_api.identity_numbers.rules import normalise
from registry_api.imports.catalogue import COLUMNS
from registry_api.imports.cells import text_of
from registry_api.imports.columns import Column, Kind, Part
from registry_api.imports.roster import Roster, RosterHousehold, RosterRow

DEFAULT_STANDING = "registered"
"""A roster of poor households need not say so on each row."""

Plain = dict[str, Any]

_DECIMALS = {Kind.MONEY, Kind.DECIMAL}
_NOT_DRAFTED = frozenset({"township", "village", "year"})
_PLACES = {Part.HOUSEHOLD: "household", Part.INCOME: "income", Part.LIVING: "living"}
_BY_FIELD = {(column.part, column.field): column for column in COLUMNS}
_PARTS = {"members": Part.MEMBER, "incomes": Part.INCOME, "living": Part.LIVING}


class Drafter:
    """Turns the households of one file into plain form; what depends on its columns alone is settled once."""

    def __init__(self, roster: Roster, today: date) -> None:
        self._today = today
        self._household = [
            (column.key, _PLACES[column.part], column.field, column.kind in _DECIMALS)
            for column in roster.columns
            if column.part in _PLACES and column.key not in _NOT_DRAFTED
        ]
        self._members = [
            (place, column.field, column.kind)
            for place, column in enumerate(roster.columns)
            if column.part is Part.MEMBER
        ]

    def plain(self, household: RosterHousehold) -> Plain:
        """The household's values as JSON knows them: {"household", "income", "living", "members"}.

        Wrong and empty cells are absent. Sheets of income and living are of the file's year, else of last
        year.
        """
        values = household.values
        plain: Plain = {"household": {}, "income": {}, "living": {}}
        for key, part, field, is_decimal in self._household:
            value = values.get(key)
            if value is not None:
                plain[part][field] = str(value) if is_decimal else value
        for sheet in ("income", "living"):
            if plain[sheet]:
                plain[sheet]["year"] = values.get("year", self._today.year - 1)
        plain["household"].setdefault("standing", DEFAULT_STANDING)
        plain["household"]["region_key"] = household.region_key or ""
        plain["members"] = [self._member(row) for row in household.rows]
        return plain

    def _member(self, row: RosterRow) -> Plain:
        member: Plain = {}
        for place, field, kind in self._members:
            value = row.readings[place].value
            if value is None:
                continue
            if kind is Kind.ID_NUMBER:
                value = normalise(text_of(row.cells[place])) if value.is_certificate else value.person_key
            elif kind is Kind.DATE:
                value = value.isoformat()
            member[field] = value
        return member


def draft_of(plain: Plain, document: str) -> HouseholdDraft:
    """The draft for the register, marked as migration (存量迁移) with its document."""
    household = dict(plain["household"])
    household["other_causes"] = tuple(household.get("other_causes", ()))
    return HouseholdDraft(
        **household,
        members=tuple(_member(member) for member in plain["members"]),
        incomes=(IncomeDraft(**_typed(plain["income"], Part.INCOME)),) if plain["income"] else (),
        living=(LivingDraft(**_typed(plain["living"], Part.LIVING)),) if plain["living"] else (),
        origin="migration",
        document=document,
    )


def _member(plain: Plain) -> MemberDraft:
    member = {"name": "", "id_number": "", "relation": "", **plain}
    member["health"] = frozenset(member.get("health", ()))
    if "birth_date" in member:
        member["birth_date"] = date.fromisoformat(member["birth_date"])
    return MemberDraft(**member)


def _typed(plain: Plain, part: Part) -> Plain:
    return {
        field: Decimal(value) if field != "year" and _BY_FIELD[part, field].kind in _DECIMALS else value
        for field, value in plain.items()
    }


def note_rules(roster: Roster, household: RosterHousehold, draft: HouseholdDraft, today: date) -> None:
    """Judge the draft by the register's own rules and note its errors at their cells.

    A cell that is wrong already is not judged again, nor a household whose composition is.
    """
    failed = household.failed
    for finding in draft_rules.check(draft, today):
        if finding.severity != "error":
            continue
        place = _place(roster, household, finding)
        if place is None:
            if not failed:
                row = household.head or household.rows[0]
                row.find("rule", None, zh=finding.zh, en=finding.en)
            continue
        row, column = place
        if not any(other.column == column.key for other in row.findings):
            row.find("rule", column.key, zh=finding.zh, en=finding.en)


def _place(
    roster: Roster, household: RosterHousehold, finding: RuleFinding
) -> tuple[RosterRow, Column] | None:
    """The row and column that a pointer into the draft (/members/2/id_number) came from."""
    path = finding.pointer.strip("/").split("/")
    if len(path) >= 3 and path[0] in _PARTS:
        column = _BY_FIELD.get((_PARTS[path[0]], path[2]))
        row = household.rows[int(path[1])] if path[0] == "members" else None
    else:
        column, row = _BY_FIELD.get((Part.HOUSEHOLD, path[0])), None
    if column is None:
        return None
    if row is None:
        row = next(_rows_with(roster, household, column), household.head or household.rows[0])
    return row, column


def _rows_with(roster: Roster, household: RosterHousehold, column: Column) -> Iterator[RosterRow]:
    return (row for row in household.rows if roster.value(row, column.key) is not None)
