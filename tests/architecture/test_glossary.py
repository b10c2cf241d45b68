"""The glossary names what the code really uses."""

import re
from pathlib import Path

CLONE = Path(__file__).resolve().parents[2]
SOURCES = ("services/*/src", "gateway/src")
# Codes and paths of a member's relation are no names.
_NAME = re.compile(r"[A-Za-z_]+")


def test_every_name_of_the_glossary_stands_in_the_code() -> None:
    table = (CLONE / "docs" / "glossary.md").read_text(encoding="utf-8")
    names = {name for name in re.findall(r"`([^`]+)`", table) if _NAME.fullmatch(name)}
    assert len(names) > 60
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for pattern in SOURCES
        for folder in CLONE.glob(pattern)
        for path in folder.rglob("*.py")
    )
    assert [name for name in sorted(names) if not re.search(rf"\b{name}\b", code)] == []
