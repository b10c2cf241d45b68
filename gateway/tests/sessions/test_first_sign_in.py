"""From a password that was handed over to a session that opens something: claim, change, choose."""

import asyncio

import httpx
import pytest

from gateway.front.door import Door
from gateway.operators import FIRST_ADMINISTRATORS, Made, Operators
from gateway.roles import ROLES
from gateway.tests.conftest import ID_NUMBERS, PASSWORD, Browse, Installation, officer, sign_in

SESSION = "/api/gateway/v1/session"
NEW_PASSWORD = "Xin-Mima-2018-ok"


async def test_first_administrators_claim_then_change_then_choose(
    browser: httpx.AsyncClient, operators: Operators, installation: Installation
) -> None:
    made = await operators.first_administrators()
    assert [account.account for account in made] == [account for account, _ in FIRST_ADMINISTRATORS]
    session = await sign_in(browser, made[0])
    assert session["state"] == "claim-person"
    assert session["posts"] == []

    early = {"current_password": made[0].password, "new_password": NEW_PASSWORD}
    answer = await browser.put(f"{SESSION}/password", json=early)
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:bangfu:problem:claim-person")

    answer = await browser.put(f"{SESSION}/person", json={"id_number": ID_NUMBERS[0]})
    assert answer.json()["state"] == "change-password"
    answer = await browser.put(f"{SESSION}/password", json=early)
    assert answer.json()["state"] == "choose-post"
    post = answer.json()["posts"][0]
    answer = await browser.put(f"{SESSION}/post", json={"post_id": post["id"]})
    assert answer.json()["state"] == "ready"
    assert answer.json()["permissions"] == ["account.administer", "region.read"]
    journalled = [row["operation"] for row in await installation.journal()]
    assert journalled[-4:] == [
        "account.claim", "sign-in.try", "account.change-password", "sign-in.choose-post"
    ]  # fmt: skip


def test_first_administrators_see_no_household() -> None:
    for _, role in FIRST_ADMINISTRATORS:
        opened = {name.partition(".")[0] for name in ROLES[role].permissions}
        assert not opened & {"household", "figure", "handover", "roster"}


async def test_first_administrators_are_made_once(operators: Operators) -> None:
    assert len(await operators.first_administrators()) == 3
    assert await operators.first_administrators() == []


async def test_one_human_being_cannot_claim_two_accounts(
    browser: httpx.AsyncClient, browse: Browse, operators: Operators, installation: Installation, liu: Made
) -> None:
    made = await operators.create_user(officer("second", id_number=None, exempt=False))
    await sign_in(browser, made)
    answer = await browser.put(f"{SESSION}/person", json={"id_number": ID_NUMBERS[0]})
    assert answer.status_code == 409
    assert answer.json()["type"] == "urn:bangfu:problem:person-has-account"
    assert (await installation.journal())[-1]["operation"] == "account.claim-refuse"
    assert (await browser.get(SESSION)).json()["state"] == "claim-person"


async def test_two_claims_of_an_account_at_once_bind_it_to_one_person(
    browser: httpx.AsyncClient, operators: Operators, installation: Installation
) -> None:
    await sign_in(browser, (await operators.first_administrators())[0])
    claims = ({"id_number": ID_NUMBERS[0]}, {"id_number": ID_NUMBERS[1]}, {"work_phone": "0316-2311234"})
    answers = await asyncio.gather(*(browser.put(f"{SESSION}/person", json=claim) for claim in claims))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    refused = {answer.json()["type"] for answer in answers if answer.status_code == 409}
    assert refused == {"urn:bangfu:problem:already-claimed"}
    assert len(await installation.rows("select * from account_identity")) == 1


async def test_an_account_is_claimed_once(browser: httpx.AsyncClient, liu: Made) -> None:
    await sign_in(browser, liu)
    answer = await browser.put(f"{SESSION}/person", json={"work_phone": "0316-2311234"})
    assert answer.json()["type"] == "urn:bangfu:problem:already-claimed"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"id_number": ID_NUMBERS[0][:-1] + "0"}, "/id_number"),
        ({"work_phone": "12345"}, "/work_phone"),
        ({"id_number": ID_NUMBERS[0], "work_phone": "0316-2311234"}, None),
        ({}, None),
    ],
)
async def test_a_claim_that_says_nothing_valid_is_refused(
    browser: httpx.AsyncClient, operators: Operators, body: dict[str, str], pointer: str | None
) -> None:
    made = await operators.create_user(officer(id_number=None))
    await sign_in(browser, made)
    answer = await browser.put(f"{SESSION}/person", json=body)
    assert answer.status_code == 422
    if pointer:
        assert answer.json()["errors"][0]["pointer"] == pointer
    assert ID_NUMBERS[0] not in answer.text


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("Kurz-1", "short"),
        ("nurkleinbuchstaben", "plain"),
        ("Liuwenqing-2018", "name"),
        (PASSWORD, "same"),
        ("Aa1-" * 40, "long"),
    ],
)
async def test_weak_passwords_are_refused(
    browser: httpx.AsyncClient, liu: Made, password: str, code: str
) -> None:
    await sign_in(browser, liu)
    body = {"current_password": liu.password, "new_password": password}
    answer = await browser.put(f"{SESSION}/password", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == code
    assert password not in answer.text


async def test_present_password_is_guessed_under_the_same_lock(
    browser: httpx.AsyncClient, browse: Browse, liu: Made, door: Door
) -> None:
    await sign_in(browser, liu)
    for turn in range(6):
        body = {"current_password": f"guess-{turn}", "new_password": NEW_PASSWORD}
        assert (await browser.put(f"{SESSION}/password", json=body)).status_code == 401
    body = {"current_password": liu.password, "new_password": NEW_PASSWORD}
    assert (await browser.put(f"{SESSION}/password", json=body)).status_code == 401


async def test_change_of_password_ends_the_other_sessions(
    browser: httpx.AsyncClient, browse: Browse, door: Door, liu: Made
) -> None:
    other = browse(door)
    await sign_in(other, liu)
    await sign_in(browser, liu)
    body = {"current_password": liu.password, "new_password": NEW_PASSWORD}
    assert (await browser.put(f"{SESSION}/password", json=body)).status_code == 200
    assert (await other.get(SESSION)).status_code == 401
    assert (await browser.get(SESSION)).status_code == 200


async def test_stored_identities_and_passwords_are_hashes(liu: Made, installation: Installation) -> None:
    rows = await installation.rows("select * from account_identity")
    assert len(bytes(rows[0]["hash"])) == 32
    account = (await installation.rows("select * from account"))[0]
    assert account["password_hash"].startswith("$argon2id$v=19$m=19456,t=2,p=1$")
