"""What a region hides: every operation, asked from the place itself, above it, beside it, and from nowhere.

In scope it works. Out of scope the answer is the same to the letter as for things that are nowhere, nothing
is written, and no word of the place stands in it: not in the body, not in a header, not in an error.
"""

from dataclasses import dataclass
from uuid import UUID

import httpx
import pytest

from kit.ids import uuid7
from tests.examples.example import COUNTY, Ask, Example, send
from tests.examples.operations import PUBLIC, Operation, all_operations
from tests.examples.planted import Planted, Target, stands_in, words_of
from tests.plugins.city import CITY, Official

pytestmark = pytest.mark.asyncio(loop_scope="session")

VILLAGE = "131002100200"
SIBLINGS = {"131002": "131022", "131002100": "131002101", "131002100200": "131002100201"}
OF_A_PLACE = [operation for operation in all_operations() if not operation.is_open_to_all]
OPEN = [operation for operation in all_operations() if operation.is_open_to_all]
# What differs from one answer to the next whatever is asked.
_OF_THE_MOMENT = {"x-position", "date"}
_REQUEST_ID = "the-same-for-both"


@dataclass(frozen=True)
class Asker:
    """From where somebody asks, and as whom where that counts."""

    region: str | None
    person: UUID

    def of(self, planted: Planted, operation: Operation) -> Official:
        """That official, with no permission but the operation's own."""
        granted = frozenset({operation.permission})
        return planted.city.official("county-officer", self.region, person=self.person, permissions=granted)


def insiders(example: Example, target: Target) -> list[Asker]:
    """Self and everything above; of an upload the uploader alone."""
    levels = [level for level in (len(CITY), 6, 9, 12) if level <= example.level]
    if example.own:
        return [Asker(target.village[:COUNTY], target.uploader)]
    return [Asker(target.village[:level], uuid7()) for level in levels]


def outsiders(example: Example, target: Target) -> list[Asker]:
    """Siblings at each level, nowhere, what lies below; of an upload also the colleague at the next desk."""
    person = target.uploader if example.own else uuid7()
    own = target.village[: example.level]
    beside = [sibling for region, sibling in SIBLINGS.items() if own.startswith(region)]
    below = [target.village[:level] for level in (9, 12) if level > example.level]
    colleague = [Asker(own, uuid7())] if example.own else []
    return [*(Asker(region, person) for region in (*beside, *below, None)), *colleague]


@pytest.mark.parametrize("operation", OF_A_PLACE, ids=str)
async def test_in_scope_it_works(planted: Planted, operation: Operation) -> None:
    example, found = operation.example, planted.targets[VILLAGE]
    for asker in insiders(example, found):
        for aim in example.aims:
            target = await example.fresh(planted.city, found) if example.fresh else found
            answer = await send(asker.of(planted, operation), operation.document, aim(target))
            assert answer.is_success, (asker.region, answer.status_code, answer.text)
            words = words_of(answer)
            if example.shows:
                assert stands_in(getattr(target, example.shows), words), (asker.region, words)
            assert _met(planted, asker.region, words) == [], asker.region


@pytest.mark.parametrize("operation", OF_A_PLACE, ids=str)
async def test_out_of_scope_reads_like_absent(planted: Planted, operation: Operation) -> None:
    example, target = operation.example, planted.targets[VILLAGE]
    for asker in outsiders(example, target):
        by = asker.of(planted, operation)
        before = await _written_by(planted, operation, by.person)
        for aim in example.aims:
            there = await send(by, operation.document, aim(target), request_id=_REQUEST_ID)
            assert there.status_code == example.outside, (asker.region, there.text)
            assert _met(planted, asker.region, words_of(there), target) == [], asker.region
            nowhere = aim(target.absent)
            if not _is_aimed(aim(target), nowhere):
                continue
            absent = await send(by, operation.document, nowhere, request_id=_REQUEST_ID)
            assert _told(there) == _told(absent), asker.region
        if example.outside != httpx.codes.OK:
            assert await _written_by(planted, operation, by.person) == before, asker.region


@pytest.mark.parametrize("operation", OPEN, ids=str)
async def test_what_is_open_to_all_tells_of_nobody(planted: Planted, operation: Operation) -> None:
    for region in ("131022", "131022100200", None):
        ask = operation.example.aims[0](planted.targets["131022100200"])
        permissions = frozenset({operation.permission} - {PUBLIC})
        by = planted.city.official("county-officer", region, permissions=permissions)
        answer = await send(by, operation.document, ask)
        assert answer.status_code in (200, 202, 403), answer.text
        assert _met(planted, region, words_of(answer)) == []


def _is_aimed(ask: Ask, nowhere: Ask) -> bool:
    """Whether a request names what it wants; a plain list is the same request for all."""
    return ask != nowhere


def _told(answer: httpx.Response) -> tuple[int, list[tuple[str, str]], bytes]:
    headers = [pair for pair in answer.headers.items() if pair[0].lower() not in _OF_THE_MOMENT]
    return answer.status_code, headers, answer.content


def _met(planted: Planted, region: str | None, words: str, aimed_at: Target | None = None) -> list[str]:
    """Words of others that stand in the answer; `aimed_at` is foreign as a whole to this asker."""
    foreign = planted.foreign_to(region)
    if aimed_at is not None:
        foreign += [aimed_at.head_name, aimed_at.household, aimed_at.official_no, aimed_at.handover]
    return [mark for mark in foreign if stands_in(mark, words)]


async def _written_by(planted: Planted, operation: Operation, person: UUID) -> list[str]:
    sql = "select operation from journal where person_id = $1 order by id"
    return [row["operation"] for row in await planted.city.rows(operation.service, sql, person)]
