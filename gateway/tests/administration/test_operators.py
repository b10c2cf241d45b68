"""The operator's shell: accounts, posts and clients, each act journalled, nothing half done."""

from dataclasses import replace
from datetime import date

import asyncpg
import pytest

from gateway.administration.errors import (
    BadValue,
    MaybeSamePerson,
    NameTaken,
    NoSuchAccount,
    PersonHasAccount,
)
from gateway.operators import FIRST_ADMINISTRATORS, NewPost, Operators
from gateway.tests.conftest import ID_NUMBERS, Installation, officer


async def operations(installation: Installation) -> list[str]:
    return [row["operation"] for row in await installation.journal()]


async def test_each_act_is_one_journal_row_by_the_operator(
    operators: Operators, installation: Installation
) -> None:
    made = await operators.create_user(officer())
    await operators.reset(made.account)
    await operators.lock(made.account, reason="调离")
    await operators.unlock(made.account)
    rows = await installation.journal()
    assert [row["operation"] for row in rows] == [
        "policy.first", "account.create", "account.reset-password", "account.lock", "account.unlock",
    ]  # fmt: skip
    assert {row["actor_name"] for row in rows} == {"test"}
    assert {row["role"] for row in rows} == {"operator"}
    assert rows[3]["reason"] == "调离"
    account = (await installation.rows("select * from account"))[0]
    assert account["j"] == rows[4]["id"]
    post = (await installation.rows("select j from post"))[0]
    assert post["j"] == rows[1]["id"]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"account": "刘文清"}, BadValue),
        ({"id_number": "11010119800101001X"}, BadValue),
        ({"work_phone": "0316-2311234"}, BadValue),
        ({"posts": (NewPost(role="king", region_key="131002"),)}, BadValue),
        ({"posts": (NewPost(role="county-officer", region_key="1310"),)}, BadValue),
        ({"posts": (NewPost(role="county-officer", region_key="131099"),)}, BadValue),
    ],
)
async def test_what_has_not_its_form_is_refused_and_not_repeated(
    operators: Operators, installation: Installation, changed: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error) as refused:
        await operators.create_user(replace(officer(), **changed))  # type: ignore[arg-type]
    assert "11010119800101001X" not in str(refused.value)
    assert await installation.rows("select * from account") == []


async def test_a_name_is_given_once(operators: Operators) -> None:
    await operators.create_user(officer())
    with pytest.raises(NameTaken):
        await operators.create_user(officer(id_number=ID_NUMBERS[1]))


async def test_one_human_being_gets_one_account(operators: Operators, installation: Installation) -> None:
    await operators.create_user(officer())
    with pytest.raises(PersonHasAccount):
        await operators.create_user(officer("second"))
    assert len(await installation.rows("select * from account")) == 1
    assert (await operations(installation)).count("account.create") == 1


async def test_a_namesake_known_by_another_kind_of_number_must_be_told_apart(operators: Operators) -> None:
    await operators.create_user(officer())
    by_phone = officer("second", id_number=None, work_phone="0316-2311234")
    with pytest.raises(MaybeSamePerson) as refused:
        await operators.create_user(by_phone)
    assert "liuwenqing" in str(refused.value)
    assert not await operators.has_account("second")
    assert (await operators.create_user(replace(by_phone, namesake=True))).account == "second"


async def test_namesakes_with_two_id_numbers_are_two_persons(operators: Operators) -> None:
    await operators.create_user(officer())
    assert (await operators.create_user(officer("second", id_number=ID_NUMBERS[1]))).account == "second"


async def test_a_client_is_registered_once_for_each_key(
    operators: Operators, installation: Installation
) -> None:
    for key in ({"kid": "a"}, {"kid": "a"}, {"kid": "b"}, {"kid": "b"}):
        await operators.register_client("bangfu-registry", key)
    assert (await operations(installation)).count("client.register") == 2


async def test_the_same_post_is_not_given_twice(operators: Operators) -> None:
    await operators.create_user(officer())
    with pytest.raises(BadValue):
        await operators.give_post("liuwenqing", NewPost(role="county-officer", region_key="131002"))
    await operators.give_post(
        "liuwenqing", NewPost(role="county-officer", region_key="131002", department="残联")
    )
    assert len(await operators.posts_of("liuwenqing")) == 2


async def test_unknown_accounts_are_told(operators: Operators) -> None:
    with pytest.raises(NoSuchAccount):
        await operators.reset("nobody")


async def test_demonstration_accounts_are_made_once_with_their_ended_posts(operators: Operators) -> None:
    township = NewPost(role="township-reviewer", region_key="131002101", since=date(2017, 3, 1))
    users = [
        officer(posts=(replace(township, until=date(2018, 8, 31), successor="hanlixin"),)),
        officer("hanlixin", id_number=ID_NUMBERS[1], posts=(township,)),
    ]
    assert [made.account for made in await operators.create_users(users)] == ["liuwenqing", "hanlixin"]
    assert await operators.create_users(users) == []
    assert [post.valid_to for post in await operators.posts_of("liuwenqing")] == [date(2018, 8, 31)]


async def test_first_administrators_have_generated_passwords_of_their_own(operators: Operators) -> None:
    made = await operators.first_administrators()
    assert len({one.password for one in made}) == len(FIRST_ADMINISTRATORS)
    assert all(len(one.password) >= 16 for one in made)


async def test_numbers_of_policy_cite_their_document(installation: Installation) -> None:
    rows = await installation.rows("select * from parameter where key = 'gateway.lock-minutes'")
    assert [(row["value"], row["region_key"]) for row in rows] == [("15", "1310")]
    assert "GB/T 22239" in rows[0]["document"]


@pytest.mark.parametrize(
    "statement",
    [
        "select * from account",
        "select * from browser_session",
        "select * from refresh_family",
        "update account set locked_at = null",
        "insert into post select * from post",
        "select account_raise_version('00000000-0000-0000-0000-000000000000')",
        "select account_find('liuwenqing')",
        "select account_lock('00000000-0000-0000-0000-000000000000')",
        "select client_register('evil', '00000000-0000-0000-0000-000000000000', '{}')",
    ],
)
async def test_request_code_reaches_accounts_through_its_named_functions_alone(
    installation: Installation, statement: str
) -> None:
    connection = await asyncpg.connect(installation.dsns.app)
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement)
    finally:
        await connection.close()
