"""What an example of an operation is: a request that goes through, and what stands in its answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.examples.planted import Target
from tests.plugins.city import City, Official

VILLAGE, TOWNSHIP, COUNTY = 12, 9, 6
"""Lengths of region keys: the level of what a request is aimed at."""


@dataclass(frozen=True)
class Ask:
    """A request: what goes into the path, and the rest as httpx takes it."""

    path: dict[str, str] = field(default_factory=dict)
    match: str | None = None
    more: dict[str, Any] = field(default_factory=dict)


Aim = Callable[[Target], Ask]
Freshen = Callable[[City, Target], Awaitable[Target]]


@dataclass(frozen=True)
class Example:
    """How an operation is asked for the things of a place, and who gets them.

    `aims`: requests for the things of a target, each of which goes through for a caller of that place.
    `shows`: what of the target stands in the answer. `outside`: how a caller from elsewhere is answered, to
    the letter as for things that are nowhere (404; 200 for a list that holds nothing; 422 where a village is
    named in a form). `level`: of the region aimed at. `fresh`: gives each call things of its own, for
    operations that change what they are asked of. `own`: only the uploader is answered.
    `open_to_all`: why the operation has nothing of a place in it.
    """

    aims: tuple[Aim, ...]
    shows: str | None = None
    outside: int = 404
    level: int = VILLAGE
    fresh: Freshen | None = None
    own: bool = False
    open_to_all: str = ""


def example(aim: Aim, *more: Aim, **facts: Any) -> Example:
    """An example of one or several aims."""
    return Example((aim, *more), **facts)


async def send(by: Official, operation: dict[str, Any], ask: Ask, **more: Any) -> httpx.Response:
    """Send the request of an operation (as `kit.web.operations` gives it)."""
    path = operation["path"].format(**ask.path)
    return await by.ask(operation["method"], path, match=ask.match, **ask.more, **more)
