"""The income formulas, exact to the fen."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from registry_api.households.drafts import IncomeDraft
from registry_api.households.income_rules import to_fen, totals

money = st.decimals(0, 10_000_000, places=2, allow_nan=False, allow_infinity=False)
LINES = ("wage", "business", "property", "family_planning", "dibao", "tekun", "pension", "ecology")


def test_the_lines_of_the_household_page():
    sheet = IncomeDraft(
        year=2018,
        wage=Decimal("6800"),
        business=Decimal("9420"),
        property=Decimal("860"),
        dibao=Decimal("6120"),
        business_cost=Decimal("4350"),
    )
    sums = totals(sheet, 4)
    assert (sums.total, sums.net, sums.net_per_capita) == (
        Decimal("23200.00"),
        Decimal("18850.00"),
        Decimal("4712.50"),
    )


def test_halves_are_rounded_up():
    assert to_fen(Decimal("0.005")) == Decimal("0.01")
    assert totals(IncomeDraft(year=2018, wage=Decimal("0.05")), 2).net_per_capita == Decimal("0.03")


def test_a_loss_is_a_negative_net_income():
    sums = totals(IncomeDraft(year=2018, business=Decimal(100), business_cost=Decimal("100.01")), 1)
    assert sums.net == Decimal("-0.01")


def test_nobody_has_no_income_per_head():
    assert totals(IncomeDraft(year=2018), 0).net_per_capita is None


@given(st.lists(money, min_size=len(LINES), max_size=len(LINES)), money, st.integers(1, 20))
def test_what_goes_in_equals_what_comes_out(amounts, cost, persons):
    sums = totals(
        IncomeDraft(year=2018, business_cost=cost, **dict(zip(LINES, amounts, strict=True))), persons
    )
    assert sums.total == sum(amounts)
    assert sums.transfer == sum(amounts[3:])
    assert sums.net == sums.total - cost
    assert abs(sums.net_per_capita * persons - sums.net) <= Decimal("0.005") * persons
