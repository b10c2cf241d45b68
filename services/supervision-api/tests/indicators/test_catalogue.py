import pytest

from supervision_api.indicators import service
from supervision_api.indicators.catalogue import BY_KEY, CATALOGUE
from supervision_api.indicators.errors import IndicatorNotFound


def test_every_key_is_declared_once() -> None:
    assert len(BY_KEY) == len(CATALOGUE)


def test_every_indicator_is_explained_in_both_languages() -> None:
    for indicator in CATALOGUE:
        for text in (indicator.name, indicator.meaning, indicator.office, indicator.unit.name):
            assert text.zh
            assert text.en


def test_keys_are_chosen_in_the_order_of_the_catalogue() -> None:
    chosen = service.chosen(keys=["poor_persons", "poor_households", "poor_persons"])
    assert [indicator.key for indicator in chosen] == ["poor_households", "poor_persons"]


def test_an_area_has_its_own_indicators_alone() -> None:
    assert [indicator.key for indicator in service.chosen(area="assistance")] == ["goslings_per_household"]
    assert service.chosen(area="nowhere") == []


def test_a_key_that_is_not_there_is_a_clear_problem() -> None:
    with pytest.raises(IndicatorNotFound):
        service.chosen(keys=["unknown"])
