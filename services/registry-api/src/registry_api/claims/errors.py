"""What stands against one more question to the claims."""

from kit.web import Problem


class ClaimsExhausted(Problem):
    """The person was told "already on file" as often as a day allows; until tomorrow nothing is answered."""

    journal_as = "claim.exhausted"

    def __init__(self) -> None:
        super().__init__(
            429,
            "claims-exhausted",
            ("今天查重的次数已到上限", "No more checks for persons on file today"),
            (
                "系统今天已多次答复“别处已有此人”，为保护群众信息，今天不再核对。本次没有保存。",
                "You were told today as often as a day allows that a person is already on file; to protect "
                "people's data no more is checked. Nothing was saved.",
            ),
            (
                "请明天再办，或请有权限的同事办理；确需当天大量核对的，请市扶贫办调整每日上限。",
                "Go on tomorrow, or ask a colleague; where many checks are due today, ask the city's office "
                "to raise the daily limit.",
            ),
        )
