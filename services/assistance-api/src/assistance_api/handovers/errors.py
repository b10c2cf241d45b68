"""What can stand against a hand-over, in words for the clerk at the door."""

from datetime import date

from assistance_api.handovers.rules import DateRefusal
from kit.web import Conflict, FieldProblem, NotFound, Unprocessable


class HandoverNotFound(NotFound):
    """Absent or out of scope."""

    def __init__(self) -> None:
        super().__init__(("没有这张交接单", "There is no such hand-over"))


class IdTaken(Conflict):
    """The client-made id is in use; whose it is stays unsaid."""

    def __init__(self) -> None:
        super().__init__(
            "id-taken",
            ("交接单编号已被占用", "The id of the hand-over is taken"),
            todo=("重新打开交接表，换一个编号再提交。", "Open the form again for a new id, then send it."),
        )


class HandoverDiffers(Conflict):
    """The same person sent the same id with another content."""

    def __init__(self) -> None:
        super().__init__(
            "handover-differs",
            ("这张交接单已经收到，内容与本次不同", "This hand-over is on file with another content"),
            ("已存的一张没有改动。", "The one on file was not changed."),
            (
                "如已存的有误，先作废并写明原因，再新填一张。",
                "If it is wrong, void it with a reason and fill in a new one.",
            ),
        )


class DayRefused(Unprocessable):
    """The day of the hand-over is not accepted."""

    def __init__(self, refusal: DateRefusal, today: date) -> None:
        match refusal:
            case DateRefusal.IN_THE_FUTURE:
                message = (
                    f"交接日期不能晚于今天（{today}）",
                    f"The day may not be after today ({today})",
                )
            case DateRefusal.YEAR_CLOSED:
                message = ("该年度已经结账，不能再补记", "That year is closed to late entries")
        super().__init__(
            [FieldProblem(refusal.value, message, pointer="/handed_over_on")],
            ("交接日期有误", "The day of the hand-over is not accepted"),
            slug="handover-day",
        )


class SignatureNotFound(Unprocessable):
    """No signature of this household lies under the id."""

    def __init__(self) -> None:
        super().__init__(
            [
                FieldProblem(
                    "signature-not-found",
                    ("没有找到这一户的签字", "There is no such signature of this household"),
                    pointer="/signature_id",
                )
            ],
            ("缺少领取人签字", "The receiver's signature is missing"),
            slug="signature-not-found",
            todo=("请领取人重新签字后提交。", "Let the receiver sign again, then send."),
        )


class AlreadyVoided(Conflict):
    """A voided hand-over is not voided again."""

    def __init__(self) -> None:
        super().__init__("already-voided", ("这张交接单已经作废", "This hand-over is voided already"))
