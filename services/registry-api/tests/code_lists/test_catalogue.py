"""The code lists and the two lists of relations."""

from hypothesis import given
from hypothesis import strategies as st

from registry_api.code_lists.catalogue import CATALOGUE
from registry_api.code_lists.relations import (
    FEMALE_RELATIONS,
    MALE_RELATIONS,
    NATIONAL_RELATION,
    RELATION,
    from_national,
    to_national,
)


def test_no_list_has_a_code_or_label_twice():
    for codes in CATALOGUE.values():
        assert len({one.code for one in codes}) == len({one.zh for one in codes}) == len(codes.codes)


def test_every_code_has_both_labels():
    assert all(one.zh and one.en for codes in CATALOGUE.values() for one in codes)


def test_the_national_relations_survive_the_way_there_and_back():
    for one in NATIONAL_RELATION:
        stored = from_national(one.code)
        assert stored in RELATION
        assert to_national(stored) == one.code


def test_02_is_spouse_in_one_list_and_no_code_of_the_other():
    assert from_national("02") == "10"
    assert "02" not in RELATION


@given(st.sampled_from([one.code for one in RELATION]))
def test_every_relation_has_a_national_code(code):
    assert to_national(code) in NATIONAL_RELATION


def test_relations_that_fix_a_gender_are_of_the_list():
    assert not MALE_RELATIONS & FEMALE_RELATIONS
    assert all(code in RELATION for code in MALE_RELATIONS | FEMALE_RELATIONS)
