"""What people are told about their session."""

from gateway.sessions.rules import State
from kit.web import Forbidden, NotFound, Problem, Unauthorized, Words


class NoSession(Unauthorized):
    """No cookie, or one that no session belongs to any more."""

    def __init__(self) -> None:
        super().__init__("no-token")
        self.headers = {}


class SessionIdle(Unauthorized):
    """Nobody used the session for too long; the same person signs in anew and goes on."""

    def __init__(self, minutes: int) -> None:
        super().__init__("expired")
        self.slug = "session-idle"
        self.title = ("太久没有动，已退出登录", "Signed out after a long pause")
        self.detail = (
            f"{minutes} 分钟没有动。没写完的内容还在。",
            f"Nothing was done for {minutes} minutes. What you wrote is still there.",
        )
        self.todo = ("重新登录后接着写。", "Sign in again and go on.")
        self.headers = {}


class NotReady(Problem):
    """Signed in, but something must be done before anything opens."""

    def __init__(self, state: State) -> None:
        super().__init__(403, state.value, *_NEXT[state])


_NEXT: dict[State, tuple[Words, None, Words]] = {
    State.CLAIM_PERSON: (
        ("请先认领账号", "Say first whose account this is"),
        None,
        ("填写本人身份证号或办公电话。", "Enter your ID number or work phone."),
    ),
    State.CHANGE_PASSWORD: (
        ("请先改密码", "Change your password first"),
        None,
        ("首次登录须换成自己的密码。", "A password that was handed to you must be changed."),
    ),
    State.CHOOSE_POST: (
        ("请先选职务", "Choose a post first"),
        None,
        ("选好今天以哪个职务办事。", "Choose the post in which you work today."),
    ),
}


class ForeignOrigin(Forbidden):
    """An unsafe request with our cookie that did not come from our own pages."""

    def __init__(self) -> None:
        super().__init__("session", ("请求不是从本平台页面发出的", "This did not come from our own pages"))
        self.slug = "foreign-origin"
        self.todo = ("从本平台的网页重新操作。", "Do it again on the platform's own page.")


class PostNotOpen(NotFound):
    """No such post of this person is open today."""

    def __init__(self) -> None:
        super().__init__(("没有这个职务，或已止", "There is no such post, or it has ended"))
