"""What the import's endpoints answer."""

from datetime import date, datetime
from uuid import UUID

from kit.web import Model
from registry_api.imports.states import HouseholdState, Status


class ColumnRead(Model):
    """A recognised column: its place and header in the file, its normative name."""

    key: str
    letter: str
    header: str
    zh: str
    en: str
    code: str | None
    protected: bool


class CountsRead(Model):
    """Households, persons and cells by what becomes of them."""

    create: int = 0
    create_persons: int = 0
    differs: int = 0
    differs_persons: int = 0
    differs_cells: int = 0
    unchanged: int = 0
    unchanged_persons: int = 0
    errors: int = 0
    error_persons: int = 0
    error_cells: int = 0
    written: int = 0
    written_persons: int = 0


class ProgressRead(Model):
    """How far the writing has come, in households."""

    done: int
    total: int


class RefusalRead(Model):
    """Why the file as a whole is refused, in the caller's language. `sheets`: those to choose from."""

    code: str
    title: str
    todo: str
    sheets: list[str]


class ImportRead(Model):
    """One upload of the caller's. Its file and rows go on `expires_on`."""

    id: UUID
    status: Status
    file_name: str
    size: int
    document: str
    relations: str
    sheet: str | None
    columns: list[ColumnRead]
    unknown_columns: list[str]
    counts: CountsRead
    progress: ProgressRead | None
    refusal: RefusalRead | None
    created_on: date
    created_at: datetime
    finished_at: datetime | None
    expires_on: date


class FindingRead(Model):
    """What is wrong with a cell (`column`, `letter`) or with the row, and what to do."""

    column: str | None
    letter: str | None
    code: str
    title: str
    todo: str


class DifferenceRead(Model):
    """A cell that differs from what is on file; `old` is on file, `new` in the file."""

    column: str
    old: str
    new: str


class RowRead(Model):
    """A person's row. `cells` follow the import's columns: protected ones masked, those in error as sent."""

    row: int
    household: int
    first: bool
    state: HouseholdState
    changed: bool
    household_id: UUID | None
    official_no: str | None
    cells: list[str]
    findings: list[FindingRead]
    differences: list[DifferenceRead]
