"""The yearly account of goslings of a household."""

from sqlalchemy import CheckConstraint, Integer, SmallInteger, UniqueConstraint

from assistance_api.households.models import household
from assistance_api.metadata import metadata
from kit.tables import household_child, public

goose_year = household_child(
    "goose_year",
    metadata,
    household,
    public("year", SmallInteger),
    # The allowance that held when the row was last added to; the parameter is its source.
    public("allowed", Integer),
    public("given", Integer),
    # One row a household and year, whatever its region: a move gives no second allowance.
    UniqueConstraint("household_id", "year"),
    # The last word under any race, should code ever forget to ask.
    CheckConstraint("given between 0 and allowed", name="within_allowance"),
    versioned=False,
)
"""Live goslings given to a household in a year 年度已领鹅苗: the sum of its hand-overs that stand."""
