"""How a figure's parts become the value that people read. Pure: no database, no web."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from supervision_api.indicators.catalogue import Indicator, Kind

_PERCENT = "%"


@dataclass(frozen=True)
class Parts:
    """What the owner of a figure counted, exactly.

    A count, sum or distinct figure is ``numerator`` alone; a ratio has both; an extreme has ``least``
    and ``most``, both None where there is no row at all.
    """

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None


Value = str | list[str] | None


def value_of(indicator: Indicator, parts: Parts) -> Value:
    """The figure as it is shown, rounded half up to the indicator's decimals.

    A ratio without a denominator and an extreme without rows have no value; they are shown as —.
    A ratio whose unit is % is scaled by 100; any other ratio is the mean of its unit.
    """
    if indicator.kind is Kind.EXTREME:
        if parts.least is None or parts.most is None:
            return None
        return [rounded(parts.least, indicator.decimals), rounded(parts.most, indicator.decimals)]
    if parts.numerator is None:
        return None
    if indicator.kind is not Kind.RATIO:
        return rounded(parts.numerator, indicator.decimals)
    if not parts.denominator:
        return None
    scale = 100 if indicator.unit.code == _PERCENT else 1
    return rounded(parts.numerator * scale / parts.denominator, indicator.decimals)


def nothing_counted(indicator: Indicator) -> Parts:
    """The parts of a figure over no rows at all."""
    match indicator.kind:
        case Kind.EXTREME:
            return Parts()
        case Kind.RATIO:
            return Parts(numerator=Decimal(0), denominator=Decimal(0))
        case _:
            return Parts(numerator=Decimal(0))


def rounded(number: Decimal, decimals: int) -> str:
    """``number`` half up (away from zero at the half) with exactly ``decimals`` places."""
    return str(number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))
