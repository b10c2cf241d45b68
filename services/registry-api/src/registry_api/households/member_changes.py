"""Members: who joins, who leaves, who becomes head, what is recorded anew of each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from asyncpg import Record

from kit.ids import uuid7
from kit.web import RequestWrite
from registry_api.claims import service as claims
from registry_api.claims.service import PersonClaim
from registry_api.code_lists.persons import LEAVE_REASON
from registry_api.code_lists.relations import HEAD

from . import drafting, repository, rows
from .changes import effective_day, judge, sent_fields
from .drafts import HouseholdDraft, MemberDraft
from .errors import MemberNotFound, PersonOnFile, refuse
from .models import household_state, member, member_state
from .repository import OnFile
from .schemas import HeadChange, MemberJoin, MemberLeave, MemberUpdate, NewHead
from .sealing import id_hash
from .service import closed, opened

_IDENTITY = frozenset({"name", "id_number", "gender"})


async def join(tx: RequestWrite, household_id: UUID, body: MemberJoin) -> UUID:
    """A person joins from `joined_on` on; returns the member's id."""
    found = await opened(tx, household_id)
    keyring = tx.runtime.keyring
    draft = MemberDraft(**body.model_dump())
    if draft.relation == HEAD:
        raise refuse(
            "新成员不能直接作户主，请先加入再更换户主。",
            "A new member joins first and becomes head afterwards.",
            pointer="/relation",
            code="two_heads",
        )
    before = drafting.household_draft(keyring, found)
    after = replace(before, members=(*before.members, draft))
    judge(before, after, tx.today, within=f"/members/{len(before.members)}")
    person_id = await _claim(tx, draft, household_id, uuid7())
    place = rows.Place(household_id, found.root["region_key"])
    row = rows.member_row(keyring, draft, place, person_id, body.joined_on, tx.today)
    await repository.add(tx, member, [row])
    state = rows.member_state_row(keyring, draft, place, row["id"], body.joined_on, tx.today)
    await repository.add(tx, member_state, [state])
    tx.entry.details |= {"member": str(row["id"]), "join_reason": body.join_reason}
    await closed(tx, household_id)
    member_id: UUID = row["id"]
    return member_id


async def leave(tx: RequestWrite, household_id: UUID, member_id: UUID, body: MemberLeave) -> None:
    """A member leaves on `left_on`; the head names a successor, and the last one leaves the house extinct."""
    found = await opened(tx, household_id)
    row = _member(found, member_id)
    if body.leave_reason not in LEAVE_REASON:
        raise refuse(
            "人员减少原因没有这个代码。",
            "There is no such reason.",
            pointer="/leave_reason",
            code="unknown_code",
        )
    _check_leaving_day(row, body.left_on, tx.today)
    others = [one for one in found.members if one["id"] != member_id]
    if row["relation"] == HEAD and others:
        if body.new_head is None:
            raise refuse(
                "户主离开，请指定新户主。",
                "The head leaves: name the new head.",
                pointer="/new_head",
                code="new_head",
            )
    elif body.new_head is not None:
        raise refuse(
            "离开的不是户主，不需要新户主。",
            "It is not the head who leaves; no new head is needed.",
            pointer="/new_head",
            code="new_head",
        )
    tx.entry.reason = body.note
    tx.entry.details |= {"member": str(member_id), "leave_reason": body.leave_reason}
    await _end(tx, household_id, row, body)
    if body.new_head is not None:
        await _enthrone(tx, household_id, others, body.new_head, pointer="/new_head")
    if not others:
        await _extinguish(tx, found, body.left_on)
    await closed(tx, household_id)


async def change_head(tx: RequestWrite, household_id: UUID, body: HeadChange) -> None:
    """Another member becomes head; the relations of all others are told anew."""
    found = await opened(tx, household_id)
    tx.entry.reason = body.reason
    tx.entry.details["member"] = str(body.member_id)
    await _enthrone(tx, household_id, found.members, body, pointer="")
    await closed(tx, household_id)


async def update(tx: RequestWrite, household_id: UUID, member_id: UUID, body: MemberUpdate) -> None:
    """Apply the fields that were sent to a member."""
    found = await opened(tx, household_id)
    row = _member(found, member_id)
    place_no = found.members.index(row)
    sent = sent_fields(body)
    if not body.correction and _IDENTITY & sent.keys():
        raise refuse(
            "姓名、证件号码、性别只能更正，请勾选更正并写明原因。",
            "Name, number and gender are corrected, with a reason, not changed.",
            pointer="/correction",
            code="correction_only",
        )
    since = effective_day(tx, body, row["since"])
    keyring = tx.runtime.keyring
    before = drafting.household_draft(keyring, found)
    current = before.members[place_no]
    if sent.get("relation", current.relation) != current.relation and HEAD in (
        sent["relation"],
        current.relation,
    ):
        raise refuse(
            "更换户主请用“更换户主”。", "Use “change of head” for it.", pointer="/relation", code="head"
        )
    changed = replace(current, **_consistent(sent, current))
    members = tuple(changed if n == place_no else one for n, one in enumerate(before.members))
    judge(before, replace(before, members=members), tx.today, within=f"/members/{place_no}")
    tx.entry.details["member"] = str(member_id)
    await _write(tx, found, row, changed, sent, since)
    await closed(tx, household_id)


