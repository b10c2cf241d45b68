"""The numbers of policy that an installation begins with; from then on they are dated data like any other."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from assistance_api.geese_years.service import ALLOWANCE
from assistance_api.handovers.service import GRACE_DAYS
from kit import parameters
from kit.db import Database, Scope
from kit.journal import JournalEntry
from kit.parameters import ParameterMissing


@dataclass(frozen=True)
class _Number:
    key: str
    value: Any
    since: date
    document: str


_NUMBERS = (
    _Number(
        ALLOWANCE,
        100,
        date(2018, 1, 1),
        "“精准帮扶鹅富千家”项目：农村贫困残疾人家庭每户每年免费发放鹅苗 100 只",
    ),
    _Number(
        GRACE_DAYS,
        31,
        date.min,
        "平台初始值，待市残联发文确认：上年度的交接单在次年 1 月内仍可补记",
    ),
)


async def ensure(db: Database, region: str) -> None:
    """Put on file, for the installation's region, the numbers of which it has no value yet."""
    scope = Scope.of_region(region, role="installation")
    for number in _NUMBERS:
        entry = JournalEntry(operation="parameter.found", reason=number.document, details={"key": number.key})
        async with db.write(scope, entry) as tx:
            # One process after the other: two that start together must not both find nothing.
            await tx.value(select(func.pg_advisory_xact_lock(func.hashtext(number.key))))
            try:
                await parameters.find(tx, number.key, region, max(tx.today, number.since))
                tx.abandon()
            except ParameterMissing:
                await parameters.put(tx, number.key, region, number.since, number.value, number.document)
