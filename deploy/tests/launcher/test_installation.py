"""Where an installation lies, and that what it keeps secret is closed."""

import os
import stat
from pathlib import Path

import pytest

from launcher import sockets
from launcher.errors import LauncherError
from launcher.installation import CLONE, Installation, default_folder, read_json, write_json


def test_folder_and_port_come_from_the_environment(tmp_path: Path) -> None:
    made = Installation.from_environment({"BANGFU_DATA": str(tmp_path), "BANGFU_PORT": "8123"})
    assert (made.root, made.port, made.url) == (tmp_path, 8123, "http://127.0.0.1:8123")


@pytest.mark.parametrize("port", ["0", "65536", "web", "-1", "８０００"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(LauncherError, match="BANGFU_PORT"):
        Installation.from_environment({"BANGFU_PORT": port})


def test_root_keeps_its_data_where_another_user_can_enter() -> None:
    expected = Path("/var/lib/bangfu") if os.geteuid() == 0 else CLONE
    assert default_folder().is_relative_to(expected)


def test_folders_with_secrets_are_closed(tmp_path: Path) -> None:
    made = Installation(tmp_path / "data", 8000)
    made.prepare()
    for folder in (made.config, made.keys, made.run, made.log):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_written_file_is_its_owners_alone(tmp_path: Path) -> None:
    write_json(tmp_path / "secret.json", {"word": "词"})
    assert stat.S_IMODE((tmp_path / "secret.json").stat().st_mode) == 0o600
    assert read_json(tmp_path / "secret.json") == {"word": "词"}
    assert read_json(tmp_path / "absent.json") is None


def test_an_identity_is_found_once_and_kept(tmp_path: Path) -> None:
    made = Installation(tmp_path, 8000)
    assert made.identity() is None
    identity = made.found(name="试点", region="1310", demonstration=False)
    assert made.identity() == identity
    assert identity.id in identity.issuer


def test_a_busy_port_is_one_sentence_with_another_port() -> None:
    with sockets.take(sockets.free_port()) as held:
        port = held.getsockname()[1]
        with pytest.raises(LauncherError, match=f"Port {port} cannot be used.*BANGFU_PORT={port + 1}"):
            sockets.take(port)
