"""From a draft to the rows of its tables: ids given, protected values sealed, dates set."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Table

from kit import masks
from kit.crypto import Keyring
from kit.ids import uuid7
from registry_api.identity_numbers.rules import normalise, read

from . import income_rules
from .drafts import HouseholdDraft, IncomeDraft, LivingDraft, MemberDraft
from .models import household, member, member_state
from .names import sort_key
from .sealing import id_hash, seal

Row = dict[str, Any]

STATE_FIELDS = (
    "standing",
    "category",
    "poverty_status",
    "primary_cause",
    "other_causes",
    "no_exit_reason",
)
HOUSEHOLD_FIELDS = (
    "group_name",
    "bank_name",
    "recognition_standard",
    "recognition_year",
    "exit_year",
    "return_year",
    "martyr_family",
    "only_child_family",
    "two_daughters_family",
    "document",
)
MEMBER_STATE_FIELDS = (
    "education",
    "school_status",
    "labour_skill",
    "health",
    "political_status",
    "in_service",
    "dibao",
    "tekun",
    "medical_insured",
    "illness_insured",
    "resident_pension",
    "employee_pension",
    "work_region",
    "work_months",
    "public_post",
    "willing_to_work",
    "unwilling_reason",
    "willing_to_train",
)
LIVING_FIELDS = tuple(field.name for field in fields(LivingDraft))
INCOME_FIELDS = tuple(field.name for field in fields(IncomeDraft))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a household's rows belong: its id and the region of its file."""

    household_id: UUID
    region_key: str

    def child(self, **values: Any) -> Row:
        """A row of a child table with a new id."""
        return {"household_id": self.household_id, "id": uuid7(), "region_key": self.region_key, **values}


def household_row(keyring: Keyring, draft: HouseholdDraft, place: Place, number: str, today: date) -> Row:
    """The root row."""
    return {
        "id": place.household_id,
        "region_key": place.region_key,
        "official_no": number,
        **_picked(draft, HOUSEHOLD_FIELDS),
        **contact_columns(keyring, draft, place.household_id),
        "origin": draft.origin,
        "created_on": today,
    }


def contact_columns(keyring: Keyring, draft: HouseholdDraft, household_id: UUID) -> Row:
    """Phone and account, sealed, each beside the mask under which it is shown."""
    return phone_columns(keyring, household, household_id, draft.phone) | account_columns(
        keyring, draft, household_id
    )


def account_columns(keyring: Keyring, draft: HouseholdDraft, household_id: UUID) -> Row:
    """The bank account, sealed and masked."""
    return {
        "bank_account_sealed": seal(
            keyring, household.c.bank_account_sealed, household_id, draft.bank_account
        ),
        "bank_account_masked": draft.bank_account and masks.account(draft.bank_account),
    }


def phone_columns(keyring: Keyring, table: Table, row_id: UUID, phone: str | None) -> Row:
    """A phone of a household or a member, sealed and masked."""
    return {
        "phone_sealed": seal(keyring, table.c.phone_sealed, row_id, phone),
        "phone_masked": phone and masks.phone(phone),
    }


def state_row(draft: HouseholdDraft, place: Place, valid_from: date) -> Row:
    """The dated state, open from `valid_from`."""
    return place.child(valid_from=valid_from, **_picked(draft, STATE_FIELDS))


def residence_row(place: Place, valid_from: date) -> Row:
    """The dated village, open from `valid_from`."""
    return place.child(valid_from=valid_from, village=place.region_key)


def member_row(
    keyring: Keyring, draft: MemberDraft, place: Place, person_id: UUID, valid_from: date, today: date
) -> Row:
    """The member's own row; the draft has passed the rules, so its number can be read."""
    row = place.child(valid_from=valid_from, person_id=person_id, join_reason=draft.join_reason)
    return row | identity_columns(keyring, draft, row["id"], today)


def identity_columns(keyring: Keyring, draft: MemberDraft, member_id: UUID, today: date) -> Row:
    """All that a member's own row says."""
    return {
        **name_columns(draft),
        **number_columns(keyring, draft, member_id, today),
        "relation": draft.relation,
        "ethnicity": draft.ethnicity,
        **phone_columns(keyring, member, member_id, draft.phone),
    }


def name_columns(draft: MemberDraft) -> Row:
    """The name and the key it sorts by."""
    return {"name": draft.name, "pinyin": sort_key(draft.name)}


def number_columns(keyring: Keyring, draft: MemberDraft, member_id: UUID, today: date) -> Row:
    """The identity number and what it says."""
    number = read(draft.id_number, today)
    columns = member.c
    return {
        "gender": draft.gender or number.gender,
        "id_type": draft.id_type or ("2" if number.is_certificate else "1"),
        "id_number_sealed": seal(keyring, columns.id_number_sealed, member_id, normalise(draft.id_number)),
        "id_number_hash": id_hash(keyring, draft.id_number),
        "id_last2": number.last_two,
        "birth_date_sealed": seal(
            keyring, columns.birth_date_sealed, member_id, number.birth_date.isoformat()
        ),
        "birth_year": number.birth_date.year,
        "birth_month": number.birth_date.month,
    }


def member_state_row(
    keyring: Keyring, draft: MemberDraft, place: Place, member_id: UUID, valid_from: date, today: date
) -> Row:
    """The dated facts of a member, open from `valid_from`."""
    return place.child(
        member_id=member_id,
        valid_from=valid_from,
        **_picked(draft, MEMBER_STATE_FIELDS),
        **certificate_columns(keyring, draft, member_id, today),
    )


def certificate_columns(keyring: Keyring, draft: MemberDraft, member_id: UUID, today: date) -> Row:
    """Certificate of disability with type and grade, from its own field or from the identity field."""
    identity = read(draft.id_number, today)
    number = draft.certificate_no or (draft.id_number if identity.is_certificate else None)
    if number is None:
        return {}
    certificate = read(number, today)
    return {
        "certificate_sealed": seal(keyring, member_state.c.certificate_sealed, member_id, normalise(number)),
        "disability_type": certificate.disability_type,
        "disability_grade": certificate.disability_grade,
    }


def income_row(sheet: IncomeDraft, place: Place, active_members: int) -> Row:
    """One year's income with the sums derived from it."""
    return place.child(**income_columns(sheet, active_members))


def income_columns(sheet: IncomeDraft, active_members: int) -> Row:
    """The lines of an income sheet and what follows from them."""
    persons = sheet.persons or active_members
    sums = income_rules.totals(sheet, persons)
    return {
        **_picked(sheet, INCOME_FIELDS),
        "persons": persons,
        "net": sums.net,
        "net_per_capita": sums.net_per_capita,
    }


def living_row(living: LivingDraft, place: Place) -> Row:
    """One year's living conditions."""
    return place.child(**_picked(living, LIVING_FIELDS))


def _picked(draft: object, names: tuple[str, ...]) -> Mapping[str, Any]:
    return {name: getattr(draft, name) for name in names}
