"""A small example service, for the tests of the kit: homes, their people, notes to regions."""

from sqlalchemy import Boolean, Date, Index, Integer, Text, Uuid

from kit.tables import (
    addressed,
    household_child,
    household_root,
    new_metadata,
    personal,
    public,
    region_column,
)

SERVICE = "example"
metadata = new_metadata(SERVICE)

home = household_root("home", metadata, public("number", Text, unique=True), personal("phone", Text))

stay = household_child(
    "stay",
    metadata,
    home,
    region_column("village"),
    public("valid_from", Date),
    public("valid_to", Date, nullable=True),
)

person = household_child(
    "person",
    metadata,
    home,
    public("person_id", Uuid),
    personal("name", Text),
    public("able", Boolean),
    public("pairs", Integer),
    public("valid_from", Date),
    public("valid_to", Date, nullable=True),
    Index(None, "person_id"),
)

note = addressed("note", metadata, public("text", Text))

TABLES = (home, stay, person, note)
