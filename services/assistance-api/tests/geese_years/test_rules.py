from assistance_api.geese_years.rules import remaining


def test_remaining_is_what_was_not_given() -> None:
    assert remaining(100, 97) == 3
    assert remaining(100, 100) == 0


def test_a_lowered_allowance_leaves_nothing_rather_than_less() -> None:
    assert remaining(80, 97) == 0
