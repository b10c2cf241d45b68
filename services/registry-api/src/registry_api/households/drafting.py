"""From rows on file back to a draft, so that the same rules judge a change as judged the entry."""

from typing import Any
from uuid import UUID

from asyncpg import Record

from kit.crypto import Keyring

from .drafts import HouseholdDraft, IncomeDraft, LivingDraft, MemberDraft
from .models import household, member, member_state
from .repository import OnFile
from .rows import (
    HOUSEHOLD_FIELDS,
    INCOME_FIELDS,
    LIVING_FIELDS,
    MEMBER_STATE_FIELDS,
    STATE_FIELDS,
)
from .sealing import unseal

_SETS = {"health": frozenset, "other_causes": tuple}


def household_draft(keyring: Keyring, on_file: OnFile) -> HouseholdDraft:
    """The household as it stands, with its active members in the order of `on_file.members`."""
    root, columns = on_file.root, household.c
    return HouseholdDraft(
        region_key=root["region_key"],
        official_no=root["official_no"],
        phone=unseal(keyring, columns.phone_sealed, root["id"], root["phone_sealed"]),
        bank_account=unseal(keyring, columns.bank_account_sealed, root["id"], root["bank_account_sealed"]),
        origin=root["origin"],
        members=tuple(member_draft(keyring, row) for row in on_file.members),
        incomes=tuple(IncomeDraft(**_picked(row, INCOME_FIELDS)) for row in on_file.incomes),
        living=tuple(LivingDraft(**_picked(row, LIVING_FIELDS)) for row in on_file.living),
        **_picked(root, HOUSEHOLD_FIELDS),
        **_picked(on_file.state, STATE_FIELDS),
    )


def member_draft(keyring: Keyring, row: Record) -> MemberDraft:
    """A member as it stands."""
    member_id: UUID = row["id"]
    id_number = unseal(keyring, member.c.id_number_sealed, member_id, row["id_number_sealed"])
    assert id_number is not None, "the column is not null"
    return MemberDraft(
        name=row["name"],
        id_number=id_number,
        relation=row["relation"],
        id_type=row["id_type"],
        gender=row["gender"],
        ethnicity=row["ethnicity"],
        phone=unseal(keyring, member.c.phone_sealed, member_id, row["phone_sealed"]),
        certificate_no=unseal(
            keyring, member_state.c.certificate_sealed, member_id, row["certificate_sealed"]
        ),
        **_picked(row, MEMBER_STATE_FIELDS),
    )


def _picked(row: Record, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _SETS[name](row[name]) if name in _SETS else row[name] for name in names}
