"""Asking the standing platform: figures, their children, the rows behind them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

from launcher.accounts import reason
from launcher.errors import LauncherError

FIGURES = "/api/supervision/v1/figures"
CATALOGUE = "/api/supervision/v1/indicators"
AT_ONCE = 6
PAGE = 200
BUSY = 4
"""How often a request is repeated when the platform says: later."""
LATER = {httpx.codes.SERVICE_UNAVAILABLE, httpx.codes.TOO_MANY_REQUESTS}


@dataclass(frozen=True)
class Figure:
    """One figure of one region as the platform answers it."""

    key: str
    region: str
    region_name: str
    kind: str
    value: str | list[str] | None
    numerator: Decimal | None
    denominator: Decimal | None
    rows: str
    children: str | None

    @property
    def is_empty(self) -> bool:
        """Nothing counted: no row can stand behind it."""
        return not self.numerator and not self.denominator and not isinstance(self.value, list)


@dataclass(frozen=True)
class Opened:
    """The rows behind a figure, summed up."""

    rows: int
    numerator: int
    denominator: int
    least: int | None
    most: int | None


class Platform:
    """The platform as one official sees it."""

    def __init__(self, http: httpx.AsyncClient, token: str) -> None:
        self._http = http
        self._headers = {"Authorization": f"Bearer {token}"}
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def built(self) -> list[str]:
        """Keys of the figures that the platform can count."""
        answer = await self._get(CATALOGUE, {})
        return [item["key"] for item in answer["items"]]

    async def figure(self, key: str, region: str, day: str) -> Figure:
        """One figure of a region."""
        answer = await self._get(FIGURES, {"key": key, "region": region, "as_of": day})
        if not answer["items"]:
            raise LauncherError(f"The platform has no answer for {key} of {region}; see its logs.")
        return _figure(answer["items"][0])

    async def children(self, figure: Figure) -> list[Figure]:
        """The same figure of the regions below; none below a village."""
        if figure.children is None:
            return []
        answer = await self._get(figure.children, {})
        if answer.get("problems"):
            raise LauncherError(f"The platform has no answer for {figure.key} below {figure.region}.")
        return [_figure(item) for item in answer["items"]]

    async def open_rows(self, figure: Figure) -> Opened:
        """Read every page of the rows behind a figure."""
        rows = numerator = denominator = 0
        values: list[int] = []
        async for row in self._pages(figure.rows):
            rows += 1
            n = int(row.get("n") or 0)
            numerator += n
            denominator += int(row.get("d") or 0)
            values.append(n)
        return Opened(rows, numerator, denominator, min(values, default=None), max(values, default=None))

    async def _pages(self, path: str) -> AsyncIterator[dict[str, Any]]:
        after: dict[str, str] = {}
        while True:
            page = await self._get(path, {"limit": str(PAGE), **after})
            for item in page["items"]:
                yield item
            if not page.get("next"):
                return
            after = {"after": page["next"]}

    async def _get(self, path: str, parameters: dict[str, str]) -> dict[str, Any]:
        parts = urlsplit(path)
        asked = {**dict(parse_qsl(parts.query)), **parameters}
        for turn in range(BUSY + 1):
            async with self._turns:
                answer = await self._http.get(parts.path, params=asked, headers=self._headers)
            if answer.status_code not in LATER or turn == BUSY:
                break
            await asyncio.sleep(float(answer.headers.get("Retry-After", "1")))
        if answer.status_code != httpx.codes.OK:
            raise LauncherError(f"{parts.path} answers {answer.status_code}: {reason(answer)}")
        content: dict[str, Any] = answer.json()
        return content


def _figure(item: dict[str, Any]) -> Figure:
    return Figure(
        key=item["key"],
        region=item["region"],
        region_name=item.get("region_name") or item["region"],
        kind=item["kind"],
        value=item["value"],
        numerator=_number(item["numerator"]),
        denominator=_number(item["denominator"]),
        rows=item["rows"],
        children=item["children"],
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
