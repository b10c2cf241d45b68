"""The numbers of policy that an installation begins with; from then on they are dated data like any other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import bindparam, func, select

from kit import parameters, system
from kit.db import Database, Prepared, Scope
from kit.journal import JournalEntry

_ON_FILE: Final = Prepared(
    select(func.count())
    .select_from(system.parameter)
    .where(
        system.parameter.c.key == bindparam("of_key"),
        system.parameter.c.region_key == bindparam("in_region"),
    )
)


@dataclass(frozen=True, slots=True)
class FoundingValue:
    """A value (JSON), the first day on which it holds, and the document that it cites."""

    since: date
    value: Any
    document: str


@dataclass(frozen=True, slots=True)
class FoundingNumber:
    """A parameter and the values it begins with, in the order of their days."""

    key: str
    values: Sequence[FoundingValue]


async def ensure(db: Database, region: str, numbers: Sequence[FoundingNumber]) -> None:
    """Put on file, for the installation's region, the parameters that have no value there yet.

    One that has is left as officials keep it. Starts at the same moment find each number once.
    """
    scope = Scope.of_region(region, role="installation")
    for number in numbers:
        documents = "；".join(dict.fromkeys(one.document for one in number.values))
        entry = JournalEntry(operation="parameter.found", reason=documents, details={"key": number.key})
        async with db.write(scope, entry) as tx:
            # One process after the other: two that start together must not both find nothing.
            await tx.value(select(func.pg_advisory_xact_lock(func.hashtext(number.key))))
            if await tx.value(_ON_FILE, of_key=number.key, in_region=region):
                tx.abandon()
                continue
            for one in number.values:
                await parameters.put(tx, number.key, region, one.since, one.value, one.document)