def _consistent(sent: dict[str, Any], current: MemberDraft) -> dict[str, Any]:
    """What follows from a corrected number unless it was sent too: gender, type and certificate."""
    if "id_number" not in sent:
        return sent
    return {"gender": None, "id_type": None} | sent


async def _write(
    tx: RequestWrite, found: OnFile, row: Record, draft: MemberDraft, sent: dict[str, Any], since: date
) -> None:
    keyring, household_id, member_id = tx.runtime.keyring, found.root["id"], row["id"]
    plain: dict[str, Any] = {name: sent[name] for name in ("gender", "relation", "ethnicity") if name in sent}
    if "name" in sent:
        plain |= rows.name_columns(draft)
    if "phone" in sent:
        plain |= rows.phone_columns(keyring, member, member_id, draft.phone)
    if "id_number" in sent:
        plain |= rows.number_columns(keyring, draft, member_id, tx.today)
        if plain["id_number_hash"] != row["id_number_hash"]:
            plain["person_id"] = await _claim(tx, draft, household_id, row["person_id"])
            await claims.release_persons(tx, [bytes(row["id_number_hash"])], [household_id])
    if plain:
        await repository.change(tx, member, household_id, member_id, plain)
    dated = {name: sent[name] for name in rows.MEMBER_STATE_FIELDS if name in sent}
    if "certificate_no" in sent or "id_number" in sent:
        dated |= {"certificate_sealed": None, "disability_type": None, "disability_grade": None}
        dated |= rows.certificate_columns(keyring, draft, member_id, tx.today)
    if dated:
        place = rows.Place(household_id, found.root["region_key"])
        successor = rows.member_state_row(keyring, draft, place, member_id, since, tx.today)
        await repository.succeed(
            tx,
            member_state,
            successor,
            {name: sorted(value) if name == "health" else value for name, value in dated.items()},
            row_id=row["state_id"],
            valid_from=row["since"],
            since=since,
        )


async def _claim(tx: RequestWrite, draft: MemberDraft, household_id: UUID, person_id: UUID) -> UUID:
    hash_ = id_hash(tx.runtime.keyring, draft.id_number)
    granted = await claims.claim_persons(tx, [PersonClaim(hash_, person_id, household_id)])
    known = granted.get((hash_, household_id))
    if known is None:
        raise PersonOnFile(["/id_number"])
    return known


def _member(found: OnFile, member_id: UUID) -> Record:
    for row in found.members:
        if row["id"] == member_id:
            return row
    raise MemberNotFound


def _check_leaving_day(row: Record, left_on: date, today: date) -> None:
    if left_on > today:
        raise refuse("日期不能晚于今天。", "The day lies in the future.", pointer="/left_on", code="future")
    if left_on <= max(row["valid_from"], row["since"]):
        raise refuse(
            "离开日期应晚于加入日期和最近一次变更的日期。",
            "The day must come after the joining and the latest change.",
            pointer="/left_on",
            code="before_present",
        )


async def _end(tx: RequestWrite, household_id: UUID, row: Record, body: MemberLeave) -> None:
    await repository.change(
        tx,
        member,
        household_id,
        row["id"],
        {"valid_to": body.left_on, "leave_reason": body.leave_reason},
    )
    await repository.change(tx, member_state, household_id, row["state_id"], {"valid_to": body.left_on})
    await claims.release_persons(tx, [bytes(row["id_number_hash"])], [household_id])


async def _enthrone(
    tx: RequestWrite, household_id: UUID, members: Sequence[Record], wanted: NewHead, *, pointer: str
) -> None:
    """Set every member's relation to the new head; the old head steps down first (there is one at a time)."""
    told = {one.member_id: one.relation for one in wanted.relations}
    if wanted.member_id not in {row["id"] for row in members}:
        raise MemberNotFound
    others = {row["id"] for row in members} - {wanted.member_id}
    if told.keys() != others or HEAD in told.values():
        raise refuse(
            "请写明其他每名成员与新户主的关系。",
            "Tell the relation of every other member to the new head.",
            pointer=f"{pointer}/relations",
            code="relations",
        )
    found = await repository.load(tx, household_id)
    assert found is not None, "the household is locked by this transaction"
    before = drafting.household_draft(tx.runtime.keyring, found)
    after = _with_relations(before, [row["id"] for row in found.members], told | {wanted.member_id: HEAD})
    judge(before, after, tx.today)
    for row in members:
        if row["id"] != wanted.member_id:
            await repository.change(tx, member, household_id, row["id"], {"relation": told[row["id"]]})
    await repository.change(tx, member, household_id, wanted.member_id, {"relation": HEAD})


def _with_relations(draft: HouseholdDraft, ids: Sequence[UUID], relations: dict[UUID, str]) -> HouseholdDraft:
    return replace(
        draft,
        members=tuple(
            replace(one, relation=relations[id_]) for one, id_ in zip(draft.members, ids, strict=True)
        ),
    )


async def _extinguish(tx: RequestWrite, found: OnFile, day: date) -> None:
    """A household without members is extinct from that day (整户消亡)."""
    draft = replace(drafting.household_draft(tx.runtime.keyring, found), standing="extinct", members=())
    place = rows.Place(found.root["id"], found.root["region_key"])
    await repository.succeed(
        tx,
        household_state,
        rows.state_row(draft, place, max(day, found.state["valid_from"])),
        {"standing": "extinct"},
        row_id=found.state["id"],
        valid_from=found.state["valid_from"],
        since=max(day, found.state["valid_from"]),
    )
