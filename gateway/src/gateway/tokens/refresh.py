"""Refresh tokens: a family, a turn, and a keyed hash over both; one row says which turn it is.

Because a token follows from its family and turn, the same successor can be given again after a lost answer
without ever having been stored.
"""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from kit.crypto import Keyring

_PURPOSE: Final = "refresh-token"
_MAC_BYTES: Final = 32
_TURN_BYTES: Final = 4
_LENGTH: Final = 16 + _TURN_BYTES + _MAC_BYTES


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """The `turn`-th token of a family."""

    family: UUID
    turn: int

    def written(self, keyring: Keyring) -> str:
        """The token as its holder keeps it."""
        body = self.family.bytes + self.turn.to_bytes(_TURN_BYTES, "big")
        return base64.urlsafe_b64encode(body + keyring.digest(_PURPOSE, body)).rstrip(b"=").decode()

    @classmethod
    def read(cls, text: str, keyring: Keyring) -> RefreshToken | None:
        """The token that we once gave out; None for anything else."""
        try:
            raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except ValueError:
            return None
        body, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
        if len(raw) != _LENGTH or not hmac.compare_digest(mac, keyring.digest(_PURPOSE, body)):
            return None
        return cls(UUID(bytes=body[:16]), int.from_bytes(body[16:], "big"))
