"""This service's figures over HTTP."""

from collections.abc import Sequence

from assistance_api.figures.indicators import INDICATORS
from assistance_api.households import service as households
from kit.counted import Row
from kit.web import RequestRead
from kit.web.figures import RowLabel, figures_router


async def _describe(tx: RequestRead, rows: Sequence[Row]) -> list[RowLabel]:
    """The households that the rows count, named as far as they are in scope."""
    found = await households.briefs(tx, [row.household_id for row in rows])
    return [
        RowLabel(official_no=brief.official_no, name=brief.head_name)
        if (brief := found.get(row.household_id))
        else RowLabel(household_in_scope=False)
        for row in rows
    ]


router = figures_router("assistance", INDICATORS, _describe)
