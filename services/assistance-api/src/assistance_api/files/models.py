"""Files that belong to a household."""

from sqlalchemy import Integer, Text, UniqueConstraint, Uuid

from assistance_api.households.models import household
from assistance_api.metadata import metadata
from kit.tables import household_child, personal, public

household_file = household_child(
    "household_file",
    metadata,
    household,
    public("purpose", Text),
    # The keyed hash of the content: where the encrypted file lies, and nothing about what it shows.
    public("address", Text(collation="C")),
    public("media_type", Text),
    public("size", Integer),
    personal("uploaded_by", Uuid),
    # The same drawing sent twice for a household is one file.
    UniqueConstraint("household_id", "purpose", "address"),
    versioned=False,
)
"""A file 附件 of a household: its kind, place and size; the content lies encrypted in the file store."""
