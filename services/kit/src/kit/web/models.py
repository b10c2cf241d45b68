"""Bases of what endpoints take and give: strict models, pages, cursors."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, Generic, Self, TypeVar

import orjson
from pydantic import BaseModel, ConfigDict

from kit.web.problems import BadRequest

T = TypeVar("T")


class Model(BaseModel):
    """Base of every request and answer: unknown fields are refused, instances do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)


class Page(Model, Generic[T]):
    """A page of a list. `next` is the cursor of the page after it, null at the end.

    `total` is counted only as far as it is cheap: `total_capped` reads "at least"; null is not counted.
    """

    items: list[T]
    next: str | None = None
    total: int | None = None
    total_capped: bool = False


class Cursor:
    """A place in a list, opaque to clients: the values of the sort key of the last row read."""

    __slots__ = ("sort", "values")

    def __init__(self, sort: str, values: tuple[Any, ...]) -> None:
        """`sort`: name of the order that `values` (JSON scalars) belong to."""
        self.sort = sort
        self.values = values

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(orjson.dumps([self.sort, *self.values])).rstrip(b"=").decode()

    @classmethod
    def parse(cls, text: str, *, sort: str, size: int) -> Self:
        """From the text that a page gave as `next`, for the same order of `size` values; 400 otherwise."""
        try:
            parts = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        except (binascii.Error, ValueError):
            raise _unknown_cursor() from None
        if not isinstance(parts, list) or len(parts) != size + 1 or parts[0] != sort:
            raise _unknown_cursor()
        if any(isinstance(part, list | dict) for part in parts):
            raise _unknown_cursor()
        return cls(sort, tuple(parts[1:]))

    @classmethod
    def read(cls, text: str, *, sort: str, of: Sequence[Callable[[Any], Any]]) -> tuple[Any, ...]:
        """The values of a place, each made by its function (`UUID`, `date.fromisoformat`); 400 otherwise."""
        values = cls.parse(text, sort=sort, size=len(of)).values
        try:
            return tuple(make(value) for make, value in zip(of, values, strict=True))
        except (TypeError, ValueError, AttributeError):
            raise _unknown_cursor() from None


def _unknown_cursor() -> BadRequest:
    return BadRequest(
        "unknown-cursor",
        ("翻页位置无效", "This is no place in the list"),
        todo=("从第一页重新开始。", "Start again from the first page."),
    )
