"""Answers of hot reads: bytes from database rows by orjson, past pydantic.

The endpoint still declares its model as the return type's description, so OpenAPI shows it:

    @router.get("", response_model=Page[HouseholdRow])
    async def list_households(...) -> RowsResponse:
        return RowsResponse(rows, next=cursor)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from starlette.responses import Response


def to_json(document: Any) -> bytes:
    """JSON of plain values and of database records: money as text, dates and UUIDs as ISO texts."""
    return orjson.dumps(document, default=_plain)


class JsonResponse(Response):
    """A JSON answer from plain values and database records."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return to_json(content)


class RowsResponse(JsonResponse):
    """A `Page` from database rows whose columns are named like the model's fields."""

    def __init__(
        self,
        rows: Iterable[Mapping[str, Any] | Any],
        *,
        next: str | None = None,
        total: int | None = None,
        total_capped: bool = False,
    ) -> None:
        """`rows`: asyncpg records or dicts; the rest as in `kit.web.Page`."""
        super().__init__(
            {
                "items": [row if isinstance(row, dict) else dict(row.items()) for row in rows],
                "next": next,
                "total": total,
                "total_capped": total_capped,
            }
        )


def _plain(value: Any) -> Any:
    # UUID: asyncpg's are of a class of its own, which orjson does not take for one.
    if isinstance(value, Decimal | UUID):
        return str(value)
    if hasattr(value, "items"):  # asyncpg.Record
        return dict(value.items())
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
