"""Names of regions, suffixes aside."""

import pytest

from kit.regions import RegionIndex, names

ROWS = [
    {"region_key": key, "code": key, "name": name}
    for key, name in [
        ("1310", "廊坊市"),
        ("131025", "大城县"),
        ("131025102", "南赵扶镇"),
        ("131025102236", "辛庄子村委会"),
        ("131025102237", "官道村村委会"),
        ("131025103", "平舒镇"),
        ("131025103201", "辛庄子村委会"),
        ("131025103002", "广场社区居委会"),
        ("131025103203", "大村村委会"),
        ("131025103204", "大镇村委会"),
        ("131002001", "银河南路街道办事处"),
    ]
]
INDEX = RegionIndex.of(ROWS)


@pytest.mark.parametrize(
    ("official", "said"),
    [
        ("辛庄子村委会", "辛庄子村"),
        ("官道村村委会", "官道村"),
        ("官道村民委员会", "官道村"),
        ("广场社区居委会", "广场社区"),
        ("银河南路街道办事处", "银河南路街道"),
        ("李庄农场", "李庄农场"),
        ("南赵扶镇", "南赵扶镇"),
    ],
)
def test_short_name_is_what_people_say(official: str, said: str) -> None:
    assert names.short(official) == said


@pytest.mark.parametrize(
    "written", ["辛庄子", "辛庄子村", "辛庄子村委会", "辛庄子村民委员会", " 辛庄子 村 ", "辛庄子村村委会"]
)
def test_village_is_found_with_any_usual_suffix(written: str) -> None:
    assert INDEX.resolve(written, below="131025102").key == "131025102236"


@pytest.mark.parametrize("written", ["南赵扶", "南赵扶镇", "南赵扶乡"])
def test_township_is_found_with_any_usual_suffix(written: str) -> None:
    assert INDEX.resolve(written, level="township").key == "131025102"


def test_name_of_two_villages_is_ambiguous_until_the_township_is_said() -> None:
    assert INDEX.resolve("辛庄子").is_ambiguous
    assert INDEX.resolve("辛庄子", below="131025103").key == "131025103201"


def test_unknown_name_means_nothing() -> None:
    assert INDEX.resolve("无此村").key is None
    assert not INDEX.resolve("").keys


def test_exact_name_wins_over_the_stem() -> None:
    assert INDEX.resolve("大村村委会").key == "131025103203"


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("131025102236", "131025102236"),
        ("131025102000", "131025102"),
        ("131025000000", "131025"),
        ("１３１０２５", "131025"),
        ("131025102999", None),
        ("99", None),
    ],
)
def test_code_is_found_in_natural_length_or_padded(code: str, key: str | None) -> None:
    assert INDEX.of_code(code) == key


def test_pinyin_and_initials() -> None:
    assert names.pinyin("大城县") == "dachengxian"
    assert names.initials("辛庄子村委会") == "xzzc"
