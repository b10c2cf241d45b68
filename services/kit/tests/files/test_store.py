"""Stored files: content-addressed, encrypted, of the type they really are."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from kit.crypto import Keyring, SealBroken
from kit.files import CSV, JPEG, PDF, PNG, XLSX, ZIP, FileMissing, FileRefused, Store, sniff

PICTURE = b"\x89PNG\r\n\x1a\n" + b"a signature" * 20


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path, Keyring.generate())


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def test_what_is_put_is_got_again(store: Store) -> None:
    stored = store.put(PICTURE, allowed={PNG}, cap=1000)
    assert (stored.media_type, stored.size) == (PNG, len(PICTURE))
    assert store.get(stored.address) == PICTURE


def test_the_same_content_is_one_file(store: Store, tmp_path: Path) -> None:
    assert store.put(PICTURE, allowed={PNG}, cap=1000) == store.put(PICTURE, allowed={PNG}, cap=1000)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_content_lies_encrypted_and_its_address_is_not_its_plain_hash(store: Store, tmp_path: Path) -> None:
    stored = store.put(PICTURE, allowed={PNG}, cap=1000)
    lying = next(path for path in tmp_path.rglob("*") if path.is_file()).read_bytes()
    assert b"a signature" not in lying
    assert stored.address != hashlib.sha256(PICTURE).hexdigest()


def test_an_exchanged_file_does_not_open(store: Store, tmp_path: Path) -> None:
    one = store.put(PICTURE, allowed={PNG}, cap=1000)
    two = store.put(PICTURE + b"2", allowed={PNG}, cap=1000)
    first, second = (tmp_path / a[:2] / a[2:4] / a for a in (one.address, two.address))
    first.write_bytes(second.read_bytes())
    with pytest.raises(SealBroken):
        store.get(one.address)


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (PICTURE * 10, "too-large"), (b"<svg onload=x>", "type"), (b"%PDF-1.7", "type")],
)
def test_what_may_not_be_stored_is_refused(store: Store, data: bytes, reason: str) -> None:
    with pytest.raises(FileRefused) as refused:
        store.put(data, allowed={PNG}, cap=1000)
    assert refused.value.reason == reason


@pytest.mark.parametrize("address", ["0" * 64, "", "../../etc/passwd", "A" * 64, "0" * 63])
def test_no_other_place_is_an_address(store: Store, address: str) -> None:
    with pytest.raises(FileMissing):
        store.get(address)


def test_a_discarded_file_is_gone_and_discarding_again_is_harmless(store: Store) -> None:
    stored = store.put(PICTURE, allowed={PNG}, cap=1000)
    store.discard(stored.address)
    store.discard(stored.address)
    with pytest.raises(FileMissing):
        store.get(stored.address)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (PICTURE, PNG),
        (b"\xff\xd8\xff\xe0", JPEG),
        (b"%PDF-1.7", PDF),
        (_zip("[Content_Types].xml", "xl/workbook.xml"), XLSX),
        (_zip("notes.txt"), ZIP),
        (b"PK\x03\x04 broken", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None),  # .xls, whatever it is called
        ("户主姓名,证件号码".encode("gb18030"), CSV),
        ("户主姓名,证件号码".encode(), CSV),
        (b"\x00\x01\x02", None),
    ],
)
def test_the_type_is_what_the_content_says(data: bytes, media_type: str | None) -> None:
    assert sniff(data) == media_type
