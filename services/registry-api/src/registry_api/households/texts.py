"""Shapes of telephone and account numbers."""

import re

_MOBILE = re.compile(r"1\d{10}", re.ASCII)
_LANDLINE = re.compile(r"(0\d{2,3}-?)?[2-9]\d{6,7}(-\d{1,5})?", re.ASCII)
_ACCOUNT = re.compile(r"\d{12,21}", re.ASCII)


def is_phone(text: str) -> bool:
    """True for a mainland mobile number or a landline, with or without its area code."""
    return bool(_MOBILE.fullmatch(text) or _LANDLINE.fullmatch(text))


def passes_luhn(account: str) -> bool:
    """True for a card number whose Luhn digit is right, or a passbook number that starts with no card prefix.

    Cards of China UnionPay begin with 62; passbooks of rural credit unions carry numbers of the bank's own
    making, of which only the length can be checked.
    """
    if not _ACCOUNT.fullmatch(account):
        return False
    if not account.startswith("62"):
        return True
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(account)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
