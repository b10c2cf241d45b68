"""The package index this machine is configured for, read and asked with the standard library alone.

Used by `bootstrap.py` only: uv and npm do not read pip's configuration, and a Python may have no pip at all.
"""

import base64
import configparser
import hashlib
import io
import os
import re
import ssl
import urllib.parse
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path

SECONDS = 60


@dataclass(frozen=True)
class PipSettings:
    """What of pip's configuration the other tools must know: its index and its certificates."""

    index_url: str | None
    certificates: str | None


def pip_settings() -> PipSettings:
    """pip's own order: the environment, then the user's file, then the machine's."""
    home = Path(os.environ.get("HOME", "/nonexistent"))
    configured = configparser.ConfigParser(interpolation=None)
    named = os.environ.get("PIP_CONFIG_FILE")
    config_home = Path(os.environ.get("XDG_CONFIG_HOME", home / ".config"))
    places = [
        *(Path(folder) / "pip" / "pip.conf" for folder in reversed(config_folders())),
        Path("/etc/pip.conf"),
        home / ".pip" / "pip.conf",
        config_home / "pip" / "pip.conf",
        *([Path(named)] if named else []),
    ]
    try:
        # Later files override earlier ones.
        configured.read(places, encoding="utf-8")
    except configparser.Error:
        configured = configparser.ConfigParser(interpolation=None)

    def setting(name: str) -> str | None:
        told = os.environ.get(f"PIP_{name.upper().replace('-', '_')}")
        return told or configured.get("global", name, fallback=None) or None

    return PipSettings(index_url=setting("index-url"), certificates=setting("cert"))


def config_folders() -> list[str]:
    """The XDG folders of the machine's own settings, the most important first."""
    return os.environ.get("XDG_CONFIG_DIRS", "/etc/xdg").split(os.pathsep)


def fetch_wheel(project: str, filename: str, sha256: str, target: Path) -> None:
    """Fetch one wheel of the configured index, check its hash and unpack it like `pip --target`.

    Raises OSError when the index does not answer and ValueError when none is configured or when what it
    serves is not that wheel.
    """
    settings = pip_settings()
    if settings.index_url is None:
        raise ValueError("no package index is configured")
    page = f"{settings.index_url.rstrip('/')}/{project}/"
    trusted = ssl.create_default_context(cafile=settings.certificates)
    listing = _get(page, trusted).decode("utf-8", errors="replace")
    links = (urllib.parse.urljoin(page, link) for link in re.findall(r'href="([^"]+)"', listing))
    wanted = next((link for link in links if urllib.parse.urlsplit(link).path.endswith(f"/{filename}")), None)
    if wanted is None:
        raise ValueError(f"{filename} is not listed")
    content = _get(wanted.replace("&amp;", "&"), trusted)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(f"{filename} has another hash than the pinned one")
    target.mkdir(parents=True)
    with zipfile.ZipFile(io.BytesIO(content)) as wheel:
        for name in wheel.namelist():
            place = re.sub(r"^[^/]+\.data/scripts/", "bin/", name)
            if ".." in place.split("/") or place.startswith("/"):
                raise ValueError(f"{filename} has a member outside its folder")
            if not place.endswith("/"):
                out = target / place
                out.parent.mkdir(parents=True, exist_ok=True)
                out.write_bytes(wheel.read(name))


def _get(address: str, trusted: ssl.SSLContext) -> bytes:
    """One GET; a user and password in the address become a header, as pip does."""
    parts = urllib.parse.urlsplit(address)
    request = urllib.request.Request(address, headers={"Accept": "text/html, */*;q=0.1"})
    if parts.username is not None:
        plain = parts._replace(netloc=parts.netloc.rpartition("@")[2])
        pair = f"{urllib.parse.unquote(parts.username)}:{urllib.parse.unquote(parts.password or '')}"
        request = urllib.request.Request(plain.geturl(), headers={"Accept": "text/html, */*;q=0.1"})
        request.add_header("Authorization", f"Basic {base64.b64encode(pair.encode()).decode()}")
    with urllib.request.urlopen(request, timeout=SECONDS, context=trusted) as answer:
        content: bytes = answer.read()
    return content
