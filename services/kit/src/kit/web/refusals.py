"""Refusals leave a trace: a journal row of their own, in a transaction of their own.

Not for a request without a token or with one that has merely run out: those are everyday and say nothing. Of
forged or revoked tokens a flood must not become a flood of rows, so at most a few a second are written, each
with how many went unwritten before it.
"""

from __future__ import annotations

import logging
import time
from typing import Final

from kit.db import Scope
from kit.web.edge import describe
from kit.web.problems import Forbidden, Problem, Unauthorized, Unavailable
from kit.web.requests import RequestState, journal_entry

_EVERYDAY: Final = frozenset({"no-token", "expired"})
_MOST_PER_SECOND: Final = 10

_log = logging.getLogger(__name__)


class RefusalBudget:
    """How many refused tokens may still be journalled in this second; one a runtime."""

    def __init__(self) -> None:
        self._second = 0
        self._written = 0
        self._unwritten = 0

    def take(self) -> int | None:
        """Take one: how many went unwritten since the last, or None when there is none left."""
        second = int(time.monotonic())
        if second != self._second:
            self._second, self._written = second, 0
        if self._written >= _MOST_PER_SECOND:
            self._unwritten += 1
            return None
        self._written += 1
        unwritten, self._unwritten = self._unwritten, 0
        return unwritten


async def journal_refusal(state: RequestState, problem: Problem) -> Problem:
    """Write the row of a refusal that leaves one (`journal_as`), and return what to answer.

    A database that cannot take it does not turn the refusal into an error; one that has to be counted is
    then not told.
    """
    if problem.journal_as is None:
        return problem
    entry = journal_entry(state, problem.journal_as)
    entry.details = {"operation": state.operation}
    if isinstance(problem, Forbidden):
        entry.details["permission"] = problem.permission
    if isinstance(problem, Unauthorized):
        if problem.reason in _EVERYDAY:
            return problem
        unwritten = state.request.app.state.refusals.take()
        if unwritten is None:
            return problem
        entry.details |= {"reason": problem.reason, "unwritten_before": unwritten}
    scope = state.caller.scope if state.caller else Scope.none()
    try:
        async with state.runtime.db.write(scope, entry) as tx:
            answer = await problem.count(tx)
            entry.details["problem"] = answer.slug
    except Exception as error:
        _log.error("a refusal could not be journalled\n%s", describe(error))
        return Unavailable() if problem.is_counted else problem
    return answer
