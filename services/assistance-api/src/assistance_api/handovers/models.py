"""Hand-overs of goslings."""

from sqlalchemy import (
    CheckConstraint,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    SmallInteger,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.schema import Index

from assistance_api.households.models import household
from assistance_api.metadata import metadata
from kit.tables import household_child, personal, public, region_column

gosling_handover = household_child(
    "gosling_handover",
    metadata,
    household,
    public("year", SmallInteger),
    public("handed_over_on", Date),
    public("alive", Integer),
    public("dead_on_arrival", Integer),
    public("batch_no", Text),
    public("signature_id", Uuid),
    # Where it happened. `region_key` follows the household when it moves; this never does.
    region_column("village_of_day"),
    # Lists follow this; the id is the phone's and orders nothing.
    public("recorded_at", DateTime(timezone=True), server_default=text("now()")),
    personal("recorded_by", Uuid),
    personal("recorded_by_name", Text),
    public("voided_on", Date, nullable=True),
    personal("void_reason", Text, nullable=True),
    personal("voided_by", Uuid, nullable=True),
    personal("voided_by_name", Text, nullable=True),
    # The phone makes the id, so it must be unique beyond the household that it names.
    UniqueConstraint("id"),
    ForeignKeyConstraint(
        ["household_id", "signature_id"], ["household_file.household_id", "household_file.id"]
    ),
    CheckConstraint("alive > 0", name="alive"),
    CheckConstraint("dead_on_arrival >= 0", name="dead_on_arrival"),
    CheckConstraint("year = extract(year from handed_over_on)", name="year"),
    CheckConstraint(
        "num_nulls(voided_on, void_reason, voided_by, voided_by_name) in (0, 4)", name="void_is_whole"
    ),
)
"""One hand-over 鹅苗交接单. Voided ones stay on file and count no more."""

Index(None, gosling_handover.c.region_key, gosling_handover.c.recorded_at)
