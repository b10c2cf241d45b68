"""Whose process the server is: PostgreSQL refuses root, and no user is ever made for it."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from launcher.errors import LauncherError


@dataclass(frozen=True)
class Account:
    """An existing system user; a uid without a passwd entry would make initdb fail."""

    name: str
    uid: int
    gid: int

    def popen(self) -> dict[str, Any]:
        """Keyword arguments of `subprocess` that make a child this user's."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def owns(self, path: Path) -> None:
        """Give `path` to this user."""
        os.chown(path, self.uid, self.gid)

    def require_entry(self, folder: Path) -> None:
        """Refuse when this user cannot enter `folder`, naming the first parent that shuts them out."""
        for part in [*reversed(folder.parents), folder]:
            answer = subprocess.run(["test", "-x", str(part)], check=False, cwd="/", **self.popen())
            if answer.returncode != 0:
                raise LauncherError(
                    f"PostgreSQL must run as user {self.name}, who cannot enter {part}: "
                    f"set BANGFU_DATA to a folder that every user can enter, or `chmod o+x {part}`."
                )


def server_account() -> Account | None:
    """The user the server runs as: None (oneself) unless we are root, then `postgres` or `nobody`."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise LauncherError(
        "PostgreSQL refuses root and there is no user `postgres` or `nobody`: run as an ordinary user."
    )
