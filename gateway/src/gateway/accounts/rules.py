"""Pure decisions on account names, passwords and the two things a human being is known by."""

import re
import secrets
from datetime import date
from enum import StrEnum
from typing import Final

_NAME: Final = re.compile(r"[a-z][a-z0-9._-]{2,39}")
_ID_NUMBER: Final = re.compile(r"\d{17}[\dX]")
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999, ISO 7064 MOD 11-2
_CHECKS: Final = "10X98765432"
_PHONE: Final = re.compile(r"1\d{10}|0\d{9,11}(?:-\d{1,6})?")

MIN_PASSWORD: Final = 10
MAX_PASSWORD: Final = 128
# Without 0 O 1 l I, which people misread when a password is handed over on paper.
_LETTERS: Final = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
_DIGITS: Final = "23456789"


class Identity(StrEnum):
    """What a human being is known by."""

    ID_NUMBER = "id_number"  # 公民身份号码
    WORK_PHONE = "work_phone"  # 办公电话, where there is no ID number

    @property
    def purpose(self) -> str:
        """The key under which it is hashed; not the one of any household's member."""
        return f"account-{self.value}"


def account_name(text: str) -> str | None:
    """The one normal form of an account name (账号名); None if it is no such name."""
    name = text.strip().lower()
    return name if _NAME.fullmatch(name) else None


def id_number(text: str) -> str | None:
    """The one normal form of an 18-digit ID number; None if shape, birth date or check digit is wrong."""
    number = re.sub(r"[\s-]", "", text).upper()
    if not number.isascii() or not _ID_NUMBER.fullmatch(number):
        return None
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return number if _CHECKS[total % 11] == number[17] else None


def work_phone(text: str) -> str | None:
    """The one normal form of a Chinese telephone number, mobile or with area code; None otherwise."""
    number = re.sub(r"[\s()（）]", "", text).removeprefix("+86")
    if re.fullmatch(r"0\d{2,3}-\d{7,8}(-\d{1,6})?", number):
        number = number.replace("-", "", 1)
    return number if number.isascii() and _PHONE.fullmatch(number) else None


def normal_form(kind: Identity, text: str) -> str | None:
    """The one normal form of an identity of this kind, as it is hashed; None if it is none."""
    return id_number(text) if kind is Identity.ID_NUMBER else work_phone(text)


class PasswordFault(StrEnum):
    """Why a new password is refused."""

    SHORT = "short"
    LONG = "long"
    PLAIN = "plain"  # fewer than three of: lower case, upper case, digits, others
    NAME = "name"  # contains the account name
    SAME = "same"  # the present one again


def password_fault(password: str, account: str) -> PasswordFault | None:
    """What is wrong with a new password (GB/T 22239-2019 8.1.4.1 asks for complexity), None if nothing."""
    if len(password) < MIN_PASSWORD:
        return PasswordFault.SHORT
    if len(password) > MAX_PASSWORD:
        return PasswordFault.LONG
    if account.lower() in password.lower():
        return PasswordFault.NAME
    sorts = (str.islower, str.isupper, str.isdigit, lambda sign: not sign.isalnum() or not sign.isascii())
    if sum(any(sort(sign) for sign in password) for sort in sorts) < 3:
        return PasswordFault.PLAIN
    return None


def generated_password() -> str:
    """A password to hand over: 16 signs of which people misread none, over 90 bits."""
    while True:
        groups = ["".join(secrets.choice(_LETTERS + _DIGITS) for _ in range(4)) for _ in range(4)]
        password = "-".join(groups)
        if password_fault(password, "\n") is None:
            return password
