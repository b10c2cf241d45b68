"""What the generator knows of a family; codes are those of the roster workbook's lists."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass
class Person:
    """One member; ``relation`` in the national two-digit list, the head's own is 01."""

    name: str
    male: bool
    birth: date
    relation: str
    id_number: str
    ethnicity: str = "01"
    education: str | None = None
    school_status: str = "01"
    labour_skill: str = "04"
    health: list[str] = field(default_factory=lambda: ["01"])
    dibao: bool = False
    tekun: bool = False
    in_work: bool = False
    work_months: int = 0
    work_area: str | None = None
    willing: bool | None = None
    unwilling_reason: str | None = None
    certificate: str | None = None
    phone: str | None = None

    def age(self, day: date) -> int:
        """Completed years on ``day``."""
        return day.year - self.birth.year - ((day.month, day.day) < (self.birth.month, self.birth.day))

    @property
    def able(self) -> bool:
        """Whether the labour code is neither 03 (丧失) nor 04 (无)."""
        return self.labour_skill not in ("03", "04")


@dataclass
class Income:
    """The yearly sheet (A5), yuan."""

    wage: Decimal
    production: Decimal
    property: Decimal
    family_planning: Decimal
    dibao: Decimal
    tekun: Decimal
    pension: Decimal
    ecological: Decimal
    other_transfer: Decimal
    production_expense: Decimal


@dataclass
class Living:
    """Living and production conditions (A3); areas in 亩 and ㎡, distance in km."""

    farmland: Decimal
    irrigated: Decimal
    housing: Decimal
    road: str
    fuel: str
    distance: Decimal
    dangerous: bool
    danger_grade: str | None
    toilet: bool
    cooperative: bool


@dataclass
class Family:
    """One household of the roster."""

    village: str
    group: str
    members: list[Person]
    property_code: str
    cause: str
    other_causes: list[str]
    income: Income | None = None
    living: Living | None = None
    standing: str = "registered"
    poverty_status: str = "0"
    recognition_year: int = 2014
    exit_year: int | None = None
    geese: bool = False

    @property
    def head(self) -> Person:
        """户主."""
        return self.members[0]
