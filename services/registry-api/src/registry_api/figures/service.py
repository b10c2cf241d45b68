"""What other features ask of the registry's figures."""

from kit import counted
from kit.db import Tx

from .indicators import POOR_HOUSEHOLDS


async def poor_households(tx: Tx, region: str) -> int:
    """Registered poor households of a region today, as counted: no list has to be read for it."""
    [figure] = await counted.figures(tx, [POOR_HOUSEHOLDS], region, tx.today)
    return figure.numerator or 0
