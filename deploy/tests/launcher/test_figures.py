"""What `make figures` calls agreement."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from launcher.figures.reading import Figure, Opened
from launcher.figures.report import Line
from launcher.figures.wanted import allocated, fits, published, wanted_of

DAY = date(2018, 9, 27)
COUNT = Figure(
    key="poor_households",
    region="1310",
    region_name="廊坊市",
    kind="count",
    value="3",
    numerator=Decimal(3),
    denominator=None,
    rows="/rows",
    children="/children",
)
RATIO = replace(COUNT, kind="ratio", value="75", denominator=Decimal(4))


def line(figure: Figure, opened: Opened, *below: Figure, wanted: tuple[str, str] | None = None) -> Line:
    return Line(figure, DAY, wanted, opened, below)


def below(figure: Figure, *parts: tuple[int, int | None]) -> list[Figure]:
    return [
        replace(figure, numerator=Decimal(n), denominator=None if d is None else Decimal(d)) for n, d in parts
    ]


def test_rows_children_and_wanted_value_that_agree_leave_no_fault() -> None:
    assert (
        line(COUNT, Opened(3, 3, 0, 1, 1), *below(COUNT, (1, None), (2, None)), wanted=("=", "3")).faults
        == []
    )


@pytest.mark.parametrize(
    ("opened", "children", "wanted", "fault"),
    [
        (Opened(2, 2, 0, 1, 1), [(3, None)], None, "rows"),
        (Opened(3, 3, 0, 1, 1), [(2, None)], None, "children"),
        (Opened(3, 3, 0, 1, 1), [(3, None)], ("=", "4"), "wanted"),
    ],
)
def test_each_disagreement_is_named(
    opened: Opened, children: list[tuple[int, None]], wanted: tuple[str, str] | None, fault: str
) -> None:
    checked = line(COUNT, opened, *below(COUNT, *children), wanted=wanted)
    assert checked.faults == [fault]
    assert fault in checked.text()


def test_both_parts_of_a_ratio_must_open_and_add_up() -> None:
    assert line(RATIO, Opened(4, 3, 4, 0, 1), *below(RATIO, (1, 1), (2, 3))).faults == []
    assert line(RATIO, Opened(4, 3, 5, 0, 1), *below(RATIO, (3, 3))).faults == ["rows", "children"]


def test_an_extreme_is_least_and_most_of_its_rows_and_never_added_up() -> None:
    extreme = replace(COUNT, kind="extreme", value=["90", "100"], numerator=None)
    assert line(extreme, Opened(2, 190, 0, 90, 100), *below(COUNT, (7, None))).faults == []
    assert line(extreme, Opened(2, 190, 0, 80, 100)).faults == ["rows"]
    assert "counted 90 / 100" in line(extreme, Opened(2, 190, 0, 90, 100)).text()


@pytest.mark.parametrize(
    ("op", "wanted", "value", "agrees"),
    [
        ("=", "2304", "2304", True),
        ("=", "90", "90.00", True),
        (">", "5000", "5000.00", False),
        (">=", "90", "90.01", True),
        ("range", "70-80", ["70.00", "80.00"], True),
        ("range", "70-80", ["69.99", "80.00"], False),
        ("=", "100", ["100", "100"], True),
        ("=", "2018-09-06", "2018-09-06", True),
        ("=", "0", None, False),
    ],
)
def test_a_published_value_is_compared_by_its_operator(
    op: str, wanted: str, value: str | list[str] | None, agrees: bool
) -> None:
    assert fits(op, wanted, value) is agrees


def test_a_city_has_the_articles_value_and_a_county_the_tables_on_the_keys_own_day_only() -> None:
    figure, table = published()["poor_households"], allocated()
    assert wanted_of(figure, "1310", DAY, table) == ("=", "2304")
    assert wanted_of(figure, "131071", DAY, table) == ("=", "0")
    assert wanted_of(figure, "131002101", DAY, table) is None
    assert wanted_of(figure, "1310", date(2018, 3, 31), table) is None


def test_the_allocation_adds_up_to_the_article() -> None:
    table = allocated()
    counties = [row for code, row in table.items() if len(code) == 6]
    for key, column in (("poor_households", "households"), ("poor_persons", "persons")):
        assert sum(int(row[column]) for row in counties) == int(published()[key].value)
