"""Accounts, what their human beings are known by, and the count of failed sign-ins."""

from sqlalchemy import BigInteger, Boolean, DateTime, ForeignKey, Integer, LargeBinary, Text, Uuid

from gateway.metadata import metadata
from kit.tables import internal, journal_column, personal, protected, public

_MOMENT = DateTime(timezone=True)

account = internal(
    "account",
    metadata,
    # One human being, one account: the person's id is the account's.
    public("person_id", Uuid, primary_key=True),
    personal("name", Text, unique=True),  # 账号名, lower case
    personal("person_name", Text),  # 姓名
    protected("password_hash", Text),
    public("must_change_password", Boolean),
    public("locked_at", _MOMENT, nullable=True),  # by an administrator; failed sign-ins count below
    personal("signed_in_at", _MOMENT, nullable=True),
    personal("previous_sign_in_at", _MOMENT, nullable=True),
    # Raised by a change of post, a lock, a sign-out: tokens of a lower one are refused everywhere.
    public("ver", Integer, server_default="1"),
    public("ver_position", BigInteger, nullable=True, unique=True),  # place in the feed of raised versions
    public("created_at", _MOMENT, server_default="now()"),
    journal_column(),
)

account_identity = internal(
    "account_identity",
    metadata,
    protected("hash", LargeBinary, primary_key=True),  # keyed hash of the ID number or work phone
    public("kind", Text),
    public("person_id", Uuid, ForeignKey("account.person_id"), index=True),
    journal_column(),
)

sign_in_count = internal(
    "sign_in_count",
    metadata,
    public("person_id", Uuid, ForeignKey("account.person_id"), primary_key=True),
    public("failures", Integer),
    public("locked_until", _MOMENT, nullable=True),
    journal_column(),
)

# One row: whoever raises a version holds it, so positions come in the order of the commits.
version_head = internal(
    "version_head",
    metadata,
    public("single", Boolean, primary_key=True),
    public("position", BigInteger),
)
