"""The kit's own tables, the same in the database of every service.

Journal, outbox and queue of the law "one request, one transaction" (DESIGN §3); regions, parameters and
counted figures beside them.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from kit.tables import (
    NAMING,
    addressed,
    internal,
    personal,
    public,
    reference,
    region_column,
)

metadata: Final = MetaData(naming_convention=NAMING)

_NOW: Final = text("clock_timestamp()")

journal = internal(
    "journal",
    metadata,
    public("id", BigInteger, primary_key=True, autoincrement=False),
    public("operation", Text),
    public("subject", Uuid, nullable=True),
    personal("reason", Text, nullable=True),
    public("request_id", Text, nullable=True),
    personal("actor_name", Text, nullable=True),
    public("digest", LargeBinary, nullable=True),
    personal("details", JSONB),
    public("person_id", Uuid, nullable=True),
    public("post_id", Uuid, nullable=True),
    public("role", Text),
    public("department", Text, nullable=True),
    region_column(nullable=True),
    public("day", Date),
    public("at", DateTime(timezone=True), server_default=_NOW),
    Index(None, "subject"),
)
"""操作记录: who did what, when and why; one row a write transaction, append only."""

journal_pending = internal(
    "journal_pending", metadata, public("journal_id", BigInteger, primary_key=True, autoincrement=False)
)
"""Committed and not yet positioned; the sequencer empties it."""

journal_position = internal(
    "journal_position",
    metadata,
    public("position", BigInteger, primary_key=True, autoincrement=False),
    public("journal_id", BigInteger, unique=True),
    public("day", Date),
    # The highest journal id up to here: ids come in another order than commits.
    public("high", BigInteger),
    public("at", DateTime(timezone=True), server_default=_NOW),
    # Kept free for the Merkle log.
    public("leaf", LargeBinary, nullable=True),
    Index(None, "day", "position"),
    Index("journal_position_late", "position", "journal_id", postgresql_where=text("journal_id < high")),
)
"""The gap-free order in which everything is read: feeds, audit, `known_at`."""

outbox = internal(
    "outbox",
    metadata,
    public("journal_id", BigInteger),
    public("n", Integer),
    public("type", Text),
    public("version", Integer),
    public("subject", Uuid),
    region_column(),
    personal("data", JSONB),
    PrimaryKeyConstraint("journal_id", "n"),
)
"""Events of committed transactions; their place is that of their journal row."""

idempotency = internal(
    "idempotency",
    metadata,
    public("caller", Text),
    public("operation", Text),
    public("key", Text),
    public("body", LargeBinary),
    public("status", SmallInteger, nullable=True),
    public("reference", Uuid, nullable=True),
    public("at", DateTime(timezone=True), server_default=_NOW),
    PrimaryKeyConstraint("caller", "operation", "key"),
)
"""Answers of committed POSTs as status and reference; no body, no protected value."""

job = internal(
    "job",
    metadata,
    public("id", Uuid, primary_key=True),
    public("name", Text),
    public("key", Text),
    public("payload", JSONB),
    public("state", Text, server_default="queued"),
    public("done", BigInteger, server_default="0"),
    public("total", BigInteger, nullable=True),
    public("result", JSONB, nullable=True),
    public("error", Text, nullable=True),
    public("attempts", Integer, server_default="0"),
    # Counts how often it was queued: a queue row of an earlier round is void.
    public("round", Integer, server_default="1"),
    public("lo", Text),
    public("hi", Text),
    public("up", Text),
    public("person_id", Uuid, nullable=True),
    public("post_id", Uuid, nullable=True),
    public("role", Text),
    public("department", Text, nullable=True),
    region_column(nullable=True),
    personal("actor_name", Text, nullable=True),
    public("queued_at", DateTime(timezone=True), server_default=_NOW),
    public("started_at", DateTime(timezone=True), nullable=True),
    public("finished_at", DateTime(timezone=True), nullable=True),
    UniqueConstraint("name", "key"),
    CheckConstraint(
        "state in ('queued', 'running', 'cancelling', 'done', 'failed', 'cancelled')", name="state"
    ),
)
"""后台任务: progress of a job that pgqueuer runs, and the scope it runs under."""

feed_cursor = internal(
    "feed_cursor",
    metadata,
    public("source", Text, primary_key=True),
    public("cursor", Text, nullable=True),
    public("position", BigInteger, server_default="0"),
    public("snapshot_cursor", Text, nullable=True),
    public("snapshot_next", Text, nullable=True),
    public("snapshot_run", Uuid, nullable=True),
    public("at", DateTime(timezone=True), server_default=_NOW),
)
"""How far this service has read the feed of another, committed with what it made of it."""

parameter = addressed(
    "parameter",
    metadata,
    public("key", Text),
    public("valid_from", Date),
    public("valid_to", Date, nullable=True),
    public("value", JSONB),
    public("document", Text),
    UniqueConstraint("key", "region_key", "valid_from"),
    CheckConstraint("valid_from < valid_to", name="days"),
)
"""参数: numbers of policy, dated, each with the document it stands in."""

region = reference(
    "region",
    metadata,
    region_column("region_key"),
    public("level", Text),
    region_column("parent_key", nullable=True),
    public("rank", Integer),
    PrimaryKeyConstraint("region_key"),
    Index(None, "parent_key", "rank"),
)
"""区划: keys that never change; `rank` is the office's customary order 行文次序 among siblings."""

region_name = reference(
    "region_name",
    metadata,
    region_column("region_key"),
    public("valid_from", Date),
    public("valid_to", Date, nullable=True),
    public("code", Text(collation="C")),
    public("name", Text),
    public("short", Text),
    public("stem", Text),
    public("pinyin", Text(collation="C")),
    public("initials", Text(collation="C")),
    public("document", Text),
    PrimaryKeyConstraint("region_key", "valid_from"),
    ForeignKeyConstraint(["region_key"], ["region.region_key"]),
    Index(None, "code"),
    Index(None, "stem"),
    CheckConstraint("valid_from < valid_to", name="days"),
)
"""Official code and name of a region by days; `short` is
the name as people say it, `stem` the name without its usual suffixes."""

counted = internal(
    "counted",
    metadata,
    public("indicator", SmallInteger),
    public("subject", Uuid),
    public("household_id", Uuid),
    region_column("village"),
    public("n", Integer),
    public("d", Integer),
    public("valid_from", Date),
    public("valid_to", Date),
    public("j", BigInteger),
    public("j_end", BigInteger, nullable=True),
    CheckConstraint("valid_from < valid_to", name="days"),
    Index(
        "counted_live",
        "household_id", "indicator", "subject", "village", "valid_from",
        unique=True,
        postgresql_where=text("j_end is null"),
    ),
    Index(None, "indicator", "village", "subject"),
)  # fmt: skip
"""Every row that a figure counts, by both clocks; `valid_to` is the first day that is not in it."""

touched = internal(
    "touched",
    metadata,
    public("xid", Text),
    public("household_id", Uuid),
    public("mask", BigInteger),
    Index(None, "xid"),
    prefixes=["UNLOGGED"],
)
"""Households whose figures the open transaction may have changed; emptied before it commits."""

TABLES: Final = tuple(metadata.sorted_tables)
