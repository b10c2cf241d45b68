"""The household page: rows on file → the answer, protected values masked."""

from datetime import date
from typing import Any
from uuid import UUID

from asyncpg import Record

from kit import masks
from kit.crypto import Keyring
from kit.db import Tx

from . import drafting, income_rules, repository
from .answers import (
    FindingRead,
    HouseholdRead,
    IncomeRead,
    LivingRead,
    MemberRead,
    PovertyLineRead,
    RegionStep,
)
from .draft_rules import check
from .drafts import IncomeDraft
from .errors import HouseholdNotFound
from .poverty_line import PovertyLine, line_of
from .repository import OnFile
from .rows import HOUSEHOLD_FIELDS, INCOME_FIELDS, LIVING_FIELDS, MEMBER_STATE_FIELDS, STATE_FIELDS


async def on_file(tx: Tx, household_id: UUID) -> OnFile:
    """The household's rows. Raises HouseholdNotFound, out of scope as well."""
    found = await repository.load(tx, household_id)
    if found is None:
        raise HouseholdNotFound
    return found


async def read(tx: Tx, keyring: Keyring, household_id: UUID) -> tuple[HouseholdRead, int]:
    """The household as it stands and the journal id that its ETag carries."""
    found = await on_file(tx, household_id)
    path = await repository.region_path(tx, found.root["region_key"])
    line = await line_of(tx, found.root["region_key"])
    draft = drafting.household_draft(keyring, found)
    incomes = [_income(row) for row in found.incomes]
    root, state = found.root, found.state
    answer = HouseholdRead(
        id=root["id"],
        official_no=root["official_no"],
        region_key=root["region_key"],
        region_path=[RegionStep(key=step["key"], name=step["name"]) for step in path],
        phone_masked=root["phone_masked"],
        bank_account_masked=root["bank_account_masked"],
        since=state["valid_from"],
        origin=root["origin"],
        created_on=root["created_on"],
        voided_on=root["voided_on"],
        void_reason=root["void_reason"],
        members=[_member(row, tx.today) for row in found.members],
        former_members=[_member(row, row["valid_to"]) for row in found.former],
        incomes=incomes,
        poverty_line=_against(line, incomes[0] if incomes else None) if line else None,
        living=[LivingRead(**_picked(row, LIVING_FIELDS)) for row in found.living],
        findings=[
            FindingRead(rule=one.rule, pointer=one.pointer, severity=one.severity, zh=one.zh, en=one.en)
            for one in check(draft, tx.today)
        ],
        **_picked(root, HOUSEHOLD_FIELDS),
        **_picked(state, STATE_FIELDS),
    )
    return answer, found.j


def age(birth_year: int, birth_month: int, day: date) -> int:
    """Age by year and month, which is all that is in clear; on the birth month it counts as reached."""
    return day.year - birth_year - (day.month < birth_month)


def _member(row: Record, day: date) -> MemberRead:
    return MemberRead(
        id=row["id"],
        person_id=row["person_id"],
        name=row["name"],
        gender=row["gender"],
        age=age(row["birth_year"], row["birth_month"], day),
        birth_year=row["birth_year"],
        birth_month=row["birth_month"],
        id_type=row["id_type"],
        id_number_masked=masks.id_number(row["id_last2"]),
        relation=row["relation"],
        ethnicity=row["ethnicity"],
        phone_masked=row["phone_masked"],
        joined_on=row["valid_from"],
        join_reason=row["join_reason"],
        left_on=row["valid_to"],
        leave_reason=row["leave_reason"],
        since=row["since"],
        has_certificate=row["certificate_sealed"] is not None,
        disability_type=row["disability_type"],
        disability_grade=row["disability_grade"],
        **_picked(row, MEMBER_STATE_FIELDS),
    )


def _income(row: Record) -> IncomeRead:
    lines = _picked(row, INCOME_FIELDS)
    sums = income_rules.totals(IncomeDraft(**lines), row["persons"])
    return IncomeRead(
        **lines,
        transfer=sums.transfer,
        total=sums.total,
        net=sums.net,
        net_per_capita=sums.net_per_capita,
    )


def _against(line: PovertyLine, newest: IncomeRead | None) -> PovertyLineRead:
    net = newest.net_per_capita if newest else None
    return PovertyLineRead(
        amount=line.amount,
        since=line.since,
        document=line.document,
        income_year=newest.year if newest else None,
        net_per_capita=net,
        difference=None if net is None else net - line.amount,
    )


def _picked(row: Record, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: row[name] for name in names}
