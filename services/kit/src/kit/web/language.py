"""The two languages of every text that the server says itself: Chinese first, English complete."""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]
Words = tuple[str, str]
"""A text as (Chinese, English)."""


def choose(accept_language: str | None) -> Language:
    """The language for an `Accept-Language` header: the best of the two by quality, Chinese by default."""
    best: Language = "zh"
    best_quality = 0.0
    for part in (accept_language or "").split(","):
        tag, _, parameters = part.strip().partition(";")
        quality = _quality(parameters)
        match tag.strip().lower().partition("-")[0]:
            case ("zh" | "en") as language if quality > best_quality:
                best, best_quality = ("zh" if language == "zh" else "en"), quality
    return best


def say(words: Words, language: Language) -> str:
    """The text in one of the two."""
    return words[0] if language == "zh" else words[1]


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
