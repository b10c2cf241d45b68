"""Bad requests, through the door: what is wrong, where, with which numbers, and what to do; nothing lost."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from kit.ids import uuid7
from tests.plugins import acts, people
from tests.plugins.acts import ASSISTANCE, REGISTRY, Answer
from tests.plugins.city import City, until

pytestmark = pytest.mark.asyncio(loop_scope="session")

VILLAGE = "131002100201"
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


def told(answer: httpx.Response, status: int) -> tuple[str, str, str]:
    """Title, detail and what to do, of a problem of this status."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["request_id"] == answer.headers["x-request-id"]
    return problem["title"], problem.get("detail") or "", problem.get("todo") or ""


@LANGUAGES
async def test_unknown_fields_are_pointed_at(city: City, language: str) -> None:
    by = acts.officer(city, VILLAGE, language=language)
    form = people.household(VILLAGE, is_poor=True)
    form["members"][1]["nickname"] = "二平"
    answer = await by.post(f"{REGISTRY}/households", json=form)
    told(answer, 422)
    words = {"zh": "没有这个字段", "en": "There is no such field"}[language]
    assert {(one["pointer"], one["message"]) for one in answer.json()["errors"]} == {
        ("/is_poor", words),
        ("/members/1/nickname", words),
    }


@LANGUAGES
async def test_a_wrong_number_in_the_form_is_pointed_at(city: City, language: str) -> None:
    form = people.household(VILLAGE)
    form["members"][1]["id_number"] = form["members"][1]["id_number"][:17] + "?"
    answer = await acts.officer(city, VILLAGE, language=language).post(f"{REGISTRY}/households", json=form)
    told(answer, 422)
    [error] = answer.json()["errors"]
    assert error["pointer"] == "/members/1/id_number"
    assert {"zh": "证件号码只能是数字", "en": "Only digits are allowed"}[language] in error["message"]


@LANGUAGES
async def test_a_stale_etag_changes_nothing_and_says_to_read_again(city: City, language: str) -> None:
    made = await acts.register(city, VILLAGE)
    _, stale = await acts.household(city, made["id"])
    by = acts.officer(city, VILLAGE, language=language)
    url = f"{REGISTRY}/households/{made['id']}"
    acts.done(await by.ask("PATCH", url, match=stale, json={"group_name": "一组"}))
    late = await by.ask("PATCH", url, match=stale, json={"group_name": "二组"})
    title, _, todo = told(late, 412)
    assert title == {"zh": "内容已被他人修改", "en": "It was changed meanwhile"}[language]
    assert todo
    assert (await acts.household(city, made["id"]))[0]["group_name"] == "一组"
    told(await by.ask("PATCH", url, json={"group_name": "二组"}), 428)


@LANGUAGES
async def test_a_repeated_key_is_the_first_answer_and_refuses_another_body(city: City, language: str) -> None:
    by = acts.officer(city, VILLAGE, language=language)
    form, key = people.household(VILLAGE), {"Idempotency-Key": str(uuid7())}
    answers = [await by.post(f"{REGISTRY}/households", json=form, headers=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    other = await by.post(f"{REGISTRY}/households", json=people.household(VILLAGE), headers=key)
    title, _, todo = told(other, 422)
    assert "Idempotency-Key" in title
    assert todo == {"zh": "换一个新的 Idempotency-Key。", "en": "Use a new Idempotency-Key."}[language]


@LANGUAGES
async def test_101_goslings_are_refused_with_what_remains(city: City, language: str) -> None:
    made = await acts.register(city, VILLAGE)
    await city.is_told(made["id"])
    clerk = acts.clerk(city, VILLAGE, language=language)
    await acts.hand_over(clerk, made["id"], alive=40)
    signature = await acts.sign(clerk, made["id"])
    form = acts.handover(made["id"], signature["id"], alive=101)
    answer = await clerk.post(f"{ASSISTANCE}/handovers", json=form)
    words = " ".join(told(answer, answer.status_code))
    assert answer.status_code in (409, 422)
    assert "100" in words
    assert "60" in words
    [year] = acts.done(await clerk.get(f"{ASSISTANCE}/households", params={"q": made["official_no"]}))[
        "items"
    ]
    assert (year["given"], year["remaining"]) == (40, 60)
    # Nothing is lost: the same form with what remains goes through, with the same signature.
    acts.done(await clerk.post(f"{ASSISTANCE}/handovers", json={**form, "alive": 60}))


@LANGUAGES
async def test_goslings_for_a_voided_household_are_refused(city: City, language: str) -> None:
    made = await acts.register(city, VILLAGE)
    await city.is_told(made["id"])
    clerk = acts.clerk(city, VILLAGE, language=language)
    signature = await acts.sign(clerk, made["id"])
    _, etag = await acts.household(city, made["id"])
    url = f"{REGISTRY}/households/{made['id']}/void"
    acts.done(await acts.officer(city, VILLAGE).post(url, match=etag, json={"reason": "重复登记"}))
    await until(_knows_of_the_void(city, made), "the assistance has not heard of the void")
    answer = await clerk.post(f"{ASSISTANCE}/handovers", json=acts.handover(made["id"], signature["id"]))
    title, _, todo = told(answer, 409)
    assert {"zh": "已经作废", "en": "voided"}[language] in title
    assert todo


def _knows_of_the_void(city: City, made: Answer) -> Callable[[], Awaitable[bool]]:
    async def knows() -> bool:
        rows: list[Any] = await city.rows(
            "assistance", "select voided from household where official_no = $1", made["official_no"]
        )
        return bool(rows[0]["voided"])

    return knows
