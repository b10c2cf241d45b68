"""The tool chain's steps: skipped when nothing changed, three ways to uv, one sentence when none works."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import bootstrap
import package_index
import pytest

WHEEL = "uv-1.0-py3-none-any.whl"


def wheel(member: str = "uv-1.0.data/scripts/uv") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        made.writestr(member, b"#!/bin/sh\n")
    return content.getvalue()


@contextmanager
def index(content: bytes) -> Iterator[str]:
    """A package index with one wheel, on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = f'<a href="../../files/{WHEEL}#sha256=0">{WHEEL}</a>'.encode()
            body = content if self.path.endswith(".whl") else page
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/simple"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def no_pip_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("PIP_INDEX_URL", "PIP_CERT", "PIP_CONFIG_FILE", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "none"))
    monkeypatch.setenv("HOME", str(tmp_path))


def test_a_step_runs_once_until_its_inputs_change(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "TOOLCHAIN", tmp_path)
    inputs, made = [b"one"], []
    step = bootstrap.Step("part", lambda: inputs, tmp_path, lambda: made.append(list(inputs)))
    step.ensure()
    step.ensure()
    inputs[0] = b"two"
    step.ensure()
    assert made == [[b"one"], [b"two"]]
    assert capsys.readouterr().err.count("part: done") == 2


def test_a_step_that_failed_is_tried_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bootstrap, "TOOLCHAIN", tmp_path)

    def fail() -> None:
        raise bootstrap.BootstrapError("no")

    with pytest.raises(bootstrap.BootstrapError):
        bootstrap.Step("part", lambda: [b"x"], tmp_path, fail).ensure()
    made: list[int] = []
    bootstrap.Step("part", lambda: [b"x"], tmp_path, lambda: made.append(1)).ensure()
    assert made == [1]


def test_uv_without_venv_pip_and_index_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bootstrap, "TOOLCHAIN", tmp_path)

    def refuse(*_: object) -> None:
        raise bootstrap.BootstrapError("refused")

    for way in ("uv_from_venv", "uv_from_pip", "uv_from_index"):
        monkeypatch.setattr(bootstrap, way, refuse)
    with pytest.raises(bootstrap.BootstrapError, match="install python3-venv or python3-pip"):
        bootstrap.make_uv()


@pytest.mark.usefixtures("no_pip_settings")
def test_a_wheel_is_fetched_with_the_standard_library(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content = wheel()
    with index(content) as url:
        monkeypatch.setenv("PIP_INDEX_URL", url)
        package_index.fetch_wheel("uv", WHEEL, hashlib.sha256(content).hexdigest(), tmp_path / "uv")
    assert (tmp_path / "uv" / "bin" / "uv").read_bytes() == b"#!/bin/sh\n"


@pytest.mark.usefixtures("no_pip_settings")
@pytest.mark.parametrize("content", [wheel("../outside"), wheel("/outside")])
def test_a_wheel_that_leaves_its_folder_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes
) -> None:
    sha256 = hashlib.sha256(content).hexdigest()
    with index(content) as url:
        monkeypatch.setenv("PIP_INDEX_URL", url)
        with pytest.raises(ValueError, match="outside its folder"):
            package_index.fetch_wheel("uv", WHEEL, sha256, tmp_path / "uv")


@pytest.mark.usefixtures("no_pip_settings")
def test_a_wheel_with_another_hash_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with index(wheel()) as url:
        monkeypatch.setenv("PIP_INDEX_URL", url)
        with pytest.raises(ValueError, match="another hash"):
            package_index.fetch_wheel("uv", WHEEL, "0" * 64, tmp_path / "uv")


@pytest.mark.usefixtures("no_pip_settings")
def test_pips_configuration_reaches_the_other_tools(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    config = tmp_path / ".config" / "pip" / "pip.conf"
    config.parent.mkdir(parents=True)
    config.write_text("[global]\nindex-url = https://mirror.test/simple\ncert = /ca.pem\n")
    for name in ("UV_DEFAULT_INDEX", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"):
        monkeypatch.delenv(name, raising=False)
    seen = bootstrap.environment()
    assert seen["UV_DEFAULT_INDEX"] == "https://mirror.test/simple"
    assert seen["SSL_CERT_FILE"] == seen["NODE_EXTRA_CA_CERTS"] == "/ca.pem"
    assert seen["UV_PYTHON_DOWNLOADS"] == "never"


def test_the_locks_name_hashes_and_no_addresses() -> None:
    locks = ("requirements.lock", "frontend/package-lock.json", "deploy/browser/package-lock.json")
    for name in (*locks, "deploy/api-page/package-lock.json"):
        text = (bootstrap.ROOT / name).read_text(encoding="utf-8")
        assert '"resolved"' not in text
        assert "--index-url" not in text
    pinned = [
        line for line in (bootstrap.ROOT / "requirements.lock").read_text().splitlines() if "==" in line
    ]
    assert all(line.endswith("\\") for line in pinned)
