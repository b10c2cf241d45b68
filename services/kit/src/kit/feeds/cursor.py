"""Cursors of feeds: opaque to readers; inside, a place in the journal's order and the scope of the reader."""

import base64
import binascii
from dataclasses import dataclass
from typing import Self

import orjson


class Resync(Exception):
    """The cursor is unknown here, or the scope has widened since: begin again from a snapshot."""


@dataclass(frozen=True, slots=True)
class FeedCursor:
    """After event `n` of the transaction at `position`, within `[lo, hi)`.

    One transaction may carry hundreds of events, so a page may end among them.
    """

    position: int
    n: int
    lo: str
    hi: str

    def encode(self) -> str:
        """As text for a URL."""
        return base64.urlsafe_b64encode(orjson.dumps([self.position, self.n, self.lo, self.hi])).decode()

    @classmethod
    def decode(cls, text: str) -> Self:
        """Raises Resync for what is no cursor of ours."""
        try:
            position, n, lo, hi = orjson.loads(base64.urlsafe_b64decode(text.encode()))
        except (binascii.Error, ValueError, TypeError):
            raise Resync from None
        if not (
            isinstance(position, int) and isinstance(n, int) and isinstance(lo, str) and isinstance(hi, str)
        ):
            raise Resync
        return cls(position, n, lo, hi)

    def require_scope(self, lo: str, hi: str, head: int) -> None:
        """Raises Resync if the cursor lies ahead of the journal or was read in a narrower scope."""
        if self.position > head or lo < self.lo or hi > self.hi:
            raise Resync
