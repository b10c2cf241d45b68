"""Households with their dated rows, claims, the staging of rosters, and the figures counted from them."""

from alembic import op

from kit import ddl
from registry_api.claims.ddl import claims
from registry_api.figures.indicators import FACTS, INDICATORS
from registry_api.households.ddl import households
from registry_api.imports.ddl import imports

revision = "0001"
down_revision = None


def upgrade() -> None:
    for sql in (
        *ddl.kit_tables("registry"),
        *claims(),
        *households(),
        *imports(),
        *ddl.counted(FACTS, INDICATORS),
    ):
        op.execute(sql)
