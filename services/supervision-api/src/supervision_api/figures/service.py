"""Publishing figures: numbers from their owners, words and rounding from the catalogue."""

import asyncio
import logging
from collections.abc import Awaitable, Iterable, Mapping, Sequence
from urllib.parse import urlencode

from kit.peers import Peers
from kit.region_keys import level
from supervision_api.figures import owners
from supervision_api.figures.owners import Counted, OwnerSilent, Question
from supervision_api.figures.rules import Parts, nothing_counted, value_of
from supervision_api.figures.schemas import FigureRead, FiguresRead, OwnerProblem
from supervision_api.indicators.catalogue import Indicator
from supervision_api.indicators.schemas import TextRead

_log = logging.getLogger(__name__)


async def of_region(
    peers: Peers, token: str, indicators: Sequence[Indicator], question: Question, name: str | None
) -> FiguresRead:
    """The figures of one region, each owner asked once and all at the same time.

    What an owner does not answer is named among the problems; the rest is shown. ``name``: the region's.
    """
    answers = await asyncio.gather(
        *(
            _unless_silent(owners.figures(peers, token, owner, group, question))
            for owner, group in _by_owner(indicators).items()
        )
    )
    found = {counted.key: counted for answer in answers for counted in answer or ()}
    items, missing = [], []
    for indicator in indicators:
        counted = found.get(indicator.key)
        if counted is None or counted.version != indicator.version:
            missing.append(indicator)
        else:
            items.append(_figure(indicator, question, question.region, name, counted.parts))
    return _answer(question, items, missing)


async def of_children(
    peers: Peers, token: str, indicator: Indicator, question: Question, names: Mapping[str, str]
) -> FiguresRead:
    """One figure of each region below, in the order of ``names`` (their names by key).

    A region without a row stands there with nothing counted.
    """
    answer = await _unless_silent(owners.children(peers, token, indicator, question)) if names else []
    if answer is None or any(counted.version != indicator.version for counted in answer):
        return _answer(question, [], [indicator])
    found = {counted.region: counted.parts for counted in answer}
    nothing = nothing_counted(indicator)
    items = [
        _figure(indicator, question, region, name, found.get(region, nothing))
        for region, name in names.items()
    ]
    return _answer(question, items, [])


async def _unless_silent(asked: Awaitable[list[Counted]]) -> list[Counted] | None:
    try:
        return await asked
    except OwnerSilent as silent:
        _log.warning("no figures from %s: %r", silent, silent.__cause__)
        return None


def _by_owner(indicators: Iterable[Indicator]) -> dict[str, list[Indicator]]:
    groups: dict[str, list[Indicator]] = {}
    for indicator in indicators:
        groups.setdefault(indicator.owner, []).append(indicator)
    return groups


def _answer(question: Question, items: list[FigureRead], missing: list[Indicator]) -> FiguresRead:
    return FiguresRead(
        region=question.region,
        as_of=question.as_of,
        known_at=question.known_at,
        items=items,
        problems=[
            OwnerProblem(
                owner=owner,
                keys=[indicator.key for indicator in group],
                title=TextRead(zh="有的指标暂时没有回数", en="Some figures are not answered at the moment"),
                todo=TextRead(
                    zh="其余指标照常显示；请稍后刷新。", en="The others are shown; reload in a moment."
                ),
            )
            for owner, group in _by_owner(missing).items()
        ],
    )


def _figure(
    indicator: Indicator, question: Question, region: str, name: str | None, parts: Parts
) -> FigureRead:
    where = urlencode({**question.parameters(), "region": region})
    return FigureRead(
        key=indicator.key,
        name=TextRead.of(indicator.name),
        region=region,
        region_name=name,
        value=value_of(indicator, parts),
        numerator=None if parts.numerator is None else str(parts.numerator),
        denominator=None if parts.denominator is None else str(parts.denominator),
        unit=indicator.unit.code,
        unit_name=TextRead.of(indicator.unit.name),
        kind=indicator.kind,
        decimals=indicator.decimals,
        version=indicator.version,
        as_of=question.as_of,
        known_at=question.known_at,
        rows=f"/api/{indicator.owner}/v1/figures/{indicator.key}/rows?{where}",
        children=None
        if level(region) == "village"
        else f"/api/supervision/v1/figures/{indicator.key}/children?{where}",
    )
