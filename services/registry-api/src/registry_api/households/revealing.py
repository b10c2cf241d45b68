"""Showing one protected value for a stated reason; the reading stands in the household's history."""

from uuid import UUID

from kit.web import NotFound, RequestWrite

from .answers import Revealed
from .errors import MemberNotFound, refuse
from .models import household, member, member_state
from .reading import on_file
from .repository import OnFile
from .schemas import Reveal
from .sealing import unseal

_OF_HOUSEHOLD = {"phone": household.c.phone_sealed, "bank_account": household.c.bank_account_sealed}
_OF_MEMBER = {
    "id_number": member.c.id_number_sealed,
    "birth_date": member.c.birth_date_sealed,
    "member_phone": member.c.phone_sealed,
    "certificate_no": member_state.c.certificate_sealed,
}


class NothingToReveal(NotFound):
    """The field is empty."""

    def __init__(self) -> None:
        super().__init__(("这一项没有填", "This field is empty"), slug="nothing-to-reveal")


async def reveal(tx: RequestWrite, household_id: UUID, body: Reveal) -> Revealed:
    """One protected value in clear. The journal row names field, member and reason, never the value."""
    found = await on_file(tx, household_id)
    tx.entry.subject = household_id
    tx.entry.reason = body.reason
    tx.entry.details |= {"field": body.field}
    if body.member_id is not None:
        tx.entry.details["member"] = str(body.member_id)
    value = _value(tx, found, body)
    if value is None:
        raise NothingToReveal
    return Revealed(id=household_id, field=body.field, value=value)


def _value(tx: RequestWrite, found: OnFile, body: Reveal) -> str | None:
    column = _OF_HOUSEHOLD.get(body.field)
    if column is not None:
        return unseal(tx.runtime.keyring, column, found.root["id"], found.root[column.name])
    if body.member_id is None:
        raise refuse("请指明是哪名成员。", "Name the member.", pointer="/member_id", code="member")
    for row in (*found.members, *found.former):
        if row["id"] == body.member_id:
            column = _OF_MEMBER[body.field]
            return unseal(tx.runtime.keyring, column, row["id"], row[column.name])
    raise MemberNotFound
