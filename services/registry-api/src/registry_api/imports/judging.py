"""A file judged by itself, without the register: read, grouped, drafted, held against the rules.

CPU work of about 0.1 ms a row: callers run `judge_file` in a thread.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from kit.crypto import Keyring
from registry_api.households.drafts import HouseholdDraft
from registry_api.households.sealing import id_hash
from registry_api.identity_numbers.rules import IdentityNumber
from registry_api.imports.code_tables import CodeTable, RelationList, Relations, all_tables
from registry_api.imports.drafting import Drafter, Plain, draft_of, note_rules
from registry_api.imports.recognition import find_roster
from registry_api.imports.roster import Roster, RosterHousehold, read_roster
from registry_api.imports.villages import Villages
from registry_api.imports.workbook import read_sheets


@dataclass(slots=True)
class Judged:
    """A household of the file with its draft, and its persons' hashes row by row (None: no valid number)."""

    household: RosterHousehold
    plain: Plain
    draft: HouseholdDraft
    hashes: list[bytes | None]

    @property
    def official_no(self) -> str | None:
        """The official number that the file gives."""
        return self.draft.official_no

    @property
    def head_hash(self) -> bytes | None:
        """The head's hash, if there is one head with a valid number."""
        head = self.household.head
        return self.hashes[self.household.rows.index(head)] if head else None


@dataclass(slots=True)
class JudgedFile:
    """The roster and its households; tables and relations as the comparison needs them."""

    roster: Roster
    households: list[Judged]
    tables: dict[str, CodeTable]
    relations: Relations
    villages: Villages

    @property
    def hashes(self) -> Iterator[bytes]:
        """Hashes of all persons with a valid number."""
        return (hash_ for judged in self.households for hash_ in judged.hashes if hash_ is not None)

    @property
    def official_nos(self) -> list[str]:
        """All official numbers that the file gives."""
        return [judged.official_no for judged in self.households if judged.official_no]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the uploader said about the file."""

    relations: RelationList
    sheet: str | None
    document: str


def judge_file(data: bytes, wanted: Wanted, villages: Villages, keyring: Keyring, today: date) -> JudgedFile:
    """Read and judge a file. Raises RosterRefused where it is no roster."""
    with _without_collector():
        return _judge(data, wanted, villages, keyring, today)


@contextmanager
def _without_collector() -> Iterator[None]:
    """What is built here stays until the preview stands: looking through it again and again for cycles
    takes a third of the time (measured at 10,000 rows)."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _judge(data: bytes, wanted: Wanted, villages: Villages, keyring: Keyring, today: date) -> JudgedFile:
    tables = all_tables()
    roster = read_roster(
        find_roster(read_sheets(data), wanted.sheet),
        tables=tables,
        relations=wanted.relations,
        villages=villages,
        today=today,
    )
    drafter = Drafter(roster, today)
    households = []
    for household in roster.households:
        plain = drafter.plain(household)
        draft = draft_of(plain, wanted.document)
        note_rules(roster, household, draft, today)
        households.append(Judged(household, plain, draft, _hashes(roster, household, keyring)))
    return JudgedFile(roster, households, tables, Relations.of(wanted.relations), villages)


def _hashes(roster: Roster, household: RosterHousehold, keyring: Keyring) -> list[bytes | None]:
    numbers = (roster.value(row, "id_number") for row in household.rows)
    return [
        id_hash(keyring, number.person_key) if isinstance(number, IdentityNumber) else None
        for number in numbers
    ]
