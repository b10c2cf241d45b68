"""Words of the import, Chinese and English: what is wrong, and what to do about it.

`{…}` are filled from arguments; a protected value is never one of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Pair = tuple[str, str]
"""(Chinese, English)."""


@dataclass(frozen=True, slots=True)
class Message:
    """Filled words: what is wrong, and what to do about it; each (Chinese, English)."""

    title: Pair
    todo: Pair


@dataclass(frozen=True, slots=True)
class Words:
    """Words with places to fill."""

    title: Pair
    todo: Pair

    def fill(self, args: Mapping[str, Any]) -> Message:
        """The message with its places filled; a place without an argument stays empty."""
        known = _Blank({name: _plain(value) for name, value in args.items()})
        zh, en = (text.format_map(known) for text in self.title)
        todo_zh, todo_en = (text.format_map(known) for text in self.todo)
        return Message((zh, en), (todo_zh, todo_en))


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _plain(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "、".join(str(item) for item in value)
    return str(value)


def words(zh: str, en: str, todo_zh: str, todo_en: str) -> Words:
    return Words((zh, en), (todo_zh, todo_en))
