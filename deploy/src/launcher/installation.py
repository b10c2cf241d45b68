"""The installation: one folder that holds everything it keeps, and one port."""

import hashlib
import json
import os
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from launcher.errors import LauncherError

CLONE = Path(__file__).resolve().parents[3]
DEFAULT_PORT = 8000
ROOT_STORE = Path("/var/lib/bangfu")


@dataclass(frozen=True)
class Identity:
    """What an installation is, decided at its first start and never changed."""

    id: str
    name: str
    region: str
    demonstration: bool

    @property
    def issuer(self) -> str:
        """Who signs the tokens; independent of the port, which may change."""
        return f"urn:bangfu:installation:{self.id}"


@dataclass(frozen=True)
class Installation:
    """Where an installation's files lie and where it listens."""

    root: Path
    port: int

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Installation":
        """BANGFU_DATA and BANGFU_PORT, or their defaults (DESIGN §5)."""
        told = environ.get("BANGFU_PORT") or str(DEFAULT_PORT)
        if not (told.isascii() and told.isdecimal()) or not 0 < int(told) < 65536:
            raise LauncherError(f"BANGFU_PORT={told} is no port: give a number from 1 to 65535.")
        folder = environ.get("BANGFU_DATA")
        return cls(root=Path(folder).resolve() if folder else default_folder(), port=int(told))

    @property
    def url(self) -> str:
        """The address for people and programs on this machine."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def config(self) -> Path:
        """One settings file a service, mode 0600."""
        return self.root / "config"

    @property
    def keys(self) -> Path:
        """Key rings and the services' client keys."""
        return self.root / "keys"

    @property
    def run(self) -> Path:
        """Records of living processes and the launcher's lock."""
        return self.root / "run"

    @property
    def log(self) -> Path:
        """What each child says, one file each."""
        return self.root / "log"

    @property
    def cluster(self) -> Path:
        """PostgreSQL's home."""
        return self.root / "cluster"

    @property
    def clock(self) -> Path:
        """The day a demonstration stands on; absent in a real installation."""
        return self.root / "clock.json"

    @property
    def accounts(self) -> Path:
        """The demonstration's accounts with their passwords, mode 0600; absent in a real installation."""
        return self.root / "accounts.json"

    def settings(self, service: str) -> Path:
        """The settings file of a service."""
        return self.config / f"{service}.json"

    def prepare(self) -> None:
        """Make the folders; what holds keys or passwords is closed to everybody else."""
        # As root PostgreSQL's own user must be able to pass through, though not to look around.
        previous = os.umask(0o022)
        try:
            self.root.mkdir(parents=True, exist_ok=True, mode=0o711)
            for folder in (self.config, self.keys, self.run, self.log):
                folder.mkdir(exist_ok=True, mode=0o700)
            probe = self.run / ".probe"
            probe.touch()
            probe.unlink()
        except OSError as failure:
            raise LauncherError(
                f"{self.root} cannot be written ({failure.strerror}): set BANGFU_DATA to your own folder."
            ) from failure
        finally:
            os.umask(previous)

    def identity(self) -> Identity | None:
        """What this installation is; None before its first start."""
        kept = read_json(self.root / "installation.json")
        return None if kept is None else Identity(**kept)

    def found(self, *, name: str, region: str, demonstration: bool) -> Identity:
        """Decide what this installation is."""
        identity = Identity(id=uuid.uuid4().hex, name=name, region=region, demonstration=demonstration)
        write_json(self.root / "installation.json", asdict(identity))
        return identity


def default_folder() -> Path:
    """`.bangfu/` in the clone; as root a folder that PostgreSQL's user can enter, one a clone."""
    if os.geteuid() != 0:
        return CLONE / ".bangfu"
    return ROOT_STORE / hashlib.sha256(str(CLONE).encode()).hexdigest()[:12]


def read_json(path: Path) -> Any:
    """A JSON file's content; None when it is absent."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def write_json(path: Path, content: Any) -> None:
    """Write a file with mode 0600 in one step; a reader meets the old or the new content, never half."""
    beside = path.with_name(f"{path.name}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
        json.dump(content, handle, ensure_ascii=False, indent=2)
        handle.write("\n")
        handle.flush()
        os.fsync(handle.fileno())
    os.replace(beside, path)
