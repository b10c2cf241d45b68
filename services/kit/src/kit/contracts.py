"""Contracts: the OpenAPI document of an app as a file that changes only when the API does."""

from __future__ import annotations

import json
from pathlib import Path

from fastapi import FastAPI


def render(app: FastAPI) -> str:
    """The document as text: sorted keys, two spaces, Chinese as it is, a final newline."""
    return json.dumps(app.openapi(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def write(app: FastAPI, path: Path) -> bool:
    """Write the document of `app` to `path`; whether that changed the file."""
    text = render(app)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True
