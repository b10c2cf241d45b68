"""The projection of households, files, the yearly account of goslings, hand-overs and their figures."""

from alembic import op
from sqlalchemy import Table

from assistance_api.figures.indicators import FACTS, INDICATORS
from assistance_api.tables import TABLES
from kit import ddl
from kit.tables import Kind, is_versioned, kind_of

revision = "0001"
down_revision = None


def upgrade() -> None:
    for sql in ddl.kit_tables("assistance"):
        op.execute(sql)
    for table in TABLES:
        for sql in (*ddl.create(table), *ddl.secure(table), *_keeping(table)):
            op.execute(sql)
    for sql in ddl.counted(FACTS, INDICATORS):
        op.execute(sql)


def _keeping(table: Table) -> list[str]:
    """What stamps the journal id into changed rows and keeps superseded ones, where the table has it."""
    if kind_of(table) is Kind.INTERNAL:
        return []
    return ddl.versioned(table) if is_versioned(table) else ddl.stamped(table)
