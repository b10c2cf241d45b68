from decimal import Decimal

import pytest

from supervision_api.figures.rules import Parts, rounded, value_of
from supervision_api.indicators.catalogue import BY_KEY, Indicator, Kind, Text, Unit

RATE = Indicator(
    key="rate",
    area="registry",
    owner="registry",
    office=Text("办", "office"),
    name=Text("率", "rate"),
    meaning=Text("率", "rate"),
    unit=Unit("%", Text("%", "%")),
    kind=Kind.RATIO,
    decimals=2,
    version=1,
)


def test_a_count_is_a_string_without_decimals() -> None:
    assert value_of(BY_KEY["poor_households"], Parts(numerator=Decimal(2304))) == "2304"


def test_a_count_of_zero_is_zero_and_not_missing() -> None:
    assert value_of(BY_KEY["poor_persons"], Parts(numerator=Decimal(0))) == "0"


def test_an_extreme_is_a_list_of_least_and_most() -> None:
    parts = Parts(least=Decimal(97), most=Decimal(100))
    assert value_of(BY_KEY["goslings_per_household"], parts) == ["97", "100"]


def test_an_extreme_without_rows_has_no_value() -> None:
    assert value_of(BY_KEY["goslings_per_household"], Parts()) is None


def test_a_rate_is_rounded_half_up() -> None:
    assert value_of(RATE, Parts(numerator=Decimal(648), denominator=Decimal(2304))) == "28.13"


def test_a_rate_without_a_denominator_has_no_value() -> None:
    assert value_of(RATE, Parts(numerator=Decimal(0), denominator=Decimal(0))) is None


@pytest.mark.parametrize(
    ("number", "decimals", "shown"),
    [("0.125", 2, "0.13"), ("2.675", 2, "2.68"), ("0.5", 0, "1"), ("1.5", 0, "2"), ("94.7530", 2, "94.75")],
)
def test_half_is_rounded_up(number: str, decimals: int, shown: str) -> None:
    assert rounded(Decimal(number), decimals) == shown
