"""Identity and certificate numbers, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_api.identity_numbers.rules import (
    IdentityNumberError,
    age_on,
    check_digit,
    normalise,
    read,
)

TODAY = date(2018, 9, 27)

numbers = st.builds(
    lambda area, born, serial: (first := f"{area:06d}{born:%Y%m%d}{serial:03d}") + check_digit(first),
    st.integers(110000, 999999),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(0, 999),
)


@pytest.mark.parametrize(
    ("number", "gender"),
    [("11010519491231002X", "2"), ("440524188001010014", "1"), ("131002195803151212", "1")],
)
def test_known_vectors_are_right(number, gender):
    assert read(number, TODAY).gender == gender


@given(numbers)
def test_a_right_number_says_its_birth_date(number):
    assert read(number, TODAY).birth_date.strftime("%Y%m%d") == number[6:14]


@given(numbers, st.sampled_from("0123456789X"))
def test_any_other_check_digit_fails(number, other):
    if other != number[17]:
        with pytest.raises(IdentityNumberError) as refused:
            read(number[:17] + other, TODAY)
        assert refused.value.problem == "check_digit"


@given(numbers, st.integers(0, 16), st.integers(1, 9))
def test_any_one_changed_digit_fails(number, place, shift):
    changed = str((int(number[place]) + shift) % 10)
    with pytest.raises(IdentityNumberError):
        read(number[:place] + changed + number[place + 1 :], TODAY)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        ("130821580315121", "fifteen"),
        ("13100219580315", "length"),
        ("1310021958O3151212", "characters"),
        ("131002195802300014", "check_digit"),
    ],
)
def test_what_cannot_be_a_number_is_refused_with_its_reason(text, problem):
    with pytest.raises(IdentityNumberError) as refused:
        read(text, TODAY)
    assert refused.value.problem == problem


def test_a_date_that_does_not_exist_or_lies_ahead_is_refused():
    for first in ("13100220180230001", "13100220180928001"):
        with pytest.raises(IdentityNumberError) as refused:
            read(first + check_digit(first), TODAY)
        assert refused.value.problem == "birth_date"


@pytest.mark.parametrize("tail", ["42", "42B1"])
def test_a_certificate_says_type_and_grade(tail):
    found = read("131002195803151212" + tail, TODAY)
    assert (found.disability_type, found.disability_grade) == ("4", "2")
    assert found.person_key == "131002195803151212"


@pytest.mark.parametrize("tail", ["82", "45", "02"])
def test_a_certificate_of_unknown_type_or_grade_is_refused(tail):
    with pytest.raises(IdentityNumberError) as refused:
        read("131002195803151212" + tail, TODAY)
    assert refused.value.problem == "certificate_type"


def test_people_type_blanks_small_letters_and_wide_characters():
    assert normalise("110105 1949-1231 002x") == "11010519491231002X"
    assert normalise("１１０１０５１９４９１２３１００２Ｘ") == "11010519491231002X"


def test_the_number_never_shows_in_its_object_or_error():
    assert "110105" not in repr(read("11010519491231002X", TODAY))
    with pytest.raises(IdentityNumberError) as refused:
        read("110105194912310020", TODAY)
    assert "110105" not in str(refused.value)


def test_a_year_is_full_on_the_birthday():
    born = date(2000, 9, 27)
    assert age_on(born, date(2018, 9, 26)) == 17
    assert age_on(born, date(2018, 9, 27)) == 18
