"""What may be shown of a protected value in lists, exports and events."""

from __future__ import annotations

_ID_NUMBER_LENGTH = 18


def id_number(last_two: str) -> str:
    """An ID number (身份证号) by its last two characters, which is all that lists may show of it."""
    tail = last_two[-2:]
    return "*" * (_ID_NUMBER_LENGTH - len(tail)) + tail


def phone(number: str) -> str:
    """A mobile number (手机号): 13812345678 → 138****5678; shorter ones keep their last two digits."""
    if len(number) == 11:
        return f"{number[:3]}****{number[-4:]}"
    return "*" * max(len(number) - 2, 0) + number[-2:]


def name(text: str) -> str:
    """A person's name (姓名): 王小明 → 王*明, 王明 → 王*, one character alone is hidden."""
    match len(text):
        case 0:
            return ""
        case 1:
            return "*"
        case 2:
            return f"{text[0]}*"
        case length:
            return f"{text[0]}{'*' * (length - 2)}{text[-1]}"


def account(number: str) -> str:
    """A bank account (银行卡号) by its last four digits: **** 1234."""
    return f"**** {number[-4:]}" if len(number) >= 8 else "****"
