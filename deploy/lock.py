"""Resolve what the members and the dev group ask for into `requirements.lock` (`make lock`).

    python deploy/lock.py            resolve anew, keeping the locked versions where they still fit
    python deploy/lock.py --upgrade  resolve anew with the newest versions
    python deploy/lock.py --check    fail when the lock is older than the declarations (no network)

The lock names hashes and no addresses, so that any mirror serves. uv's own lock file would write addresses.
"""

import hashlib
import subprocess
import sys
import tomllib

from bootstrap import MEMBERS, ROOT, UV, environment

LOCK = ROOT / "requirements.lock"
OWN_PREFIX = "bangfu-"
HEADER = "# Made by `make lock`; asked for: "


def asked_for() -> list[str]:
    """Every requirement of a member or of the dev group that is not itself a member."""
    wanted: set[str] = set()
    for member in MEMBERS:
        project = tomllib.loads((ROOT / member / "pyproject.toml").read_text(encoding="utf-8"))
        wanted.update(project["project"]["dependencies"], project["build-system"]["requires"])
    wanted.update(
        tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]["dev"]
    )
    return sorted(name for name in wanted if not name.startswith(OWN_PREFIX))


def header() -> str:
    """First line of the lock: a digest of what it answers."""
    return HEADER + hashlib.sha256("\n".join(asked_for()).encode()).hexdigest()


def resolve(*options: str) -> None:
    """Let uv resolve for every platform and Python ≥ 3.11."""
    # Like with like: the old lock is uv's preference for versions.
    command = [
        *(str(UV), "pip", "compile", "-", "--output-file", str(LOCK), "--python-version", "3.11"),
        *(
            "--universal",
            "--generate-hashes",
            "--no-header",
            "--no-annotate",
            "--no-emit-index-url",
            *options,
        ),
    ]
    subprocess.run(
        command,
        input="\n".join(asked_for()),
        text=True,
        check=True,
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.DEVNULL,
    )
    LOCK.write_text(f"{header()}\n{LOCK.read_text(encoding='utf-8')}", encoding="utf-8")


def main() -> int:
    if "--check" not in sys.argv:
        resolve(*sys.argv[1:])
        return 0
    with LOCK.open(encoding="utf-8") as lock:
        current = lock.readline().rstrip("\n") == header()
    if not current:
        sys.stderr.write("requirements.lock is older than a pyproject.toml: run `make lock`.\n")
    return 0 if current else 1


if __name__ == "__main__":
    sys.exit(main())
