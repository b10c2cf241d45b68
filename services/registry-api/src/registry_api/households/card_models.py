"""The household card: what a list row shows and is searched by, gathered from the household's open rows.

A read model. `cards.refresh` rebuilds it in the transaction that changes the household; nothing is entered
here, and a test rebuilds every card and finds no difference.
"""

from sqlalchemy import (
    Boolean,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Numeric,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from kit.tables import Kind, journal_column, personal, public, region_column
from registry_api.metadata import metadata

from .models import household

household_card = Table(
    "household_card",
    metadata,
    public("household_id", Uuid),
    region_column(),
    public("official_no", Text(collation="C")),
    public("group_name", Text, nullable=True),
    public("standing", Text),
    public("category", Text, nullable=True),
    public("poverty_status", Text, nullable=True),
    personal("primary_cause", Text, nullable=True),
    personal("other_causes", ARRAY(Text)),
    personal("head_name", Text, nullable=True),
    # Pinyin of the head's name: names sort by it, and it is never null so that pages can follow it.
    personal("sort_name", Text(collation="C"), server_default=text("''")),
    personal("head_gender", Text, nullable=True),
    personal("head_birth_year", SmallInteger, nullable=True),
    personal("head_birth_month", SmallInteger, nullable=True),
    personal("head_id_last2", Text, nullable=True),
    personal("phone_masked", Text, nullable=True),
    public("persons", Integer),
    public("disabled_persons", Integer),
    public("labour_persons", Integer),
    public("no_labour_persons", Integer),
    public("assured_persons", Integer),  # 低保 or 特困
    personal("income_year", SmallInteger, nullable=True),
    personal("net_per_capita", Numeric(14, 2), nullable=True),
    public("origin", Text),
    public("created_on", Date),
    public("voided", Boolean),
    personal("names", ARRAY(Text)),
    # Pairs of neighbouring characters of each member's name, prefixed with the county key: one GIN look-up
    # stays inside one county however common a surname is.
    personal("grams", ARRAY(Text(collation="C"))),
    journal_column(),
    PrimaryKeyConstraint("household_id"),
    ForeignKeyConstraint(
        ["household_id", "region_key"], ["household.id", "household.region_key"], onupdate="CASCADE"
    ),
    info={"kind": Kind.HOUSEHOLD, "versioned": False, "root": household},
)
# With `voided` in it, so that rows are counted from the index alone.
Index(
    "household_card_village_ix",
    household_card.c.region_key,
    household_card.c.official_no,
    postgresql_include=["voided"],
)
Index("household_card_name_ix", household_card.c.sort_name, household_card.c.official_no)
Index("household_card_grams_ix", household_card.c.grams, postgresql_using="gin")
