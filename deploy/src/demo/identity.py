"""Synthetic identity numbers, phones and disability certificates.

The area prefix 99xxxx is assigned to no place, so no number can be a living person's; the check
digit is right (GB 11643-1999), because the platform refuses wrong ones.
"""

from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


class IdentityNumbers:
    """Hands out 18-digit numbers, each once."""

    def __init__(self) -> None:
        self._next: dict[tuple[str, date, bool], int] = {}

    def issue(self, county: str, birth: date, *, male: bool) -> str:
        """The next number of this county code (six digits), birth date and sex."""
        key = (county, birth, male)
        order = self._next.get(key, 1 if male else 2)
        self._next[key] = order + 2
        if order > 999:
            raise ValueError(f"no number left for {birth} in {county}")
        body = f"99{county[2:]}{birth:%Y%m%d}{order:03d}"
        return body + CHECKS[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def disability_certificate(id_number: str, category: str, grade: str) -> str:
    """残疾人证号: the ID number, the category (1-7) and the grade (1-4), 20 characters."""
    return id_number + category + grade


def phone(serial: int) -> str:
    """A mobile number of the unassigned segment 1000, unique by its serial."""
    return f"100{serial:08d}"
