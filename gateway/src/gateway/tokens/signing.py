"""The ring of keys that sign access tokens: one file of mode 0600, made at first start.

The newest signs; all are published, so a token signed before a change of key holds until it expires.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson

from kit.auth import SigningKey


class SigningRing:
    """Signing keys, oldest first (kit.auth.KeySource for the gateway itself)."""

    def __init__(self, keys: Sequence[SigningKey]) -> None:
        if not keys:
            raise ValueError("a signing ring needs a key")
        self._keys = tuple(keys)

    @property
    def current(self) -> SigningKey:
        """The key that signs now."""
        return self._keys[-1]

    async def jwks(self) -> Sequence[dict[str, Any]]:
        """The public keys, newest first."""
        return [key.verify_key.jwk for key in reversed(self._keys)]

    def with_new_key(self) -> SigningRing:
        """The ring with one more key, which signs from now on."""
        return SigningRing((*self._keys, SigningKey.generate()))

    @classmethod
    def load_or_create(cls, path: Path) -> SigningRing:
        """The ring at `path`, or a new one written there. Safe when two processes start at once."""
        if not path.exists():
            cls((SigningKey.generate(),)).save(path, replace=False)
        if path.stat().st_mode & 0o077:
            raise PermissionError(f"{path} may be read by others; set its mode to 0600")
        return cls([SigningKey.from_pem(pem) for pem in orjson.loads(path.read_bytes())["keys"]])

    def save(self, path: Path, *, replace: bool = True) -> None:
        """Write the ring with mode 0600; without `replace` a ring that lies there already stays."""
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(orjson.dumps({"keys": [key.to_pem() for key in self._keys]}))
        if replace:
            os.replace(draft, path)
            return
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
