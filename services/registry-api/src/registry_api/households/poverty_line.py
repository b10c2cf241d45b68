"""The poverty line 贫困标准线, yuan a person and year: a dated parameter, by the day of looking.

A household is held against the line of that day's year, also where its newest income sheet is of an earlier
one: that is how the office compares through the year, until the new sheets are in.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kit import parameters
from kit.db import Tx
from kit.parameters import ParameterMissing

POVERTY_LINE: Final = "poverty_line"
"""Parameter: the line as a text with two decimals."""


@dataclass(frozen=True, slots=True)
class PovertyLine:
    """The line in yuan, the first day on which it holds, and its document."""

    amount: Decimal
    since: date
    document: str


async def line_of(tx: Tx, region: str) -> PovertyLine | None:
    """The line that holds in a region on the business day; None where none was set for it."""
    try:
        found = await parameters.find(tx, POVERTY_LINE, region, tx.today)
    except ParameterMissing:
        return None
    return PovertyLine(Decimal(found.value), found.valid_from, found.document)
