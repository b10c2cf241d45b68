from datetime import date

import pytest

from assistance_api.handovers.rules import CONTENT, DateRefusal, refuse_date, same_content

TODAY = date(2018, 4, 9)
GRACE_DAYS = 31


@pytest.mark.parametrize("day", [date(2018, 4, 9), date(2018, 4, 8), date(2018, 1, 1)])
def test_a_day_of_the_running_year_is_accepted(day: date) -> None:
    assert refuse_date(day, TODAY, GRACE_DAYS) is None


def test_tomorrow_is_refused() -> None:
    assert refuse_date(date(2018, 4, 10), TODAY, GRACE_DAYS) is DateRefusal.IN_THE_FUTURE


def test_a_day_of_last_year_is_refused() -> None:
    assert refuse_date(date(2017, 12, 31), TODAY, GRACE_DAYS) is DateRefusal.YEAR_CLOSED


def test_last_year_stays_open_for_the_days_of_grace() -> None:
    assert refuse_date(date(2017, 12, 20), date(2018, 1, 31), GRACE_DAYS) is None
    assert refuse_date(date(2017, 12, 20), date(2018, 2, 1), GRACE_DAYS) is DateRefusal.YEAR_CLOSED


def test_two_sendings_of_one_form_have_the_same_content() -> None:
    sent = dict.fromkeys(CONTENT, 1) | {"id": 1}
    assert same_content(sent | {"id": 2}, sent)
    assert not any(same_content(sent | {name: 2}, sent) for name in CONTENT)
