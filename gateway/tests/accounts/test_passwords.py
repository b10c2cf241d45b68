"""Password hashes off the event loop, with a line that has an end."""

import asyncio
from collections.abc import Iterator

import pytest

from gateway.accounts.passwords import Passwords, TooManyPasswords


@pytest.fixture
def passwords() -> Iterator[Passwords]:
    """Two threads, a short line."""
    made = Passwords(threads=2, waiting=4)
    yield made
    made.close()


async def test_hash_is_argon2id_with_the_parameters_of_the_design(passwords: Passwords) -> None:
    made = await passwords.hash("Shan-Qiao-2018")
    assert made.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await passwords.verify(made, "Shan-Qiao-2018")
    assert not await passwords.verify(made, "shan-qiao-2018")


async def test_nobody_s_password_is_never_right(passwords: Passwords) -> None:
    assert not await passwords.verify(None, "nobody")
    assert not await passwords.verify("no hash", "x")


async def test_event_loop_goes_on_while_passwords_are_hashed(passwords: Passwords) -> None:
    turns = 0

    async def tick() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    ticking = asyncio.create_task(tick())
    await asyncio.gather(*(passwords.hash("Shan-Qiao-2018") for _ in range(4)))
    ticking.cancel()
    assert turns > 100


async def test_a_full_line_refuses_and_then_takes_again(passwords: Passwords) -> None:
    outcomes = await asyncio.gather(*(passwords.verify(None, "x") for _ in range(10)), return_exceptions=True)
    assert sum(isinstance(outcome, TooManyPasswords) for outcome in outcomes) == 4
    assert not await passwords.verify(None, "x")
