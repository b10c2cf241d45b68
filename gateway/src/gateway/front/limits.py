"""Rate limits: a bucket of requests for each caller, filled at a steady rate."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import Final

_MOST_CALLERS: Final = 50_000


@dataclass(slots=True)
class _Bucket:
    left: float
    filled_at: float


class RateLimit:
    """At most `at_once` requests in a burst and `per_second` on average, for each key; one process's view."""

    def __init__(self, per_second: float, at_once: int) -> None:
        self._per_second = per_second
        self._at_once = float(at_once)
        self._buckets: dict[object, _Bucket] = {}

    def take(self, key: object, now: float | None = None) -> int | None:
        """Take one request of the caller: None if it may pass, else the seconds to wait."""
        now = time.monotonic() if now is None else now
        bucket = self._buckets.get(key)
        if bucket is None:
            if len(self._buckets) >= _MOST_CALLERS:
                self._buckets.pop(next(iter(self._buckets)))
            bucket = self._buckets[key] = _Bucket(self._at_once, now)
        bucket.left = min(self._at_once, bucket.left + (now - bucket.filled_at) * self._per_second)
        bucket.filled_at = now
        if bucket.left < 1:
            return math.ceil((1 - bucket.left) / self._per_second)
        bucket.left -= 1
        return None
