"""Taking and giving back claims. Answers are yes or no; a refused claim says neither who nor where.

Whoever tells a "yes" counts it with `may_tell`; past the day's limit every question raises ClaimsExhausted.
Questions that are under way at the same moment as the last permitted answer may still be answered.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import asyncpg
from sqlalchemy import text

from kit import parameters
from kit.db import Prepared, Tx, WriteTx

from .ddl import EXHAUSTED
from .errors import ClaimsExhausted

ANSWERS_A_DAY: Final = "claim_answers_a_day"
"""Parameter: how often an official is told on one day that somebody or a number is already on file."""

_REQUIRE_ANSWERS = Prepared(text("select require_claim_answers()"))
_COUNT_ANSWERS = Prepared(text("select count_claim_answers(:given, :most)"))
_CLAIM_PERSONS = Prepared(
    text("select id_hash, person_id, household_id from claim_persons(:id_hashes, :persons, :households)")
)
_RELEASE_PERSONS = Prepared(text("select release_persons(:id_hashes, :households)"))
_PERSONS_ON_FILE = Prepared(text("select persons_on_file(:id_hashes) as id_hash"))
_NUMBERS_USED = Prepared(text("select official_numbers_used(:numbers) as official_no"))
_CLAIM_NUMBERS = Prepared(
    text("select household_id, official_no from claim_official_numbers(:households, :wanted, :counties)")
)


@dataclass(frozen=True, slots=True)
class PersonClaim:
    """A person asked for: `person_id` is used where the installation does not know the person yet."""

    id_hash: bytes
    person_id: UUID
    household_id: UUID


async def require_answers(tx: Tx) -> None:
    """Raises ClaimsExhausted where the person is told nothing more today."""
    with _limited():
        await tx.value(_REQUIRE_ANSWERS)


async def may_tell(tx: WriteTx, given: int) -> bool:
    """Count `given` answers of "already on file", in a transaction that will commit; False: do not tell them.

    An answer that goes past the day's limit uses up what was left of it.
    """
    if not given:
        return True
    most = await parameters.find(tx, ANSWERS_A_DAY, tx.scope.region_key or "", tx.today)
    told: bool = await tx.value(_COUNT_ANSWERS, given=given, most=most.value)
    return told


@contextmanager
def _limited() -> Iterator[None]:
    try:
        yield
    except asyncpg.PostgresError as error:
        if error.sqlstate == EXHAUSTED:
            raise ClaimsExhausted from None
        raise


async def claim_persons(tx: WriteTx, asked: Sequence[PersonClaim]) -> dict[tuple[bytes, UUID], UUID]:
    """Claim membership for each person; the granted ones by (hash, household) with their person id.

    What is missing from the answer is a live member somewhere already, or was asked for twice.
    """
    with _limited():
        granted = await tx.all(
            _CLAIM_PERSONS,
            id_hashes=[one.id_hash for one in asked],
            persons=[one.person_id for one in asked],
            households=[one.household_id for one in asked],
        )
    return {(bytes(row["id_hash"]), row["household_id"]): row["person_id"] for row in granted}


async def release_persons(tx: WriteTx, id_hashes: Sequence[bytes], households: Sequence[UUID]) -> None:
    """Give back the membership of these persons where one of `households` holds it."""
    await tx.run(_RELEASE_PERSONS, id_hashes=list(id_hashes), households=list(households))


@dataclass(frozen=True, slots=True)
class NumberClaim:
    """A household's number: the wanted one, or None for the next of its county."""

    household_id: UUID
    wanted: str | None
    county: str


async def claim_official_numbers(tx: WriteTx, asked: Sequence[NumberClaim]) -> dict[UUID, str]:
    """The official numbers granted, by household; a wanted number that was ever used is not granted."""
    with _limited():
        granted = await tx.all(
            _CLAIM_NUMBERS,
            households=[one.household_id for one in asked],
            wanted=[one.wanted for one in asked],
            counties=[one.county for one in asked],
        )
    return {row["household_id"]: row["official_no"] for row in granted}


async def persons_on_file(tx: WriteTx, id_hashes: Sequence[bytes]) -> set[bytes]:
    """Which of these persons are live members somewhere: yes or no, claiming nothing.

    For the preview of a roster; the transaction's journal row tells how many were asked.
    """
    with _limited():
        rows = await tx.all(_PERSONS_ON_FILE, id_hashes=list(id_hashes))
    return {bytes(row["id_hash"]) for row in rows}


async def official_numbers_used(tx: WriteTx, numbers: Sequence[str]) -> set[str]:
    """Which of these official numbers were ever given."""
    with _limited():
        rows = await tx.all(_NUMBERS_USED, numbers=list(numbers))
    return {row["official_no"] for row in rows}
