"""How often the claims say "already on file": counted by person and day, whatever process asks."""

import asyncio
from collections import Counter
from datetime import date

import pytest
import pytest_asyncio

from kit import parameters
from kit.ids import uuid7
from registry_api.claims.service import ANSWERS_A_DAY

BASE = "/api/registry/v1/households"
MOST = 3


@pytest_asyncio.fixture
async def limit(api, registry):
    """A limit that tests can reach, in force since the year began."""
    async with registry.write("1310") as tx:
        await parameters.put(tx, ANSWERS_A_DAY, "1310", date(2018, 1, 1), MOST, "试验")


@pytest.fixture
def person():
    return uuid7()


@pytest.fixture
def officer(api, api_client, limit, person):
    """A client of the person under test."""
    return api_client(api, role="county-officer", region="131002", person=person)


@pytest.fixture
def form(id_number):
    """`form(number)`: a new household of one person, by default one whom nobody knows."""

    def make(number=None):
        head = {"name": "李一", "id_number": number or id_number(), "relation": "01"}
        return {"region_key": "131002100200", "standing": "unregistered", "members": [head]}

    return make


@pytest_asyncio.fixture
async def taken(officer, form, id_number):
    """The number of a person on file."""
    number = id_number()
    assert (await officer.post(BASE, json=form(number))).status_code == 201
    return number


async def _counts(registry):
    return [tuple(row) for row in await registry.behind("select answers, exhausted from claim_answer")]


async def test_beyond_the_limit_neither_yes_nor_no_is_told(officer, form, taken, registry):
    for _ in range(MOST):
        assert (await officer.post(BASE, json=form(taken))).status_code == 409
    before = await registry.behind("select id from household")
    answers = [await officer.post(BASE, json=form(number)) for number in (taken, None)]
    assert [answer.status_code for answer in answers] == [429, 429]
    problems = [{**answer.json(), "request_id": None} for answer in answers]
    assert problems[0] == problems[1]
    assert problems[0]["type"] == "urn:bangfu:problem:claims-exhausted"
    assert "明天" in problems[0]["todo"]
    assert await registry.behind("select id from household") == before
    assert await _counts(registry) == [(MOST, True)]


async def test_every_way_of_asking_counts(officer, form, taken, id_number, registry):
    made = await officer.post(BASE, json=form())
    url = f"{BASE}/{made.json()['id']}"
    tag = {"If-Match": made.headers["ETag"]}
    joiner = {
        "name": "李四",
        "id_number": taken,
        "relation": "24",
        "joined_on": "2018-09-01",
        "join_reason": "registration",
    }
    assert (await officer.post(f"{url}/members", json=joiner, headers=tag)).status_code == 409
    corrected = {"id_number": taken, "correction": True, "reason": "号码录错"}
    member = f"{url}/members/{made.json()['members'][0]['id']}"
    assert (await officer.patch(member, json=corrected, headers=tag)).status_code == 409
    assert await _counts(registry) == [(2, False)]


async def test_no_more_are_told_however_many_ask_at_once(officer, form, taken, registry):
    answers = await asyncio.gather(*(officer.post(BASE, json=form(taken)) for _ in range(12)))
    assert Counter(answer.status_code for answer in answers) == {409: MOST, 429: 12 - MOST}
    operations = await registry.behind("select operation from journal where operation like 'claim.%'")
    assert len(operations) == 12


async def test_another_person_and_another_day_begin_anew(
    officer, form, taken, registry, api, api_client, person
):
    for _ in range(MOST):
        await officer.post(BASE, json=form(taken))
    assert (await officer.post(BASE, json=form(taken))).status_code == 429
    # Another post or session of the same person is the same person.
    reviewer = api_client(api, role="township-reviewer", region="131002100", person=person)
    assert (await reviewer.post(BASE, json=form(taken))).status_code == 429
    colleague = api_client(api, role="county-officer", region="131002")
    assert (await colleague.post(BASE, json=form(taken))).status_code == 409
    await registry.behind("update claim_answer set day = day - 1")
    assert (await officer.post(BASE, json=form())).status_code == 201
    assert (await officer.post(BASE, json=form(taken))).status_code == 409


async def test_what_cannot_be_counted_is_not_told(officer, form, taken, registry):
    await registry.behind("drop function count_claim_answers(integer, integer)")
    answer = await officer.post(BASE, json=form(taken))
    assert answer.status_code == 503
    assert "person-on-file" not in answer.text
