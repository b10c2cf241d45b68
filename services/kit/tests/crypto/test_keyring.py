"""The key ring: what is sealed opens only at its place; hashes are kept apart by purpose."""

import stat
from pathlib import Path

import pytest

from kit.crypto import Keyring, SealBroken

PHONE = "13800005678"


@pytest.fixture(scope="module")
def ring() -> Keyring:
    return Keyring.generate()


def test_a_sealed_text_opens_at_its_address(ring: Keyring) -> None:
    blob = ring.seal("member.phone:1", PHONE)
    assert ring.open("member.phone:1", blob) == PHONE


def test_a_sealed_text_does_not_open_elsewhere(ring: Keyring) -> None:
    blob = ring.seal("member.phone:1", PHONE)
    with pytest.raises(SealBroken):
        ring.open("member.phone:2", blob)


@pytest.mark.parametrize("place", [0, 1, 2, 3, 15, -1])
def test_an_altered_byte_is_noticed(ring: Keyring, place: int) -> None:
    blob = bytearray(ring.seal("member.phone:1", PHONE))
    blob[place] ^= 1
    with pytest.raises(SealBroken):
        ring.open("member.phone:1", bytes(blob))


@pytest.mark.parametrize("blob", [b"", b"\x01", b"\x01\x00\x01" + b"0" * 12])
def test_what_is_too_short_is_broken(ring: Keyring, blob: bytes) -> None:
    with pytest.raises(SealBroken):
        ring.open("member.phone:1", blob)


def test_sealing_twice_gives_different_bytes(ring: Keyring) -> None:
    assert ring.seal("a.b:1", PHONE) != ring.seal("a.b:1", PHONE)


def test_after_rotation_old_values_open_and_new_ones_bear_the_new_key(ring: Keyring) -> None:
    old = ring.seal("a.b:1", PHONE)
    rotated = ring.with_new_seal_key()
    new = rotated.seal("a.b:1", PHONE)
    assert rotated.open("a.b:1", old) == PHONE
    assert (rotated.key_of(old), rotated.key_of(new), rotated.current_key) == (1, 2, 2)
    with pytest.raises(SealBroken):
        ring.open("a.b:1", new)


def test_a_blind_hash_is_stable_and_belongs_to_its_purpose(ring: Keyring) -> None:
    assert ring.blind("id_number", PHONE) == ring.blind("id_number", PHONE)
    assert ring.blind("id_number", PHONE) != ring.blind("phone", PHONE)
    assert ring.blind("id_number", PHONE) != Keyring.generate().blind("id_number", PHONE)
    assert len(ring.blind("id_number", PHONE)) == 32


def test_the_file_keeps_the_keys_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "ring.json"
    made = Keyring.load_or_create(path)
    again = Keyring.load_or_create(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert again.open("a.b:1", made.seal("a.b:1", PHONE)) == PHONE
    assert again.blind("x", PHONE) == made.blind("x", PHONE)
    assert [entry.name for entry in path.parent.iterdir()] == ["ring.json"]
    with pytest.raises(FileExistsError):
        Keyring.create(path)


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ring.json"
    Keyring.create(path)
    path.chmod(0o640)
    with pytest.raises(PermissionError):
        Keyring.load(path)


def test_no_key_shows_in_the_representation(ring: Keyring) -> None:
    assert repr(ring) == "Keyring(seal_keys=[1], hash_keys=[1])"
