"""The product's import as its uploader meets it: file sent, read by the worker, looked at, written."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import httpx

from kit.files import XLSX

_LOOK_SECONDS: Final = 0.05
_MOST_SECONDS: Final = 120.0


@dataclass(frozen=True)
class Imported:
    """Seconds until the preview stood, seconds from there until all was committed, persons written."""

    preview: float
    commit: float
    persons: int


def product_import(address: str, token: str, path: str) -> Imported:
    """Send the workbook, wait for its preview, write it."""
    data = Path(path).read_bytes()
    base = f"{address}/api/registry/v1/imports"
    with httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=30.0) as client:
        began = time.perf_counter()
        sent = client.post(base, files={"file": ("名册.xlsx", data, XLSX)}, headers=_key())
        sent.raise_for_status()
        url = f"{base}/{sent.json()['id']}"
        _wait(client, url, "preview")
        previewed = time.perf_counter()
        client.post(f"{url}/commit", headers=_key()).raise_for_status()
        done = _wait(client, url, "done")
        ended = time.perf_counter()
    return Imported(previewed - began, ended - previewed, done["counts"]["written_persons"])


def _key() -> dict[str, str]:
    return {"Idempotency-Key": str(uuid4())}


def _wait(client: httpx.Client, url: str, status: str) -> dict[str, Any]:
    deadline = time.monotonic() + _MOST_SECONDS
    while time.monotonic() < deadline:
        seen: dict[str, Any] = client.get(url).raise_for_status().json()
        if seen["status"] == status:
            return seen
        if seen["status"] not in ("reading", "committing"):
            raise RuntimeError(f"the roster of the bench is {seen['status']}: {seen['refusal']}")
        time.sleep(_LOOK_SECONDS)
    raise TimeoutError(f"the roster of the bench is not {status} in time")
