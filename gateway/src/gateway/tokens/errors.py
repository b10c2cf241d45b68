"""What programs are told that ask for a token."""

from kit.web import BadRequest, Conflict, Unauthorized


class InvalidGrant(BadRequest):
    """The refresh token or assertion does not hold (any more)."""

    def __init__(self) -> None:
        super().__init__(
            "invalid-grant",
            ("凭据无效或已失效", "This credential does not hold any more"),
            todo=("重新登录。", "Sign in again."),
        )


class InvalidClient(Unauthorized):
    """The client is unknown or did not prove who it is."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.slug = "invalid-client"
        self.title = ("客户端身份无效", "The client did not prove who it is")


class PostWanted(Conflict):
    """The person has no or several posts; a token is for one."""

    def __init__(self) -> None:
        super().__init__(
            "post-wanted",
            ("请指明以哪个职务办事", "Say for which post the token is"),
            todo=("用 post 参数给出一个在任职务。", "Name an open post in the parameter `post`."),
        )


class AccountNotReady(Conflict):
    """The account must be claimed and its password changed in the web app first."""

    def __init__(self) -> None:
        super().__init__(
            "account-not-ready",
            ("账号还没有启用", "This account is not in use yet"),
            todo=(
                "先在网页登录，认领账号并改密码。",
                "Sign in to the web app first: claim the account and change the password.",
            ),
        )
