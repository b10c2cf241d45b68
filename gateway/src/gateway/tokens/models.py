"""Families of refresh tokens, and services as clients."""

from sqlalchemy import DateTime, ForeignKey, Integer, LargeBinary, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from gateway.accounts import models as accounts
from gateway.metadata import metadata
from gateway.posts import models as posts
from kit.tables import internal, journal_column, public

_MOMENT = DateTime(timezone=True)

# A refresh token is (family, turn) under a keyed hash, so one row says all about a chain of rotations.
refresh_family = internal(
    "refresh_family",
    metadata,
    public("id", Uuid, primary_key=True),
    public("person_id", Uuid, ForeignKey(accounts.account.c.person_id), index=True),
    public("post_id", Uuid, ForeignKey(posts.post.c.id)),
    public("turn", Integer),
    public("turned_at", _MOMENT, server_default="now()"),
    public("opened_at", _MOMENT, server_default="now()"),
    public("ended_at", _MOMENT, nullable=True),
    public("end_reason", Text, nullable=True),
    journal_column(),
)

service_client = internal(
    "service_client",
    metadata,
    public("client_id", Text, primary_key=True),
    public("person_id", Uuid, unique=True),  # the subject of its tokens
    public("public_jwk", JSONB),
    journal_column(),
)

# Assertions that were used, until they expire: none is good twice.
client_assertion = internal(
    "client_assertion",
    metadata,
    public("jti_hash", LargeBinary, primary_key=True),
    public("expires_at", _MOMENT, index=True),
    journal_column(),
)
