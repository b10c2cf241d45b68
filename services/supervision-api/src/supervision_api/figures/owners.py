"""Asking the services that own the rows, in the caller's own name."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import httpx

from kit.peers import Peers
from kit.web.figures import UnknownKnownAt
from supervision_api.figures.rules import Parts
from supervision_api.indicators.catalogue import Indicator

_PATIENCE_SECONDS = 8.0


@dataclass(frozen=True)
class Question:
    """Which figures are wanted: of which region, for which day, as known when."""

    region: str
    as_of: date
    known_at: str

    def parameters(self) -> dict[str, str]:
        """The question as query parameters, the same at every service."""
        return {"region": self.region, "as_of": self.as_of.isoformat(), "known_at": self.known_at}


@dataclass(frozen=True)
class Counted:
    """What an owner counted for one figure of one region."""

    key: str
    region: str
    version: int
    parts: Parts


class OwnerSilent(Exception):
    """The owner did not answer, or not in a form that can be trusted."""


async def figures(
    peers: Peers, token: str, owner: str, indicators: Sequence[Indicator], question: Question
) -> list[Counted]:
    """The owner's figures of the question's region. Raises OwnerSilent, UnknownKnownAt."""
    parameters = {**question.parameters(), "key": [indicator.key for indicator in indicators]}
    return await _ask(peers, token, f"/api/{owner}/v1/figures", parameters)


async def children(peers: Peers, token: str, indicator: Indicator, question: Question) -> list[Counted]:
    """The figure of each region below the question's, as far as there are rows. Raises as `figures`."""
    path = f"/api/{indicator.owner}/v1/figures/{indicator.key}/children"
    return await _ask(peers, token, path, question.parameters())


async def _ask(peers: Peers, token: str, path: str, parameters: dict[str, Any]) -> list[Counted]:
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            answer = await peers.get(path, params=parameters, caller_token=token)
        if answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY:
            # Region and key are checked here: what the owner cannot follow is the instant.
            raise UnknownKnownAt
        answer.raise_for_status()
        return [_counted(item) for item in answer.json()["items"]]
    except (TimeoutError, httpx.HTTPError, ValueError, KeyError, TypeError, InvalidOperation) as error:
        raise OwnerSilent(path) from error


def _counted(item: dict[str, Any]) -> Counted:
    least, most = item["extreme"] or (None, None)
    return Counted(
        key=item["key"],
        region=item["region"],
        version=item["version"],
        parts=Parts(
            numerator=_number(item["numerator"]),
            denominator=_number(item["denominator"]),
            least=_number(least),
            most=_number(most),
        ),
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
