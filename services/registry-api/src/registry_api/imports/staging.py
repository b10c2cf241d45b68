"""What staging keeps of a matched file: sealed drafts, rows as the grid shows them, counts."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from kit.crypto import Keyring
from registry_api.imports.cells import text_of
from registry_api.imports.drafting import Plain
from registry_api.imports.findings import Finding
from registry_api.imports.matching import Matched
from registry_api.imports.roster import Roster, RosterRow
from registry_api.imports.states import HouseholdState

Record = dict[str, Any]

_WRITABLE = frozenset({HouseholdState.CREATE, HouseholdState.ERROR})


def household_records(keyring: Keyring, import_id: UUID, matched: Sequence[Matched]) -> list[Record]:
    """Rows of `roster_household`: the draft only where it will be written."""
    return [
        {
            "number": one.judged.household.number,
            "state": one.state.value,
            "persons": len(one.judged.household.rows),
            "household_id": one.household_id,
            "official_no": one.official_no,
            "draft_sealed": seal_draft(keyring, import_id, one.judged.household.number, one.judged.plain)
            if one.state is HouseholdState.CREATE
            else None,
        }
        for one in matched
    ]


def row_records(
    keyring: Keyring, import_id: UUID, roster: Roster, matched: Sequence[Matched]
) -> list[Record]:
    """Rows of `roster_row`. Cells as the file has them are kept, sealed, where they may be given back."""
    records = []
    for one in matched:
        differences: defaultdict[int, list[Record]] = defaultdict(list)
        for difference in one.differences:
            differences[difference.row].append(difference.plain())
        for row in one.judged.household.rows:
            cells = (
                [cell if isinstance(cell, str) else text_of(cell) for cell in row.cells]
                if one.state in _WRITABLE
                else None
            )
            records.append(
                {
                    "number": row.number,
                    "household": one.judged.household.number,
                    "shown": _json(shown_cells(roster, row)),
                    "differences": _json(differences[row.number]),
                    "findings": _json([plain_finding(finding) for finding in row.findings]),
                    "cells_sealed": None
                    if cells is None
                    else seal_cells(keyring, import_id, row.number, cells),
                }
            )
    return records


def _json(value: Any) -> str:
    return orjson.dumps(value, default=str).decode()


def shown_cells(roster: Roster, row: RosterRow) -> list[str | None]:
    """A text a column, protected ones masked; None where the cell is in error and lies sealed."""
    if not row.findings:
        return [reading.shown for reading in row.readings]
    wrong = {finding.column for finding in row.findings}
    return [
        None if column.key in wrong or reading.problem else reading.shown
        for column, reading in zip(roster.columns, row.readings, strict=True)
    ]


def plain_finding(finding: Finding) -> Record:
    """A finding of a staged row; the row is the record's own."""
    return {"code": finding.code, "column": finding.column, "details": dict(finding.details)}


def counts(matched: Sequence[Matched]) -> Record:
    """Cells that differ and cells in error; households and persons are tallied from staging itself."""
    return {
        "differs_cells": sum(len(one.differences) for one in matched),
        "error_cells": sum(1 for one in matched for _ in one.judged.household.findings),
    }


def column_records(roster: Roster) -> list[Record]:
    """The recognised columns as the grid needs them."""
    return [
        {"key": column.key, "letter": letter, "header": header}
        for column, letter, header in zip(roster.columns, roster.letters, roster.headers, strict=True)
    ]


def seal_draft(keyring: Keyring, import_id: UUID, number: int, plain: Plain) -> bytes:
    """A household's plain form, sealed for its place in staging."""
    return keyring.seal_bytes(f"roster_household.draft:{import_id}:{number}", orjson.dumps(plain))


def open_draft(keyring: Keyring, import_id: UUID, number: int, blob: bytes) -> Plain:
    """What `seal_draft` was given."""
    plain: Plain = orjson.loads(keyring.open_bytes(f"roster_household.draft:{import_id}:{number}", blob))
    return plain


def seal_cells(keyring: Keyring, import_id: UUID, row: int, cells: Sequence[str]) -> bytes:
    """A row's cells as the file has them, sealed."""
    return keyring.seal_bytes(f"roster_row.cells:{import_id}:{row}", orjson.dumps(cells))


def open_cells(keyring: Keyring, import_id: UUID, row: int, blob: bytes) -> list[str]:
    """What `seal_cells` was given."""
    cells: list[str] = orjson.loads(keyring.open_bytes(f"roster_row.cells:{import_id}:{row}", blob))
    return cells
