"""What people are told about their account."""

from gateway.accounts.rules import MAX_PASSWORD, MIN_PASSWORD, Identity, PasswordFault
from kit.web import Conflict, FieldProblem, Unauthorized, Unavailable, Unprocessable, Words


class SignInFailed(Unauthorized):
    """One answer for an unknown account, a wrong password and a locked account."""

    def __init__(self, most: int, minutes: int) -> None:
        # Its own journal row is written before it is raised; "no-token" keeps the edge from writing another.
        super().__init__("no-token")
        self.slug = "sign-in-failed"
        self.title = ("账号或密码不对", "Account or password is wrong")
        self.detail = (
            f"连续 {most} 次不对，锁 {minutes} 分钟。",
            f"After {most} failures in a row the account is locked for {minutes} minutes.",
        )
        self.todo = (
            "核对后再试；忘记密码请找本单位管理员。",
            "Check and try again; ask your administrator for a forgotten password.",
        )
        self.headers = {}


class SignInBusy(Unavailable):
    """More passwords wait to be checked than the machine can do at once."""

    def __init__(self) -> None:
        super().__init__("sign-in-busy", ("登录的人太多", "Too many people are signing in"), retry_after=2)


class PasswordRefused(Unprocessable):
    """A new password does not do."""

    def __init__(self, fault: PasswordFault) -> None:
        super().__init__((FieldProblem(code=fault.value, message=_FAULTS[fault], pointer="/new_password"),))


_FAULTS: dict[PasswordFault, Words] = {
    PasswordFault.SHORT: (f"至少 {MIN_PASSWORD} 位", f"At least {MIN_PASSWORD} characters"),
    PasswordFault.LONG: (f"至多 {MAX_PASSWORD} 位", f"At most {MAX_PASSWORD} characters"),
    PasswordFault.PLAIN: (
        "大写、小写、数字、符号至少要有三种",
        "Use at least three of: upper case, lower case, digits, other signs",
    ),
    PasswordFault.NAME: ("密码里不能有账号名", "It must not contain the account name"),
    PasswordFault.SAME: ("要和现在的密码不同", "It must differ from the present one"),
}


class IdentityRefused(Unprocessable):
    """What was given is no ID number, or no telephone number."""

    def __init__(self, kind: Identity) -> None:
        words: dict[Identity, Words] = {
            Identity.ID_NUMBER: (
                "不是有效的身份证号，请核对 18 位和校验码",
                "This is no valid ID number; check the 18 digits and the check digit",
            ),
            Identity.WORK_PHONE: (
                "不是有效的电话号码，座机请带区号",
                "This is no valid telephone number; write the area code of a landline",
            ),
        }
        super().__init__((FieldProblem(code="invalid", message=words[kind], pointer=f"/{kind.value}"),))


class IdentityTaken(Conflict):
    """The human being has an account already."""

    def __init__(self) -> None:
        super().__init__(
            "person-has-account",
            ("此人已有账号", "This person has an account already"),
            ("一人一个账号，新职务加在原账号上。", "One person, one account: a new post is added to it."),
            ("请用原账号登录，或找管理员核对。", "Use that account, or ask an administrator to look."),
        )


class AlreadyClaimed(Conflict):
    """The account belongs to its human being already."""

    def __init__(self) -> None:
        super().__init__("already-claimed", ("本账号已认领", "This account has been claimed already"))
