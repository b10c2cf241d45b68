"""The kit's own tables; figures are asked of their owners, so this service has none yet."""

from alembic import op

from kit import ddl

revision = "0001"
down_revision = None


def upgrade() -> None:
    for sql in ddl.kit_tables("supervision"):
        op.execute(sql)
