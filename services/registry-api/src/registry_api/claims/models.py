"""Claims: one person, one official number, once in the whole installation; and how often that was told.

Only the functions of `ddl` reach these tables; what they let through is yes or no.
"""

from sqlalchemy import Boolean, Date, Integer, LargeBinary, PrimaryKeyConstraint, Text, Uuid

from kit.tables import claim, internal, protected, public
from registry_api.metadata import metadata

identity_claim = claim(
    "identity_claim",
    metadata,
    protected("id_hash", LargeBinary),
    public("person_id", Uuid),
    # The household in which the person is a member today; null between two memberships.
    public("household_id", Uuid, nullable=True),
    PrimaryKeyConstraint("id_hash"),
)

official_number_claim = claim(
    "official_number_claim",
    metadata,
    public("official_no", Text(collation="C")),
    public("household_id", Uuid),
    PrimaryKeyConstraint("official_no"),
)

claim_answer = internal(
    "claim_answer",
    metadata,
    public("person_id", Uuid),
    # The real day in Beijing: an installation may stand on its business day for weeks.
    public("day", Date),
    public("answers", Integer),
    # Whether the limit that held at the last answer is reached.
    public("exhausted", Boolean),
    PrimaryKeyConstraint("person_id", "day"),
)
"""How often each official was told on a day that somebody or some number is already on file."""
