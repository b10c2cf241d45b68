"""The choice of post: open ones open, ended ones are listed for a month with who took over."""

from base64 import b64decode
from datetime import date

import httpx

from gateway.operators import Made, NewPost, Operators
from gateway.tests.conftest import ID_NUMBERS, Installation, officer, sign_in

SESSION = "/api/gateway/v1/session"
TOWNSHIP = NewPost(role="township-reviewer", region_key="131002101", since=date(2017, 3, 1))


async def _hand_over(operators: Operators) -> Made:
    """Liu gave the township's post to Han on 2018-08-31."""
    await operators.create_user(
        officer("hanlixin", name="韩立新", id_number=ID_NUMBERS[1], posts=(TOWNSHIP,))
    )
    liu = await operators.create_user(officer())
    await operators.give_post(liu.account, TOWNSHIP)
    await operators.end_post(liu.account, TOWNSHIP, date(2018, 8, 31), successor="hanlixin")
    return liu


async def test_an_ended_post_is_listed_with_its_successor_and_opens_nothing(
    browser: httpx.AsyncClient, operators: Operators
) -> None:
    session = await sign_in(browser, await _hand_over(operators))
    assert [(post["role"], post["ended"]) for post in session["posts"]] == [
        ("county-officer", False),
        ("township-reviewer", True),
    ]
    ended = session["posts"][1]
    assert ended["successor"] == "韩立新"
    assert ended["valid_to"] == "2018-08-31"
    answer = await browser.put(f"{SESSION}/post", json={"post_id": ended["id"]})
    assert answer.status_code == 404


async def test_thirty_days_after_its_end_a_post_is_not_listed_any_more(
    browser: httpx.AsyncClient, operators: Operators, installation: Installation
) -> None:
    liu = await _hand_over(operators)
    installation.stand_on(date(2018, 9, 29))
    assert len((await sign_in(browser, liu))["posts"]) == 2
    installation.stand_on(date(2018, 9, 30))
    assert len((await sign_in(browser, liu))["posts"]) == 1


async def test_a_post_that_has_not_begun_is_not_listed(
    browser: httpx.AsyncClient, operators: Operators, installation: Installation, liu: Made
) -> None:
    await operators.give_post(
        liu.account, NewPost(role="township-reviewer", region_key="131002101", since=date(2018, 10, 1))
    )
    assert len((await sign_in(browser, liu))["posts"]) == 1
    installation.stand_on(date(2018, 10, 1))
    assert len((await browser.get(SESSION)).json()["posts"]) == 2


async def test_the_post_of_another_person_cannot_be_chosen(
    browser: httpx.AsyncClient, operators: Operators, installation: Installation, liu: Made
) -> None:
    await operators.create_user(officer("hanlixin", id_number=ID_NUMBERS[1], posts=(TOWNSHIP,)))
    foreign = (await installation.rows("select id from post where role = 'township-reviewer'"))[0]["id"]
    await sign_in(browser, liu)
    answer = await browser.put(f"{SESSION}/post", json={"post_id": str(foreign)})
    assert answer.status_code == 404


async def test_a_post_that_ends_while_one_works_in_it_must_be_chosen_anew(
    browser: httpx.AsyncClient, operators: Operators, liu: Made
) -> None:
    await sign_in(browser, liu)
    post = NewPost(role="county-officer", region_key="131002")
    await operators.end_post(liu.account, post, date(2018, 9, 27))
    assert (await browser.get(SESSION)).json()["state"] == "choose-post"


async def test_the_key_of_drafts_belongs_to_the_person_in_the_post(
    browser: httpx.AsyncClient, operators: Operators, liu: Made
) -> None:
    """Drafts in a browser are sealed with it: the same person in the same post finds it again."""
    await operators.give_post(liu.account, NewPost(role="township-reviewer", region_key="131002101"))

    async def key_of(place: int) -> str | None:
        await browser.delete(SESSION)
        session = await sign_in(browser, liu, choose=False)
        assert session["draft_key"] is None
        body = {"post_id": session["posts"][place]["id"]}
        return (await browser.put(f"{SESSION}/post", json=body)).json()["draft_key"]

    county, township = await key_of(0), await key_of(1)
    assert county is not None
    assert len(b64decode(county)) == 32
    assert county != township
    assert await key_of(0) == county
