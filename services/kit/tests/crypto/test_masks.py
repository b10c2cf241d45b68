"""What lists may show of protected values."""

import pytest

from kit import masks


@pytest.mark.parametrize(
    ("text", "shown"), [("王小明", "王*明"), ("王明", "王*"), ("王", "*"), ("", ""), ("阿依古丽", "阿**丽")]
)
def test_a_name_shows_its_ends(text: str, shown: str) -> None:
    assert masks.name(text) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [("13800005678", "138****5678"), ("2345678", "*****78"), ("1", "1"), ("", "")]
)
def test_a_phone_hides_its_middle(number: str, shown: str) -> None:
    assert masks.phone(number) == shown


def test_an_id_number_shows_its_last_two() -> None:
    assert masks.id_number("2X") == "****************2X"
    assert len(masks.id_number("2X")) == 18


@pytest.mark.parametrize(
    ("number", "shown"), [("6222000011112222", "**** 2222"), ("1234567", "****"), ("", "****")]
)
def test_an_account_shows_its_last_four(number: str, shown: str) -> None:
    assert masks.account(number) == shown
