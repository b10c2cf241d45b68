"""The rows of a recognised sheet, read and grouped into households, each cell's errors found. Pure.

What needs the database (villages of the county apart, which are handed in) is checked later, set by set.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from registry_api.code_lists.relations import HEAD
from registry_api.identity_numbers.rules import IdentityNumber
from registry_api.imports.catalogue import BY_KEY
from registry_api.imports.cells import EMPTY, CellReaders, Reading, text_of, words_of
from registry_api.imports.code_tables import CodeTable, RelationList, Relations
from registry_api.imports.columns import Column, Part
from registry_api.imports.errors import RosterRefused
from registry_api.imports.findings import Finding
from registry_api.imports.recognition import Recognised, in_order
from registry_api.imports.villages import Unresolved, Villages
from registry_api.imports.workbook import Cell, column_letters

ROWS_CAP = 50_000
"""Rows of one file; a county of a million has fewer poor persons."""


@dataclass(slots=True)
class RosterRow:
    """One person's row. `number` counts as in the file, from 1; `readings` and `cells` follow the columns."""

    number: int
    cells: list[Cell]
    readings: list[Reading]
    findings: list[Finding] = field(default_factory=list)

    def find(self, code: str, column: str | None = None, /, **details: Any) -> None:
        """Note an error of this row."""
        self.findings.append(Finding(code, self.number, column, details))


@dataclass(slots=True)
class RosterHousehold:
    """One household of the file; `number` counts them from 1."""

    number: int
    rows: list[RosterRow]
    head: RosterRow | None = None
    values: dict[str, Any] = field(default_factory=dict)
    region_key: str | None = None

    @property
    def findings(self) -> Iterator[Finding]:
        """All its errors, row by row."""
        for row in self.rows:
            yield from row.findings

    @property
    def failed(self) -> bool:
        """True where any row has an error: then the whole household stays out."""
        return any(row.findings for row in self.rows)


@dataclass(slots=True)
class Roster:
    """A file's households. `columns` are the recognised ones in the order of the template."""

    sheet: str
    columns: list[Column]
    letters: list[str]
    headers: list[str]
    unknown: tuple[str, ...]
    households: list[RosterHousehold]
    positions: dict[str, int]

    def value(self, row: RosterRow, key: str) -> Any:
        """What the row says in a column; None where it is empty, wrong, or the file has no such column."""
        place = self.positions.get(key)
        return None if place is None else row.readings[place].value

    def text(self, row: RosterRow, key: str) -> str:
        """The cell as the file has it."""
        place = self.positions.get(key)
        return "" if place is None else text_of(row.cells[place])

    @property
    def rows(self) -> Iterator[RosterRow]:
        """All persons' rows in the order of the households."""
        for household in self.households:
            yield from household.rows


def read_roster(
    found: Recognised,
    *,
    tables: Mapping[str, CodeTable],
    relations: RelationList,
    villages: Villages,
    today: date,
) -> Roster:
    """Read every row. Raises RosterRefused only for `too-many-rows`; all else is a finding of its row."""
    columns = in_order(found.columns.values())
    places = {column.key: index for index, column in found.columns.items()}
    readers = CellReaders(tables, Relations.of(relations), today)
    plan = [(places[column.key], readers.of(column)) for column in columns]
    rows = []
    for number, cells in enumerate(found.sheet.rows[found.first_row :], start=found.first_row + 1):
        width = len(cells)
        picked: list[Cell] = [cells[index] if index < width else "" for index, _ in plan]
        readings = [EMPTY if cell == "" else read(cell) for cell, (_, read) in zip(picked, plan, strict=True)]
        if any(reading is not EMPTY for reading in readings):
            rows.append(RosterRow(number, picked, readings))
    if len(rows) > ROWS_CAP:
        raise RosterRefused("too-many-rows", rows=len(rows), cap=ROWS_CAP)
    if not rows:
        raise RosterRefused("no-rows", sheet=found.sheet.name)
    roster = Roster(
        sheet=found.sheet.name,
        columns=columns,
        letters=[column_letters(places[column.key]) for column in columns],
        headers=[found.headers[places[column.key]] for column in columns],
        unknown=found.unknown,
        households=[],
        positions={column.key: place for place, column in enumerate(columns)},
    )
    _note_cells(roster, rows)
    _note_places(roster, found, rows)
    roster.households = _group(roster, rows)
    for household in roster.households:
        _settle(roster, household, villages)
    _note_twice(roster)
    return roster


def _note_cells(roster: Roster, rows: Iterable[RosterRow]) -> None:
    """What single cells have wrong, and the cells that each person must have."""
    needed = [
        (place, column)
        for place, column in enumerate(roster.columns)
        if column.required and column.part is Part.MEMBER
    ]
    for row in rows:
        for reading, column in zip(row.readings, roster.columns, strict=True):
            if reading.problem is not None:
                code, details = reading.problem
                row.findings.append(Finding(code, row.number, column.key, details))
        for place, column in needed:
            if row.readings[place].value is None and row.readings[place].problem is None:
                row.find("empty", column.key, **words_of(column))


def _note_places(roster: Roster, found: Recognised, rows: Sequence[RosterRow]) -> None:
    """Formula cells and merged ranges that touch a recognised column of a person's row."""
    keys = {letters: column.key for letters, column in zip(roster.letters, roster.columns, strict=True)}
    by_number = {row.number: row for row in rows}
    for address in found.sheet.formulas:
        letters = address.rstrip("0123456789")
        row = by_number.get(int(address[len(letters) :]))
        if row is not None and letters in keys:
            _replace(row, Finding("formula", row.number, keys[letters], {"address": address}))
    for merged in found.sheet.merged:
        touched = [
            keys[letters]
            for index in range(merged.first_column, min(merged.last_column, 1_000) + 1)
            if (letters := column_letters(index)) in keys
        ]
        for row in rows if touched else ():
            if merged.first_row < row.number <= merged.last_row + 1:
                _replace(row, Finding("merged", row.number, touched[0], {"address": merged.address}))


