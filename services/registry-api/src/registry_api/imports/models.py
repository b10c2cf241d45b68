"""Staging of roster imports: the upload, its households, its rows. Only the functions of `ddl` reach it.

What is protected lies sealed: drafts of households that may be written, and the cells of rows that may not.
Rows go when the upload goes, 30 days after it was sent.
"""

from sqlalchemy import (
    CheckConstraint,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from kit.tables import internal, personal, protected, public, region_column
from registry_api.imports.states import HouseholdState, Status
from registry_api.metadata import metadata


def _one_of(column: str, values: type[Status] | type[HouseholdState]) -> str:
    return f"{column} in ({', '.join(repr(value.value) for value in values)})"


roster_import = internal(
    "roster_import",
    metadata,
    public("id", Uuid),
    region_column(),
    public("person_id", Uuid),
    public("status", Text),
    public("file_name", Text),
    public("file_address", Text),
    public("size", Integer),
    public("document", Text),
    public("relations", Text),
    public("wanted_sheet", Text, nullable=True),
    public("sheet", Text, nullable=True),
    public("columns", JSONB, server_default=text("'[]'")),
    public("unknown", JSONB, server_default=text("'[]'")),
    public("counts", JSONB, server_default=text("'{}'")),
    # A file that is no roster: code and details of its words.
    public("refusal", JSONB, nullable=True),
    public("job_id", Uuid, nullable=True),
    public("created_on", Date),
    public("expires_on", Date),
    public("created_at", DateTime(timezone=True), server_default=text("clock_timestamp()")),
    public("finished_at", DateTime(timezone=True), nullable=True),
    PrimaryKeyConstraint("id"),
    CheckConstraint(_one_of("status", Status), name="status"),
)
Index("roster_import_person_ix", roster_import.c.person_id, roster_import.c.id)
Index("roster_import_expiry_ix", roster_import.c.expires_on)

roster_household = internal(
    "roster_household",
    metadata,
    public("import_id", Uuid),
    public("number", Integer),
    public("state", Text),
    public("persons", Integer),
    # Of the household on file: the one it matches, or the one it became.
    public("household_id", Uuid, nullable=True),
    public("official_no", Text, nullable=True),
    protected("draft_sealed", LargeBinary, nullable=True),
    PrimaryKeyConstraint("import_id", "number"),
    ForeignKeyConstraint(["import_id"], ["roster_import.id"], ondelete="CASCADE"),
    CheckConstraint(_one_of("state", HouseholdState), name="state"),
)
Index("roster_household_state_ix", roster_household.c.import_id, roster_household.c.state)

roster_row = internal(
    "roster_row",
    metadata,
    public("import_id", Uuid),
    public("number", Integer),
    public("household", Integer),
    # What the grid shows, a text a column: protected cells masked, wrong cells null.
    personal("shown", JSONB),
    personal("differences", JSONB, server_default=text("'[]'")),
    personal("findings", JSONB, server_default=text("'[]'")),
    # All cells of a failed household's row as the file has them.
    protected("cells_sealed", LargeBinary, nullable=True),
    PrimaryKeyConstraint("import_id", "number"),
    ForeignKeyConstraint(
        ["import_id", "household"],
        ["roster_household.import_id", "roster_household.number"],
        ondelete="CASCADE",
    ),
)
Index("roster_row_household_ix", roster_row.c.import_id, roster_row.c.household)
