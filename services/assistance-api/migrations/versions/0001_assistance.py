"""The projection of households, files, the yearly account of goslings, hand-overs and their figures."""

from alembic import op

from assistance_api.figures.indicators import FACTS, INDICATORS
from assistance_api.tables import TABLES
from kit import ddl
from kit.tables import is_versioned

revision = "0001"
down_revision = None


def upgrade() -> None:
    for sql in ddl.kit_tables("assistance"):
        op.execute(sql)
    for table in TABLES:
        keeping = ddl.versioned(table) if is_versioned(table) else ddl.stamped(table)
        for sql in (*ddl.create(table), *ddl.secure(table), *keeping):
            op.execute(sql)
    for sql in ddl.counted(FACTS, INDICATORS):
        op.execute(sql)
