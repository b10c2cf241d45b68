"""Names, passwords, ID numbers and telephone numbers: pure."""

import pytest

from gateway.accounts import rules
from gateway.accounts.rules import PasswordFault
from gateway.tests.conftest import ID_NUMBERS


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (ID_NUMBERS[0], ID_NUMBERS[0]),
        (f" {ID_NUMBERS[0][:6]} {ID_NUMBERS[0][6:14]} {ID_NUMBERS[0][14:]} ", ID_NUMBERS[0]),
        ("99000019491231019x", "99000019491231019X"),
        (ID_NUMBERS[0][:-1] + "7", None),
        ("990000201802300012", None),
        ("110101800101001", None),
        ("９９１００２１９８００１０１００１６", None),
        ("", None),
    ],
)
def test_id_number(typed: str, kept: str | None) -> None:
    assert rules.id_number(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13800138000", "13800138000"),
        ("+86 138 0013 8000", "13800138000"),
        ("0316-2311234", "03162311234"),
        ("(0316)2311234", "03162311234"),
        ("0316-2311234-8001", "03162311234-8001"),
        ("2311234", None),
        ("12345", None),
        ("", None),
    ],
)
def test_work_phone(typed: str, kept: str | None) -> None:
    assert rules.work_phone(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("LiuWenqing ", "liuwenqing"), ("l", None), ("1liu", None), ("刘文清", None), ("a b", None)],
)
def test_account_name(typed: str, kept: str | None) -> None:
    assert rules.account_name(typed) == kept


def test_generated_passwords_do_and_differ() -> None:
    made = {rules.generated_password() for _ in range(50)}
    assert len(made) == 50
    assert all(rules.password_fault(password, "liuwenqing") is None for password in made)
    assert not any(set(password) & set("0O1lI") for password in made)


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("Aa1-56789", PasswordFault.SHORT),
        ("Aa1-567890", None),
        ("扶贫Aa-56789", None),
        ("aaaaaaaaaa1", PasswordFault.PLAIN),
        ("xLIUWENQINGx1-", PasswordFault.NAME),
        ("Aa1-" * 33, PasswordFault.LONG),
    ],
)
def test_password_fault(password: str, fault: PasswordFault | None) -> None:
    assert rules.password_fault(password, "liuwenqing") is fault
