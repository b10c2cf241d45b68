"""Which households of the scope persons and official numbers belong to, and how those stand: set by set.

For the roster import, which asks for a whole county's file at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from asyncpg import Record
from sqlalchemy import ColumnElement, LargeBinary, Text, Uuid, and_, any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from kit.crypto import Keyring
from kit.db import Prepared, Tx

from .drafting import household_draft
from .drafts import HouseholdDraft
from .models import household, household_state, member, member_state
from .repository import OnFile
from .rows import MEMBER_STATE_FIELDS
from .sheet_models import household_income, household_living


def _any(column: ColumnElement[Any], name: str, type_: Any) -> ColumnElement[bool]:
    return column == any_(bindparam(name, type_=ARRAY(type_)))


_BY_PERSON = Prepared(
    select(member.c.id_number_hash, member.c.household_id, household.c.official_no)
    .join(household, household.c.id == member.c.household_id)
    .where(
        _any(member.c.id_number_hash, "hashes", LargeBinary),
        member.c.valid_to.is_(None),
        household.c.voided_on.is_(None),
    )
)
_BY_NUMBER = Prepared(
    select(household.c.id, household.c.official_no).where(
        _any(household.c.official_no, "numbers", Text), household.c.voided_on.is_(None)
    )
)
_ROOTS = Prepared(select(household).where(_any(household.c.id, "ids", Uuid)))
_STATES = Prepared(
    select(household_state).where(
        _any(household_state.c.household_id, "ids", Uuid), household_state.c.valid_to.is_(None)
    )
)
_MEMBERS = Prepared(
    select(
        *(column for column in member.c if column.name != "j"),
        *(member_state.c[name] for name in MEMBER_STATE_FIELDS),
        member_state.c.certificate_sealed,
    )
    .join(
        member_state,
        and_(
            member_state.c.household_id == member.c.household_id,
            member_state.c.member_id == member.c.id,
            member_state.c.valid_to.is_(None),
        ),
    )
    .where(_any(member.c.household_id, "ids", Uuid), member.c.valid_to.is_(None))
    .order_by(member.c.id)
)
_INCOMES = Prepared(select(household_income).where(_any(household_income.c.household_id, "ids", Uuid)))
_LIVING = Prepared(select(household_living).where(_any(household_living.c.household_id, "ids", Uuid)))


@dataclass(frozen=True, slots=True)
class Belongings:
    """Household ids by the keyed hash of a live member, and by official number; numbers by id."""

    by_person: dict[bytes, UUID]
    by_number: dict[str, UUID]
    numbers: dict[UUID, str]


@dataclass(frozen=True, slots=True)
class Filed:
    """A household as it stands: its draft, and its members' hashes in the draft's order."""

    household_id: UUID
    draft: HouseholdDraft
    hashes: tuple[bytes, ...]


async def belongings(tx: Tx, hashes: Sequence[bytes], official_nos: Sequence[str]) -> Belongings:
    """Where these persons and numbers belong, as far as the scope reaches."""
    persons = await tx.all(_BY_PERSON, hashes=list(hashes)) if hashes else []
    numbers = await tx.all(_BY_NUMBER, numbers=list(official_nos)) if official_nos else []
    return Belongings(
        by_person={bytes(row["id_number_hash"]): row["household_id"] for row in persons},
        by_number={row["official_no"]: row["id"] for row in numbers},
        numbers={row["household_id"]: row["official_no"] for row in persons}
        | {row["id"]: row["official_no"] for row in numbers},
    )


async def filed(tx: Tx, keyring: Keyring, ids: Iterable[UUID]) -> dict[UUID, Filed]:
    """Households of the scope as they stand, protected values opened; five statements for all."""
    asked = list(ids)
    if not asked:
        return {}
    states = {row["household_id"]: row for row in await tx.all(_STATES, ids=asked)}
    members, incomes, living = [
        _by_household(await tx.all(statement, ids=asked)) for statement in (_MEMBERS, _INCOMES, _LIVING)
    ]
    found = {}
    for root in await tx.all(_ROOTS, ids=asked):
        key = root["id"]
        rows = OnFile(root, states[key], root["j"], members[key], [], incomes[key], living[key])
        hashes = tuple(bytes(row["id_number_hash"]) for row in members[key])
        found[key] = Filed(key, household_draft(keyring, rows), hashes)
    return found


def _by_household(rows: Iterable[Record]) -> defaultdict[UUID, list[Record]]:
    grouped: defaultdict[UUID, list[Record]] = defaultdict(list)
    for row in rows:
        grouped[row["household_id"]].append(row)
    return grouped
