"""Changing or correcting what is on file of the household itself."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from kit.ids import uuid7
from kit.web import RequestWrite

from . import drafting, repository, rows
from .draft_rules import check
from .drafts import HouseholdDraft
from .errors import RegisteredOnlyByImport, refuse, refuse_findings
from .findings import errors
from .models import household, household_state
from .repository import OnFile
from .schemas import Change, HouseholdUpdate
from .service import closed, opened

_HOW = frozenset(Change.model_fields)
_NEVER_EMPTY = frozenset({"standing", "name", "id_number", "relation", "gender"})
_SET_FIELDS = {"other_causes": tuple, "health": frozenset}


async def update(tx: RequestWrite, household_id: UUID, body: HouseholdUpdate) -> UUID:
    """Apply the fields that were sent: dated ones end and begin anew, others are set; versions keep both."""
    found = await opened(tx, household_id)
    sent = sent_fields(body)
    since = effective_day(tx, body, found.state["valid_from"])
    _guard_standing(found, sent)
    before = drafting.household_draft(tx.runtime.keyring, found)
    after = replace(before, **sent)
    judge(before, after, tx.today)
    await _write(tx, found, after, sent, since)
    await closed(tx, household_id)
    return household_id


def sent_fields(body: Change) -> dict[str, Any]:
    """The fields that the request names, without how the change is meant.

    Null empties a field; of one that cannot be empty it changes nothing.
    """
    sent = body.model_dump(include=body.model_fields_set - _HOW)
    return {
        name: _SET_FIELDS[name](value or ()) if name in _SET_FIELDS else value
        for name, value in sent.items()
        if value is not None or name not in _NEVER_EMPTY
    }


def effective_day(tx: RequestWrite, body: Change, valid_from: date) -> date:
    """The day from which the change holds; of a correction that of the row corrected.

    Sets the reason in the journal. Raises Unprocessable where a reason is missing or the day cannot be.
    """
    tx.entry.reason = body.reason
    tx.entry.details["correction"] = body.correction
    day = body.effective_from or tx.today
    if (body.correction or day < tx.today) and not body.reason:
        raise refuse(
            "更正和补记过去的变化要写明原因。",
            "A correction and a change in the past need a reason.",
            pointer="/reason",
            code="reason",
        )
    if body.correction:
        return valid_from
    if day > tx.today:
        raise refuse(
            "日期不能晚于今天。", "The day lies in the future.", pointer="/effective_from", code="future"
        )
    if day < valid_from:
        raise refuse(
            "日期早于现有记录的起始日期，请用更正。",
            "The day lies before the present record begins; correct it instead.",
            pointer="/effective_from",
            code="before_present",
        )
    return day


def judge(before: HouseholdDraft, after: HouseholdDraft, today: date, *, within: str = "") -> None:
    """Refuse errors that the change brings; what stood on file before it does not block it."""
    known = {(one.rule, one.pointer) for one in errors(check(before, today))}
    fresh = [one for one in errors(check(after, today)) if (one.rule, one.pointer) not in known]
    if fresh:
        raise refuse_findings(fresh, within=within)


def _guard_standing(found: OnFile, sent: Mapping[str, Any]) -> None:
    """Registration and exit are procedures: no order of plain changes may stand for one."""
    now = found.state["standing"]
    wanted = sent.get("standing", now)
    if wanted == now:
        if (
            now == "registered"
            and sent.get("poverty_status", found.state["poverty_status"]) != (found.state["poverty_status"])
        ):
            raise refuse(
                "在册贫困户的脱贫标志由脱贫程序确定，这里不能改。",
                "The poverty status of a registered household is set by the exit procedure.",
                pointer="/poverty_status",
                code="by_procedure",
            )
        return
    if wanted == "registered":
        raise RegisteredOnlyByImport
    if now == "registered":
        raise refuse(
            "在册贫困户的退出、清退由相应程序办理，这里不能改。",
            "A registered household leaves the register by its procedure, not by a change.",
            pointer="/standing",
            code="by_procedure",
        )


async def _write(
    tx: RequestWrite, found: OnFile, after: HouseholdDraft, sent: Mapping[str, Any], since: date
) -> None:
    household_id = found.root["id"]
    place = rows.Place(household_id, found.root["region_key"])
    plain = {name: sent[name] for name in rows.HOUSEHOLD_FIELDS if name in sent}
    # Only what was sent is sealed anew: a seal is never twice the same, and would read as a change.
    if "phone" in sent:
        plain |= rows.phone_columns(tx.runtime.keyring, household, household_id, after.phone)
    if "bank_account" in sent:
        plain |= rows.account_columns(tx.runtime.keyring, after, household_id)
    if plain:
        await repository.change(tx, household, household_id, household_id, plain)
    dated = {name: sent[name] for name in rows.STATE_FIELDS if name in sent}
    if dated:
        await repository.succeed(
            tx,
            household_state,
            {**rows.state_row(after, place, since), "id": uuid7()},
            dated,
            row_id=found.state["id"],
            valid_from=found.state["valid_from"],
            since=since,
        )
