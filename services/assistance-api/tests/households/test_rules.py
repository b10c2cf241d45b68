import pytest

from assistance_api.households.rules import Refusal, is_ahead, read_position, refuse_help


def test_a_standing_household_may_be_helped() -> None:
    assert refuse_help(standing="registered", voided=False, ended=False) is None
    assert refuse_help(standing="unregistered", voided=False, ended=False) is None


def test_a_voided_household_may_not() -> None:
    assert refuse_help(standing="registered", voided=True, ended=False) is Refusal.VOIDED


def test_nobody_is_left_to_help() -> None:
    assert refuse_help(standing="extinct", voided=False, ended=False) is Refusal.ENDED
    assert refuse_help(standing="registered", voided=False, ended=True) is Refusal.ENDED


@pytest.mark.parametrize(
    ("text", "position"),
    [("registry:12345", 12345), (None, None), ("", None), ("assistance:7", None), ("registry:x", None)],
)
def test_a_position_is_read_only_of_the_registry(text: str | None, position: int | None) -> None:
    assert read_position(text) == position


def test_a_caller_without_a_position_is_never_ahead() -> None:
    assert not is_ahead(None, None)
    assert not is_ahead(None, 5)


def test_a_caller_is_ahead_of_a_projection_that_stands_before_it() -> None:
    assert is_ahead(6, 5)
    assert not is_ahead(5, 5)
    assert is_ahead(1, None)
