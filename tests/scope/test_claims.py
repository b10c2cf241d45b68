"""The one thing that passes the scope: whether a person or a household number is on file (别处已有此人).

It says yes or no, never who and never where; everything else of the other county stays unsaid.
"""

import csv
import io

import httpx
import pytest

from kit.ids import uuid7
from tests.examples.planted import Planted, Target, stands_in, words_of
from tests.plugins import acts, people
from tests.plugins.city import OTHER

pytestmark = pytest.mark.asyncio(loop_scope="session")

AT_HOME, ELSEWHERE = "131002100200", "131022100200"


def told(planted: Planted, answer: httpx.Response, asked: Target) -> list[str]:
    """Words of the other county in the answer, but for the numbers that were asked with."""
    words = words_of(answer)
    for sent in (asked.id_number, asked.official_no):
        words = words.replace(sent, "")
    return [mark for mark in (*planted.foreign_to(OTHER), "131002", "甲村", "落垡") if stands_in(mark, words)]


@pytest.mark.parametrize(
    ("language", "title"), [("zh", "别处已有此人"), ("en", "This person is already on file")]
)
async def test_the_form_is_told_that_a_person_is_on_file(planted: Planted, language: str, title: str) -> None:
    asked = planted.targets[AT_HOME]
    form = people.household(ELSEWHERE)
    form["members"][1]["id_number"] = asked.id_number
    answer = await acts.officer(planted.city, OTHER, language=language).post(
        f"{acts.REGISTRY}/households", json=form
    )
    assert answer.status_code == httpx.codes.CONFLICT, answer.text
    problem = answer.json()
    assert problem["title"] == title
    assert [error["pointer"] for error in problem["errors"]] == ["/members/1/id_number"]
    assert told(planted, answer, asked) == []
    assert asked.id_number not in answer.text


async def test_the_asking_is_journalled_without_the_number(planted: Planted) -> None:
    person = uuid7()
    form = people.household(ELSEWHERE)
    form["members"][0]["id_number"] = planted.targets[AT_HOME].id_number
    await acts.officer(planted.city, OTHER, person=person).post(f"{acts.REGISTRY}/households", json=form)
    rows = await planted.city.rows(
        "registry", "select operation, j::text as row from journal j where person_id = $1", person
    )
    assert [row["operation"] for row in rows] == ["claim.person-on-file"]
    assert form["members"][0]["id_number"] not in rows[0]["row"]


async def test_the_roster_is_told_that_persons_and_numbers_are_on_file(planted: Planted) -> None:
    asked = planted.targets[AT_HOME]
    by = acts.officer(planted.city, OTHER)
    person = people.roster_rows("固安镇", "丁村", "杜衡", 证件号码=asked.id_number)
    number = people.roster_rows("固安镇", "丁村", "杜仲")
    rows = list(csv.DictReader(io.StringIO(people.roster_csv([person, number]).decode())))
    for row in rows:
        row["户编号"] = asked.official_no if row["户序号"] == "2" else ""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, ["户编号", *people.ROSTER_HEADER])
    writer.writeheader()
    writer.writerows(rows)
    shown = await acts.send_roster(by, out.getvalue().encode())
    url = f"{acts.REGISTRY}/imports/{shown['id']}"
    preview = await by.get(f"{url}/rows")
    found = [finding["code"] for row in preview.json()["items"] for finding in row["findings"]]
    assert found == ["person-elsewhere", "official-no-elsewhere"]
    for answer in (preview, await by.get(f"{url}/errors.xlsx"), await by.get(url)):
        assert answer.is_success, answer.text
        assert told(planted, answer, asked) == []


async def test_figures_and_totals_count_ones_own_region_alone(planted: Planted) -> None:
    counted = {}
    for region in ("1310", "131002", OTHER, "131022100200"):
        by = planted.city.official("city-officer", region)
        board = acts.done(await by.get(f"{acts.SUPERVISION}/figures", params={"key": "poor_households"}))
        listed = acts.done(
            await by.get(f"{acts.REGISTRY}/households", params={"standing": "registered", "limit": 1})
        )
        counted[region] = (board["items"][0]["value"], listed["total"])
    assert counted["131022100200"] == ("1", 1)
    assert counted["1310"][1] == counted["131002"][1] + counted[OTHER][1]
    assert {value == str(total) for value, total in counted.values()} == {True}
