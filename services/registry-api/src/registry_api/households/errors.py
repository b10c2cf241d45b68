"""What can stand against a request on households, in the words people see."""

from collections.abc import Iterable, Sequence

from kit.db import WriteTx
from kit.web import Conflict, FieldProblem, NotFound, Problem, Unprocessable
from registry_api.claims import service as claims
from registry_api.claims.errors import ClaimsExhausted

from .findings import Finding


class HouseholdNotFound(NotFound):
    """Absent, or out of the caller's scope: the same answer."""

    def __init__(self) -> None:
        super().__init__(("没有这一户", "There is no such household"), slug="no-such-household")


class MemberNotFound(NotFound):
    """No such member of this household, or one who has left."""

    def __init__(self) -> None:
        super().__init__(("这一户没有这名成员", "This household has no such member"), slug="no-such-member")


class VillageNotFound(Unprocessable):
    """The village does not exist or lies outside the caller's region: the same answer."""

    def __init__(self) -> None:
        super().__init__(
            [
                FieldProblem(
                    "village",
                    ("本辖区没有这个村。", "Your region has no such village."),
                    pointer="/region_key",
                )
            ]
        )


class HouseholdVoided(Conflict):
    """A voided household takes no more changes."""

    def __init__(self) -> None:
        super().__init__(
            "household-voided",
            ("这一户已作废", "This household was voided"),
            todo=("已作废的户不再修改。", "It takes no more changes."),
        )


class ClaimRefused(Conflict):
    """A claim's yes, the one thing that passes the scope: each is journalled, and they are counted."""

    is_counted = True

    async def count(self, tx: WriteTx) -> Problem:
        return self if await claims.may_tell(tx, len(self.errors) or 1) else ClaimsExhausted()


class PersonOnFile(ClaimRefused):
    """The claim's one answer: already a member somewhere, not who and not where."""

    journal_as = "claim.person-on-file"

    def __init__(self, pointers: Iterable[str]) -> None:
        super().__init__(
            "person-on-file",
            ("别处已有此人", "This person is already on file"),
            todo=(
                "核对证件号码；确系同一人的，先请原户办理人员减少。",
                "Check the number; if it is the same person, they must leave the other household first.",
            ),
            errors=[
                FieldProblem(
                    "person_on_file",
                    ("此人已在册，请核对证件号码。", "This person is already on file; check the number."),
                    pointer=pointer,
                )
                for pointer in pointers
            ],
        )


class OfficialNumberTaken(ClaimRefused):
    """Household numbers are never used twice."""

    journal_as = "claim.official-number-taken"

    def __init__(self) -> None:
        super().__init__(
            "official-number-taken",
            ("户编号已被使用过", "This household number was already used"),
            todo=("户编号不重复使用，请核对。", "A number is never used again; check it."),
        )


class RegisteredOnlyByImport(Unprocessable):
    """A registered poor household arises by import until registration has its procedures."""

    def __init__(self) -> None:
        super().__init__(
            [
                FieldProblem(
                    "registered_only_by_import",
                    (
                        "在册贫困户只能由名册导入产生，这里不能直接登记。",
                        "A registered poor household arises only by importing a roster.",
                    ),
                    pointer="/standing",
                )
            ]
        )


def refuse(zh: str, en: str, *, pointer: str, code: str) -> Unprocessable:
    """One sentence against one field."""
    return Unprocessable([FieldProblem(code, (zh, en), pointer=pointer)])


def refuse_findings(found: Sequence[Finding], *, within: str = "") -> Unprocessable:
    """The findings as a problem; pointers are made relative to `within`, the part that was sent."""
    return Unprocessable(
        [
            FieldProblem(
                one.rule,
                (one.zh, one.en),
                pointer=one.pointer.removeprefix(within) or "/",
            )
            for one in found
        ]
    )
