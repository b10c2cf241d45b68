"""The projection of the registry's households."""

from sqlalchemy import BigInteger, Boolean, Integer, PrimaryKeyConstraint, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import Index

from assistance_api.metadata import metadata
from kit.tables import household_root, internal, personal, public

household = household_root(
    "household",
    metadata,
    public("official_no", Text(collation="C")),
    personal("head_name", Text, nullable=True),
    public("standing", Text),
    public("poverty_status", Text, nullable=True),
    public("persons", Integer),
    personal("disabled", Boolean),
    public("voided", Boolean),
    # The registry no longer tells of the household; its help stays on file.
    public("ended", Boolean, server_default="false"),
    # Position of the registry's journal that this row stands at: an older event changes nothing.
    public("source_position", BigInteger),
    versioned=False,
)
"""A household 农户 as the registry last told of it. Only the worker writes here, from the feed."""

Index(None, household.c.region_key, household.c.official_no)

household_shadow = internal(
    "household_shadow",
    metadata,
    public("run", Uuid),
    public("id", Uuid),
    personal("state", JSONB),
    PrimaryKeyConstraint("run", "id"),
)
"""A snapshot of the registry while its pages come in; compared with the projection, then emptied."""
