"""A judged file held against the register: who is on file here, who elsewhere, what differs.

The questions go to the database for the whole file at once; deciding is done here.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from kit.crypto import Keyring
from kit.db import WriteTx
from registry_api.claims import service as claims
from registry_api.households import matching
from registry_api.households.matching import Belongings
from registry_api.imports.comparing import Comparer, Difference
from registry_api.imports.judging import Judged, JudgedFile
from registry_api.imports.states import HouseholdState


@dataclass(slots=True)
class Matched:
    """What is to become of one household of the file."""

    judged: Judged
    state: HouseholdState
    household_id: UUID | None = None
    official_no: str | None = None
    differences: list[Difference] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OnFile:
    """What the register and the claims know of a file's persons and official numbers."""

    here: Belongings
    elsewhere: Collection[bytes]
    used: Collection[str]

    @property
    def told(self) -> int:
        """How many of these answers let something of other regions through."""
        return len(self.elsewhere) + len(self.used)


async def ask(tx: WriteTx, file: JudgedFile) -> OnFile:
    """Ask where the file's persons and numbers belong, and the claims which of the others are elsewhere.

    How many were asked and told goes into the journal with the transaction. Raises ClaimsExhausted.
    """
    hashes = list(file.hashes)
    here = await matching.belongings(tx, hashes, file.official_nos)
    unknown = [hash_ for hash_ in hashes if hash_ not in here.by_person]
    elsewhere = await claims.persons_on_file(tx, unknown) if unknown else set()
    foreign = [number for number in file.official_nos if number not in here.by_number]
    used = await claims.official_numbers_used(tx, foreign) if foreign else set()
    found = OnFile(here, elsewhere, used)
    tx.entry.details.update(persons_asked=len(unknown), told=found.told)
    return found


async def match(tx: WriteTx, keyring: Keyring, file: JudgedFile, on_file: OnFile) -> list[Matched]:
    """Match every household by official number, else its head's ID number, else any member's."""
    found = on_file.here
    targets = [_target(judged, found) for judged in file.households]
    for judged, target in zip(file.households, targets, strict=True):
        _note(judged, target, on_file)
    filed = await matching.filed(tx, keyring, {target for target in targets if target})
    comparer = Comparer(file.roster, file.tables, file.relations, file.villages)
    matched = []
    for judged, target in zip(file.households, targets, strict=True):
        if judged.household.failed:
            matched.append(Matched(judged, HouseholdState.ERROR))
        elif target is None:
            matched.append(Matched(judged, HouseholdState.CREATE))
        else:
            known = [hash_ for hash_ in judged.hashes if hash_ is not None]
            differences = comparer.compare(judged.household, judged.draft, known, filed[target])
            state = HouseholdState.DIFFERS if differences else HouseholdState.UNCHANGED
            matched.append(Matched(judged, state, target, found.numbers[target], differences))
    return matched


def _target(judged: Judged, found: Belongings) -> UUID | None:
    if judged.official_no and judged.official_no in found.by_number:
        return found.by_number[judged.official_no]
    for hash_ in (judged.head_hash, *judged.hashes):
        if hash_ is not None and hash_ in found.by_person:
            return found.by_person[hash_]
    return None


def _note(judged: Judged, target: UUID | None, on_file: OnFile) -> None:
    found = on_file.here
    rows = judged.household.rows
    at = judged.household.head or rows[0]
    if judged.official_no in on_file.used:
        at.find("official-no-elsewhere", "official_no")
    belong = [None if hash_ is None else found.by_person.get(hash_) for hash_ in judged.hashes]
    if judged.official_no in found.by_number and target not in belong:
        at.find("official-no-other", "official_no")
        return
    for row, hash_, belongs in zip(rows, judged.hashes, belong, strict=True):
        if belongs is not None and belongs != target:
            row.find("person-here", "id_number", official_no=found.numbers[belongs])
        elif hash_ in on_file.elsewhere:
            row.find("person-elsewhere", "id_number")
