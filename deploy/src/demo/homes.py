"""Income sheets and living conditions that fit the people of a household."""

from decimal import ROUND_HALF_UP, Decimal
from random import Random

from demo.people import Family, Income, Living

YEAR = 2017
DIBAO_MONTH, TEKUN_YEAR = Decimal("684.00"), Decimal("11520.00")
PENSION_FROM, PENSION_MONTH = 60, Decimal("90.00")
ZERO = Decimal("0.00")


def yuan(amount: float | Decimal) -> Decimal:
    """Round half up to the 分."""
    return Decimal(amount).quantize(Decimal("0.01"), ROUND_HALF_UP)


def income(rng: Random, family: Family) -> Income:
    """A sheet of the year 2017 whose parts follow from who works and who is on which allowance."""
    size = len(family.members)
    pension = sum(
        (PENSION_MONTH * 12 for m in family.members if YEAR - m.birth.year >= PENSION_FROM and not m.tekun),
        ZERO,
    )
    tekun = TEKUN_YEAR * sum(m.tekun for m in family.members)
    on_dibao = sum(m.dibao for m in family.members)
    dibao = yuan(DIBAO_MONTH * 12 * on_dibao * Decimal(rng.randint(38, 72)) / 100) if on_dibao else ZERO
    other = yuan(rng.randint(2, 9) * 60)
    property_ = yuan(rng.choice((0, 0, 240, 300, 430)))
    given = pension + tekun + dibao + other + property_
    target = yuan(rng.triangular(1900, 4300, 2900)) * size
    earned = max(target - given, ZERO)
    able = [m for m in family.members if m.able]
    if not able:
        return Income(ZERO, ZERO, property_, ZERO, dibao, tekun, pension, ZERO, other, ZERO)
    wage = yuan(earned * Decimal(rng.randint(45, 80)) / 100) if any(m.in_work for m in able) else ZERO
    wage = ZERO if wage < 500 else wage
    net = earned - wage
    expense = yuan(net * Decimal(rng.randint(20, 60)) / 100)
    return Income(wage, net + expense, property_, ZERO, dibao, tekun, pension, ZERO, other, expense)


def living(rng: Random, family: Family) -> Living:
    """Land, house and roads of a village household of the plain."""
    size = len(family.members)
    land = Decimal(rng.randint(8, 28) * size) / 10
    dangerous = rng.random() < 0.06
    return Living(
        farmland=land,
        irrigated=(land * Decimal(rng.choice((5, 7, 8, 10))) / 10).quantize(Decimal("0.01")),
        housing=Decimal(rng.randint(38, 60) + 12 * size),
        road=rng.choices(("01", "02", "03", "04"), (8, 6, 70, 16))[0],
        fuel=rng.choices(("01", "03", "04"), (20, 35, 45))[0],
        distance=Decimal(rng.randint(1, 28)) / 10,
        dangerous=dangerous,
        danger_grade=rng.choice("CD") if dangerous else None,
        toilet=rng.random() < 0.55,
        cooperative=rng.random() < 0.18,
    )
