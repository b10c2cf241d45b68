"""Sessions of browsers; the cookie holds a secret of which only the keyed hash is kept."""

from sqlalchemy import DateTime, ForeignKey, LargeBinary, Text, Uuid

from gateway.accounts import models as accounts
from gateway.metadata import metadata
from gateway.posts import models as posts
from kit.tables import internal, journal_column, protected, public

_MOMENT = DateTime(timezone=True)

browser_session = internal(
    "browser_session",
    metadata,
    protected("hash", LargeBinary, primary_key=True),
    public("id", Uuid, unique=True),
    public("person_id", Uuid, ForeignKey(accounts.account.c.person_id), index=True),
    public("post_id", Uuid, ForeignKey(posts.post.c.id), nullable=True),
    public("opened_at", _MOMENT, server_default="now()"),
    public("ended_at", _MOMENT, nullable=True),
    public("end_reason", Text, nullable=True),
    journal_column(),
)

# When a session was last used by its person. Written every few seconds by the process that saw it, outside
# the journal: it says nothing that anybody decided.
session_seen = internal(
    "session_seen",
    metadata,
    protected("hash", LargeBinary, ForeignKey(browser_session.c.hash), primary_key=True),
    public("seen_at", _MOMENT),
)
