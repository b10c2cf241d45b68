"""Region keys: a region's code at first load in natural length; the parent is the prefix.

Keys are compared byte by byte (`COLLATE "C"`), so everything below a region lies in `[key, key + ":")`:
":" is the character after "9".
"""

from typing import Final

LEVELS: Final = {2: "province", 4: "city", 6: "county", 9: "township", 12: "village"}
"""Length of a key -> level (省, 市, 县, 乡镇, 村)."""

_LENGTHS: Final = tuple(sorted(LEVELS))


def is_key(text: str) -> bool:
    """True if `text` has the form of a region key (not: whether such a region exists)."""
    return len(text) in LEVELS and text.isascii() and text.isdigit()


def level(key: str) -> str:
    """The level of a key, as in LEVELS. Raises ValueError for what is no key."""
    if not is_key(key):
        raise ValueError("not a region key")
    return LEVELS[len(key)]


def ancestors(key: str) -> tuple[str, ...]:
    """All prefixes of `key` that are keys, highest first, without the key itself."""
    return tuple(key[:length] for length in _LENGTHS if length < len(key))


def parent(key: str) -> str | None:
    """The key one level up, or None for a province."""
    above = ancestors(key)
    return above[-1] if above else None


def span(key: str) -> tuple[str, str]:
    """Lower (included) and upper (excluded) bound of a region with all that lies below it."""
    return key, key + ":"


def contains(upper: str, key: str) -> bool:
    """True if `key` is `upper` or lies below it."""
    return key.startswith(upper)
