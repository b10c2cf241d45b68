"""Claims: one person, one official number, once in the whole installation.

Only the functions of `ddl` reach these tables; what they let through is yes or no.
"""

from sqlalchemy import LargeBinary, PrimaryKeyConstraint, Text, Uuid

from kit.tables import claim, protected, public
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
