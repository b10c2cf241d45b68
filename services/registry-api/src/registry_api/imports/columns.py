"""What a column of the roster is. The columns themselves stand in `catalogue`."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What a column speaks of: the file's own order, the household, its income, its living, a person."""

    FILE = "file"
    HOUSEHOLD = "household"
    INCOME = "income"
    LIVING = "living"
    MEMBER = "member"


class Kind(StrEnum):
    """How a cell of the column is read."""

    TEXT = "text"
    NAME = "name"
    DIGITS = "digits"
    ID_NUMBER = "id_number"
    CERTIFICATE = "certificate"
    PHONE = "phone"
    DATE = "date"
    YEAR = "year"
    MONTHS = "months"
    DECIMAL = "decimal"
    MONEY = "money"
    YES_NO = "yes_no"
    CODE = "code"
    RELATION = "relation"
    CODES = "codes"
    TOWNSHIP = "township"
    VILLAGE = "village"


AS_TEXT = frozenset(
    {
        Kind.TEXT,
        Kind.NAME,
        Kind.DIGITS,
        Kind.ID_NUMBER,
        Kind.CERTIFICATE,
        Kind.PHONE,
        Kind.DATE,
        Kind.CODE,
        Kind.CODES,
        Kind.RELATION,
        Kind.TOWNSHIP,
        Kind.VILLAGE,
    }
)
"""Kinds whose column is formatted as text ("@") in every workbook that we write: leading zeros, 18 digits."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` names the field it fills, `zh` is the normative header, `code` the national one."""

    key: str
    part: Part
    kind: Kind
    zh: str
    en: str
    code: str | None = None
    synonyms: tuple[str, ...] = ()
    code_list: str | None = None
    protected: bool = False
    required: bool = False
    sample: str = ""

    @property
    def field(self) -> str:
        """Name of the draft's field: the key without its part (income.wage -> wage)."""
        return self.key.rpartition(".")[2]
