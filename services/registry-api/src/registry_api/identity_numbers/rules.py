"""Reading an identity number: check digit, date of birth, gender, disability type and grade.

The address part (digits 1-6) is the place of first registration. It is never held against today's codes:
older people of Langfang carry the prefix of the former prefecture, 1328.
"""

import re
from dataclasses import dataclass
from datetime import date
from operator import mul
from typing import Literal

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_IDENTITY = re.compile(r"\d{17}[\dX]", re.ASCII)
_CERTIFICATE = re.compile(r"(\d{17}[\dX])([1-7])([1-4])(B\d)?", re.ASCII)

Problem = Literal["empty", "fifteen", "length", "characters", "check_digit", "birth_date", "certificate_type"]

WORDS: dict[Problem, tuple[str, str]] = {
    "empty": ("没有填证件号码。", "The ID number is missing."),
    "fifteen": (
        "这是15位旧身份证号，请按户口簿填18位号码。",
        "This is a 15-digit number of the old kind; enter the 18-digit number of the household register.",
    ),
    "length": (
        "证件号码应为18位（身份证）或20、22位（残疾人证）。",
        "An ID number has 18 digits, a disability certificate 20 or 22.",
    ),
    "characters": (
        "证件号码只能是数字，身份证末位可为X，残疾人证换发标记为B加一位数字。",
        "Only digits are allowed, X as the last of an identity number, and B with one digit for a reissue.",
    ),
    "check_digit": (
        "证件号码校验位不对，请对照证件核对每一位。",
        "The check digit is wrong; compare every digit with the card.",
    ),
    "birth_date": (
        "证件号码中的出生日期不存在或晚于今天。",
        "The date of birth inside the number does not exist or lies in the future.",
    ),
    "certificate_type": (
        "残疾人证号第19位应为类别1至7，第20位应为等级1至4。",
        "Digit 19 of a disability certificate is its type 1-7, digit 20 its grade 1-4.",
    ),
}


class IdentityNumberError(ValueError):
    """The number cannot be right; `problem` is the key of its words in `WORDS`."""

    def __init__(self, problem: Problem) -> None:
        # The number itself never enters the error, so that no log line or traceback can carry it.
        super().__init__(problem)
        self.problem: Problem = problem


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """What a valid number says. `person_key` are the 18 characters that stand for the person."""

    person_key: str
    birth_date: date
    gender: Literal["1", "2"]
    disability_type: str | None = None
    disability_grade: str | None = None

    @property
    def last_two(self) -> str:
        """The only digits that lists show."""
        return self.person_key[-2:]

    @property
    def is_certificate(self) -> bool:
        """True for a disability certificate (20 or 22 characters)."""
        return self.disability_type is not None

    def __repr__(self) -> str:
        return f"IdentityNumber(…{self.last_two})"


def normalise(text: str) -> str:
    """The number without blanks and hyphens, full-width characters narrowed, X and B in upper case."""
    if text.isascii() and text.isalnum():  # nearly always, and a roster asks some ten times a person
        return text.upper()
    narrow = "".join(chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else c for c in text)
    return re.sub(r"[\s\-‐]", "", narrow).upper()


def check_digit(first_17: str) -> str:
    """Check character of GB 11643-1999 for the first 17 digits."""
    return _CHECK[sum(map(mul, map(int, first_17), _WEIGHTS)) % 11]


def read(text: str, today: date) -> IdentityNumber:
    """Read an identity or disability-certificate number; raises IdentityNumberError.

    `today` bounds the date of birth: it is the business day, never the machine's clock.
    """
    number = normalise(text)
    if not number:
        raise IdentityNumberError("empty")
    if len(number) == 15:
        raise IdentityNumberError("fifteen")
    if len(number) not in (18, 20, 22):
        raise IdentityNumberError("length")
    if not _IDENTITY.fullmatch(number[:18]):
        raise IdentityNumberError("characters")
    disability: tuple[str | None, str | None] = (None, None)
    if len(number) > 18:
        certificate = _CERTIFICATE.fullmatch(number)
        if certificate is None:
            tail_ok = re.fullmatch(r"\d\d(B\d)?", number[18:], re.ASCII)
            raise IdentityNumberError("certificate_type" if tail_ok else "characters")
        disability = (certificate[2], certificate[3])
    if check_digit(number[:17]) != number[17]:
        raise IdentityNumberError("check_digit")
    return IdentityNumber(number[:18], _birth_date(number, today), _gender(number), *disability)


def _birth_date(number: str, today: date) -> date:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise IdentityNumberError("birth_date") from None
    if born > today or born.year < 1880:
        raise IdentityNumberError("birth_date")
    return born


def _gender(number: str) -> Literal["1", "2"]:
    return "1" if int(number[16]) % 2 else "2"


def age_on(birth: date, day: date) -> int:
    """Full years on `day`."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
