"""This service's figures over HTTP."""

from collections.abc import Sequence

from assistance_api.figures.indicators import INDICATORS
from assistance_api.households import service as households
from kit import masks
from kit.counted import Row
from kit.web import RequestRead
from kit.web.figures import RowLabel, figures_router


async def _describe(tx: RequestRead, rows: Sequence[Row]) -> list[RowLabel]:
    """The households that the rows count, masked; one whose file has left is only said to be elsewhere."""
    found = await households.briefs(tx, [row.household_id for row in rows])
    return [
        RowLabel(official_no=brief.official_no, name=masks.name(brief.head_name or ""))
        if (brief := found.get(row.household_id))
        else RowLabel(household_in_scope=False)
        for row in rows
    ]


router = figures_router("assistance", INDICATORS, _describe)
