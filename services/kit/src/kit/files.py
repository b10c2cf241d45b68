"""Files of an installation: content-addressed, encrypted, of known type and size.

A file's address is the keyed hash of its content and is the associated data of its encryption: equal content
lies once, an altered or exchanged file does not open, and no address can be guessed from content. The calls
are short and blocking; for files of more than some hundred kilobytes use `asyncio.to_thread`.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import secrets
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kit.crypto import Keyring

PNG: Final = "image/png"
JPEG: Final = "image/jpeg"
PDF: Final = "application/pdf"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP: Final = "application/zip"
CSV: Final = "text/csv"

_TEXT_HEAD: Final = 4096
_ADDRESS = re.compile(r"[0-9a-f]{64}")


class FileRefused(Exception):
    """The content may not be stored; `reason` is `empty`, `too-large` or `type`."""

    def __init__(self, reason: str, media_type: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.media_type = media_type


class FileMissing(Exception):
    """No file lies at the address."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A stored file: `address` (64 hex digits), sniffed `media_type`, `size` in bytes of the content."""

    address: str
    media_type: str
    size: int


class Store:
    """A folder of encrypted files."""

    def __init__(self, root: Path, keyring: Keyring) -> None:
        self._root = root
        self._keyring = keyring

    def put(self, data: bytes, *, allowed: Collection[str], cap: int) -> StoredFile:
        """Store `data` and say where.

        `allowed`: media types, compared with what the content is and not with what a client calls it.
        `cap`: most bytes. Raises FileRefused. The same content twice is one file.
        """
        if not data:
            raise FileRefused("empty")
        if len(data) > cap:
            raise FileRefused("too-large")
        media_type = sniff(data)
        if media_type is None or media_type not in allowed:
            raise FileRefused("type", media_type)
        address = self._keyring.digest("file", data).hex()
        path = self._path(address)
        if not path.exists():
            _write(path, self._keyring.seal_bytes(f"file:{address}", data))
        return StoredFile(address, media_type, len(data))

    def get(self, address: str) -> bytes:
        """The content at an address; FileMissing, or kit.crypto.SealBroken where the file was altered."""
        try:
            blob = self._path(address).read_bytes()
        except FileNotFoundError:
            raise FileMissing(address) from None
        return self._keyring.open_bytes(f"file:{address}", blob)

    def discard(self, address: str) -> None:
        """Remove a file whose time is over (uploads after 30 days); an absent one is no error."""
        self._path(address).unlink(missing_ok=True)

    def _path(self, address: str) -> Path:
        if not _ADDRESS.fullmatch(address):
            raise FileMissing(address)
        return self._root / address[:2] / address[2:4] / address


def sniff(data: bytes) -> str | None:
    """The media type by the content itself, None where it is none that the platform knows."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _sniff_zip(data)
    return CSV if _is_text(data) else None


def _is_text(data: bytes) -> bool:
    """Text in one of the encodings that Chinese offices write: UTF-8, GB18030, UTF-16 with its mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    head = data[:_TEXT_HEAD]
    if any(byte < 0x20 and byte not in b"\t\r\n" for byte in head):
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            # The last character of the head may be cut.
            codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _sniff_zip(data: bytes) -> str | None:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())  # reads the directory, unpacks nothing
    except (zipfile.BadZipFile, ValueError):
        return None
    return XLSX if {"[Content_Types].xml", "xl/workbook.xml"} <= names else ZIP


def _write(path: Path, blob: bytes) -> None:
    """Write so that a kill at any point leaves the whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{secrets.token_hex(8)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(blob)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
