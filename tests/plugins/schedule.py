"""Which tests share a process when several run them.

A file's tests stay together, so that what a module makes is made once. The browser tests stay together by
composition: each platform is stood up once, and no more stand at a time than there are compositions.

(The plugin's own `loadgroup` does nothing under pytest 9, whose node ids it cannot extend.)
"""

import re
from typing import Any, Final

import pytest
from xdist.scheduler import LoadScopeScheduling

_COMPOSITION: Final = re.compile(r"^(tests/browser/).*\[(\w+)")


class ByFileAndComposition(LoadScopeScheduling):
    """Scopes of tests that go to one process each."""

    def _split_scope(self, nodeid: str) -> str:
        found = _COMPOSITION.match(nodeid)
        return found[1] + found[2] if found else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFileAndComposition:
    """The one way in which this project's tests are spread."""
    return ByFileAndComposition(config, log)
