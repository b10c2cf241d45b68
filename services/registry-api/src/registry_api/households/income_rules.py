"""The income formulas of the national sheet AC07 (DOMAIN A5), exact to the fen."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .drafts import IncomeDraft

_FEN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class IncomeTotals:
    """Derived sums in yuan; `net_per_capita` is None where nobody is counted."""

    transfer: Decimal
    total: Decimal
    net: Decimal
    net_per_capita: Decimal | None


def to_fen(amount: Decimal) -> Decimal:
    """`amount` rounded half up to 0.01 yuan."""
    return amount.quantize(_FEN, ROUND_HALF_UP)


def totals(sheet: IncomeDraft, persons: int) -> IncomeTotals:
    """aac085 transfers, aac081 year's income, aac079 net income (may be negative), aac082 net per head.

    Each line is rounded half up before it is added, so that the printed lines add up to the printed sum.
    """
    transfer = sum(
        map(
            to_fen,
            (
                sheet.family_planning,
                sheet.dibao,
                sheet.tekun,
                sheet.pension,
                sheet.ecology,
                sheet.other_transfer,
            ),
        ),
        Decimal("0.00"),
    )
    total = to_fen(sheet.wage) + to_fen(sheet.business) + to_fen(sheet.property) + transfer
    net = total - to_fen(sheet.business_cost)
    return IncomeTotals(transfer, total, net, to_fen(net / persons) if persons else None)
