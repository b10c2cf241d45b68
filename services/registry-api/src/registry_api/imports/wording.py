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
        in_chinese, in_english = (_filling(args, between) for between in ("、", ", "))
        (zh, en), (todo_zh, todo_en) = self.title, self.todo
        return Message(
            (zh.format_map(in_chinese), en.format_map(in_english)),
            (todo_zh.format_map(in_chinese), todo_en.format_map(in_english)),
        )


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _filling(args: Mapping[str, Any], between: str) -> _Blank:
    """The arguments as texts; what lies `between` the items of a list is the language's."""
    return _Blank(
        {
            name: between.join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
            for name, value in args.items()
        }
    )


def words(zh: str, en: str, todo_zh: str, todo_en: str) -> Words:
    return Words((zh, en), (todo_zh, todo_en))
