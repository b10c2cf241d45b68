"""Password hashes: argon2id in a bounded pool of threads, so that no guesser holds up the event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final, ParamSpec, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_MEMORY_KIB: Final = 19 * 1024
_PASSES: Final = 2
_LANES: Final = 1

P = ParamSpec("P")
R = TypeVar("R")


class TooManyPasswords(Exception):
    """More password checks wait than the pool is meant for."""


class Passwords:
    """Hashes and checks passwords (22 ms each) on `threads` threads, with at most `waiting` in line."""

    def __init__(self, threads: int = 2, waiting: int = 200) -> None:
        self._hasher = PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY_KIB, parallelism=_LANES)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="password")
        self._room = threads + waiting
        self._busy = 0
        # What an unknown or locked account is checked against: the same work, never right.
        self._nobody = self._hasher.hash("nobody")

    async def hash(self, password: str) -> str:
        """The argon2id hash of a new password; TooManyPasswords when the line is full."""
        return await self._run(self._hasher.hash, password)

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """Whether the password is right. `None` (unknown, locked) costs the same time and is never right."""
        right = await self._run(self._verify, password_hash or self._nobody, password)
        return right and password_hash is not None

    def close(self) -> None:
        """End the threads; checks still in line are dropped."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _verify(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        if self._busy >= self._room:
            raise TooManyPasswords
        self._busy += 1
        try:
            job = partial(work, *args, **kwargs)
            return await asyncio.get_running_loop().run_in_executor(self._pool, job)
        finally:
            self._busy -= 1
