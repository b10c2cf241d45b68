"""What the rules found: one sentence, the field it concerns, and whether it stops the household."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`rule` is the national check's number where there is one (DOMAIN A6), else a stable slug.

    `pointer` is a JSON pointer into the draft, e.g. `/members/2/id_number`. Words never quote a value.
    """

    rule: str
    pointer: str
    zh: str
    en: str
    severity: Severity = "error"


def error(rule: str, pointer: str, zh: str, en: str) -> Finding:
    """A finding that keeps the household off file until it is mended."""
    return Finding(rule, pointer, zh, en)


def warning(rule: str, pointer: str, zh: str, en: str) -> Finding:
    """A finding to look at: it is shown, and does not stop the household."""
    return Finding(rule, pointer, zh, en, "warning")


def errors(findings: list[Finding]) -> list[Finding]:
    """Those that stop the household."""
    return [finding for finding in findings if finding.severity == "error"]
