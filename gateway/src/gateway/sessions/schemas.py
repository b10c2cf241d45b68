"""What the session's endpoints take and give."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, SecretStr, model_validator

from gateway.accounts.rules import MAX_PASSWORD, Identity
from gateway.sessions.rules import State
from kit.web import FieldError, Model

Password = Annotated[SecretStr, Field(min_length=1, max_length=MAX_PASSWORD)]


class SignIn(Model):
    """Who signs in."""

    account: Annotated[str, Field(min_length=1, max_length=64, description="账号")]
    password: Password


class PasswordChange(Model):
    """The present password and the new one."""

    current_password: Password
    new_password: Annotated[SecretStr, Field(max_length=1024)]


class PersonClaim(Model):
    """Whose account this is: the ID number, or the work phone where there is none; exactly one of them."""

    id_number: Annotated[SecretStr | None, Field(description="身份证号")] = None
    work_phone: Annotated[SecretStr | None, Field(description="办公电话")] = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.id_number is None) == (self.work_phone is None):
            raise FieldError(
                "one-of-two",
                ("身份证号和办公电话填一项", "Give either the ID number or the work phone"),
            )
        return self

    def given(self) -> tuple[Identity, str]:
        """What was given, and its text."""
        if self.id_number is not None:
            return Identity.ID_NUMBER, self.id_number.get_secret_value()
        assert self.work_phone is not None
        return Identity.WORK_PHONE, self.work_phone.get_secret_value()


class PostChoice(Model):
    """The post to work in."""

    post_id: UUID


class PostRead(Model):
    """A post of the person. An ended one opens nothing; `successor` is who took over."""

    id: UUID
    role: str
    title: Annotated[str, Field(description="职务名称, as the office calls it")]
    region_key: str
    region_name: str | None
    department: str | None
    valid_from: date
    valid_to: date | None
    ended: bool
    successor: Annotated[str | None, Field(description="接任人")]


class SessionRead(Model):
    """The session: who, what comes next, which posts, and what the chosen one may do."""

    state: State
    account: str
    person_id: UUID
    name: str
    posts: list[PostRead]
    post: PostRead | None
    permissions: list[str]
    last_sign_in: Annotated[datetime | None, Field(description="上次登录")]
    idle_seconds: Annotated[int, Field(description="How long a session may be left alone")]
    idle_left_seconds: Annotated[int, Field(description="How much of that is left")]
    draft_key: Annotated[
        str | None,
        Field(
            description="Base64 of 32 bytes, the same each time this person works in this post: the browser "
            "seals drafts with it and keeps it in memory only, so nobody else opens them on that machine"
        ),
    ]
    continued: Annotated[
        bool, Field(description="Whether this sign-in goes on in the post of the idle session before it")
    ] = False
