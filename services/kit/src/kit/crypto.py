"""The key ring: sealing of protected values, keyed hashes for exact look-up and digests.

Sealing is AES-256-GCM. The associated data is the value's address (`table.column:id`), so a sealed value
copied to another row, column or person does not open. Look-ups and digests are HMAC-SHA-256 under a key of
their own for each purpose, derived from the ring's hash secret: no protected value can be guessed from one
by somebody who does not hold the ring, and a hash for one purpose says nothing under another.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_FORMAT: Final = 1
_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_HEAD_BYTES: Final = 3  # format, key id
_TAG_BYTES: Final = 16


class SealBroken(Exception):
    """A sealed value does not open: wrong address, unknown key, or altered bytes."""


class Keyring:
    """Keys of one installation or service, each with an id; the newest seals, all of them open.

    A sealed value is: format (1 byte), key id (2 bytes, big-endian), nonce (12), ciphertext with tag.
    """

    def __init__(self, seal_keys: Mapping[int, bytes], hash_keys: Mapping[int, bytes]) -> None:
        """`seal_keys`, `hash_keys`: key id (1–65535) → 32 bytes; the highest id is the current one."""
        for keys in (seal_keys, hash_keys):
            if not keys or any(len(key) != _KEY_BYTES or not 0 < id_ < 65536 for id_, key in keys.items()):
                raise ValueError("a key ring needs keys of 32 bytes with ids from 1 to 65535")
        self._seal_keys = dict(seal_keys)
        self._hash_keys = dict(hash_keys)
        self._ciphers = {id_: AESGCM(key) for id_, key in seal_keys.items()}
        self._current = max(seal_keys)
        self._purposes: dict[tuple[str, int], hmac.HMAC] = {}

    def __repr__(self) -> str:
        return f"Keyring(seal_keys={sorted(self._seal_keys)}, hash_keys={sorted(self._hash_keys)})"

    # -- the file ---------------------------------------------------------------------------------------

    @classmethod
    def generate(cls) -> Keyring:
        """A new ring with one key of each sort."""
        return cls({1: secrets.token_bytes(_KEY_BYTES)}, {1: secrets.token_bytes(_KEY_BYTES)})

    @classmethod
    def create(cls, path: Path) -> Keyring:
        """Make a new ring and write it to `path` with mode 0600; FileExistsError where one lies already."""
        ring = cls.generate()
        ring._write(path)
        return ring

    @classmethod
    def load(cls, path: Path) -> Keyring:
        """Read a ring; PermissionError when others than its owner may read the file."""
        mode = path.stat().st_mode
        if stat.S_IMODE(mode) & 0o077:
            raise PermissionError(f"{path} may be read by others; set its mode to 0600")
        document = orjson.loads(path.read_bytes())
        if document.get("format") != _FORMAT:
            raise ValueError(f"{path} is no key ring of format {_FORMAT}")
        return cls(_decode(document["seal"]), _decode(document["hash"]))

    @classmethod
    def load_or_create(cls, path: Path) -> Keyring:
        """Read the ring at `path`, or make one at first start. Safe when two processes start at once."""
        try:
            return cls.create(path)
        except FileExistsError:
            return cls.load(path)

    def with_new_seal_key(self) -> Keyring:
        """A ring with one more sealing key, which is current from now on; the old ones still open."""
        keys = {**self._seal_keys, self._current + 1: secrets.token_bytes(_KEY_BYTES)}
        return Keyring(keys, self._hash_keys)

    def _write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        document = {"format": _FORMAT, "seal": _encode(self._seal_keys), "hash": _encode(self._hash_keys)}
        # Written beside and linked: a reader never meets half a ring, and an existing one is never replaced.
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(orjson.dumps(document))
                file.flush()
                os.fsync(file.fileno())
            os.link(draft, path)
        finally:
            draft.unlink()

    # -- sealing ----------------------------------------------------------------------------------------

    def seal(self, address: str, text: str) -> bytes:
        """Encrypt `text` for one place, `address` = `table.column:id`."""
        return self.seal_bytes(address, text.encode())

    def open(self, address: str, blob: bytes) -> str:
        """Decrypt what `seal` gave for the same address; SealBroken otherwise."""
        return self.open_bytes(address, blob).decode()

    def seal_bytes(self, address: str, data: bytes) -> bytes:
        """`seal` for bytes (files)."""
        head = bytes((_FORMAT,)) + self._current.to_bytes(2, "big")
        nonce = os.urandom(_NONCE_BYTES)
        return head + nonce + self._ciphers[self._current].encrypt(nonce, data, head + address.encode())

    def open_bytes(self, address: str, blob: bytes) -> bytes:
        """`open` for bytes (files)."""
        blob = bytes(blob)
        head, nonce = blob[:_HEAD_BYTES], blob[_HEAD_BYTES : _HEAD_BYTES + _NONCE_BYTES]
        if len(blob) < _HEAD_BYTES + _NONCE_BYTES + _TAG_BYTES or head[0] != _FORMAT:
            raise SealBroken(address)
        cipher = self._ciphers.get(int.from_bytes(head[1:], "big"))
        if cipher is None:
            raise SealBroken(address)
        try:
            return cipher.decrypt(nonce, blob[_HEAD_BYTES + _NONCE_BYTES :], head + address.encode())
        except InvalidTag:
            raise SealBroken(address) from None

    def key_of(self, blob: bytes) -> int:
        """The id of the key that sealed `blob`; the rotation job seals anew what is not of `current_key`."""
        return int.from_bytes(blob[1:_HEAD_BYTES], "big")

    @property
    def current_key(self) -> int:
        """The id of the key that seals now."""
        return self._current

    # -- keyed hashes -----------------------------------------------------------------------------------

    def blind(self, purpose: str, text: str, *, key: int | None = None) -> bytes:
        """32 bytes for the exact look-up of a protected text, e.g. purpose `id_number`.

        Equal texts under one purpose and key give equal bytes. `key`: a hash key id, for the second hash
        column while rotating; by default the newest. The caller brings the text into its one normal form.
        """
        return self._mac(purpose, text.encode(), key)

    def digest(self, purpose: str, data: bytes) -> bytes:
        """32 bytes that stand for `data` (a change, a file, a request body)."""
        return self._mac(purpose, data, None)

    def _mac(self, purpose: str, data: bytes, key: int | None) -> bytes:
        id_ = max(self._hash_keys) if key is None else key
        mac = self._purposes.get((purpose, id_))
        if mac is None:
            derived = hmac.digest(self._hash_keys[id_], b"bangfu:" + purpose.encode(), hashlib.sha256)
            mac = self._purposes[purpose, id_] = hmac.new(derived, digestmod=hashlib.sha256)
        copy = mac.copy()
        copy.update(data)
        return copy.digest()


def _encode(keys: Mapping[int, bytes]) -> dict[str, str]:
    return {str(id_): base64.b64encode(key).decode() for id_, key in keys.items()}


def _decode(keys: Mapping[str, str]) -> dict[int, bytes]:
    return {int(id_): base64.b64decode(key, validate=True) for id_, key in keys.items()}
