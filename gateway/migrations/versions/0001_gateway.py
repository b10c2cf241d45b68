"""Accounts, posts, sessions and tokens, and the functions through which alone requests reach them."""

from alembic import op

from gateway.accounts import functions as account_functions
from gateway.accounts.models import account, account_identity, sign_in_count, version_head
from gateway.administration import functions as administration_functions
from gateway.posts.models import post
from gateway.sessions import functions as session_functions
from gateway.sessions.models import browser_session, session_seen
from gateway.tokens import functions as token_functions
from gateway.tokens.models import client_assertion, refresh_family, service_client
from kit import ddl

revision = "0001"
down_revision = None

_JOURNALLED = (
    account, account_identity, sign_in_count, post, browser_session, refresh_family, service_client,
    client_assertion,
)  # fmt: skip
_UNJOURNALLED = (version_head, session_seen)


def upgrade() -> None:
    for sql in ddl.kit_tables("gateway"):
        op.execute(sql)
    for table in (*_JOURNALLED, *_UNJOURNALLED):
        for sql in (*ddl.create(table), *ddl.secure(table)):
            op.execute(sql)
    for table in _JOURNALLED:
        for sql in ddl.stamped(table):
            op.execute(sql)
    op.execute("insert into version_head (single, position) values (true, 0)")
    for functions in (account_functions, administration_functions, session_functions, token_functions):
        for sql in functions.statements():
            op.execute(sql)
