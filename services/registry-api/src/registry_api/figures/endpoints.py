"""The registry's figures over HTTP."""

from collections.abc import Sequence

from kit.counted import Row
from kit.web import RequestRead
from kit.web.figures import RowLabel, figures_router
from registry_api.households import briefs

from .indicators import INDICATORS


async def _describe(tx: RequestRead, rows: Sequence[Row]) -> list[RowLabel]:
    """Head or person of each row, masked; a household whose file has left is only said to be elsewhere."""
    found = await briefs.of(tx, rows)
    return [
        RowLabel(official_no=brief.official_no, name=brief.name)
        if (brief := found.get(row.subject))
        else RowLabel(household_in_scope=False)
        for row in rows
    ]


router = figures_router("registry", INDICATORS, _describe)