def _replace(row: RosterRow, finding: Finding) -> None:
    """The place explains what its empty or odd value would be blamed for."""
    row.findings = [other for other in row.findings if other.column != finding.column]
    row.findings.append(finding)


def _group(roster: Roster, rows: Sequence[RosterRow]) -> list[RosterHousehold]:
    """Households by the file's own order number, official number or head's number; else a head begins one.

    An order number may start again in each village, so only neighbouring rows share it.
    """
    households: list[RosterHousehold] = []
    anywhere: dict[str, RosterHousehold] = {}
    last = ""
    for row in rows:
        serial = roster.value(row, "serial")
        number = roster.value(row, "official_no") or _person_key(roster.value(row, "head_id_number"))
        key = f"serial {serial}" if serial else f"number {number}" if number else ""
        household: RosterHousehold | None
        if serial:
            household = households[-1] if households and key == last else None
        elif number:
            household = anywhere.get(key)
        else:
            begins = not households or roster.value(row, "relation") == HEAD
            household = None if begins else households[-1]
        if household is None:
            household = RosterHousehold(len(households) + 1, [])
            households.append(household)
            if number and not serial:
                anywhere[key] = household
        if key:
            last = key
        household.rows.append(row)
    return households


def _person_key(number: Any) -> str | None:
    return number.person_key if isinstance(number, IdentityNumber) else None


def _settle(roster: Roster, household: RosterHousehold, villages: Villages) -> None:
    heads = [row for row in household.rows if roster.value(row, "relation") == HEAD]
    if len(heads) == 1:
        household.head = heads[0]
    elif heads:
        numbers = [row.number for row in heads]
        for row in heads[1:]:
            row.find("two-heads", "relation", rows=numbers)
    elif not any(finding.column == "relation" for finding in household.findings):
        household.rows[0].find("head-missing", "relation", persons=len(household.rows))
    _collect(roster, household)
    _check_head_columns(roster, household)
    for row in household.rows:
        _check_person(roster, row)
    _place(roster, household, villages)


def _collect(roster: Roster, household: RosterHousehold) -> None:
    """Household values from whichever row gives them; rows that contradict each other are errors."""
    rows = [household.head] if household.head else []
    rows += [row for row in household.rows if row is not household.head]
    for place, column in enumerate(roster.columns):
        if column.part in (Part.MEMBER, Part.FILE):
            continue
        said: tuple[Any, int] | None = None
        for row in rows:
            value = row.readings[place].value
            if value is None:
                continue
            if said is None:
                said = (value, row.number)
            elif value != said[0]:
                row.find("rows-differ", column.key, other=said[1], **words_of(column))
        if said is not None:
            household.values[column.key] = said[0]


def _check_head_columns(roster: Roster, household: RosterHousehold) -> None:
    if household.head is None:
        return
    for own, repeated in (("name", "head_name"), ("id_number", "head_id_number")):
        true = roster.value(household.head, own)
        for row in household.rows if repeated in roster.positions and true is not None else ():
            said = roster.value(row, repeated)
            if said is not None and said != true:
                row.find("head-differs", repeated)


def _check_person(roster: Roster, row: RosterRow) -> None:
    number = roster.value(row, "id_number")
    if number is None:
        return
    birth_date, gender = roster.value(row, "birth_date"), roster.value(row, "gender")
    if birth_date is not None and birth_date != number.birth_date:
        row.find("birth-mismatch", "birth_date")
    if gender not in (None, "9", number.gender):
        row.find("gender-mismatch", "gender")
    certificate = roster.value(row, "certificate_no")
    if certificate is not None and certificate[:18] != number.person_key:
        row.find("certificate-person", "certificate_no")


def _place(roster: Roster, household: RosterHousehold, villages: Villages) -> None:
    township, village = household.values.get("township", ""), household.values.get("village", "")
    at = household.head or household.rows[0]
    if not village:
        if not any(finding.column == "village" for finding in household.findings):
            at.find("empty", "village", **words_of(BY_KEY["village"]))
        return
    found = villages.resolve(township, village)
    if isinstance(found, str):
        household.region_key = found
        return
    for row in household.rows:
        if roster.value(row, found.column) is not None:
            row.find(found.code, found.column, **found.details)
            return


def _note_twice(roster: Roster) -> None:
    """The same person in two rows, the same official number in two households."""
    persons: dict[str, list[RosterRow]] = defaultdict(list)
    for row in roster.rows:
        if number := roster.value(row, "id_number"):
            persons[number.person_key].append(row)
    for rows in persons.values():
        for row in rows if len(rows) > 1 else ():
            other = next(other.number for other in rows if other is not row)
            row.find("same-person", "id_number", other=other)
    numbered: dict[str, list[RosterHousehold]] = defaultdict(list)
    for household in roster.households:
        if number := household.values.get("official_no"):
            numbered[number].append(household)
    for households in numbered.values():
        for household in households if len(households) > 1 else ():
            first = next(other for other in households if other is not household)
            household.rows[0].find("same-official-no", "official_no", other=first.rows[0].number)


__all__ = ["ROWS_CAP", "Roster", "RosterHousehold", "RosterRow", "Unresolved", "read_roster"]
