"""The built web app: files by name, every other path its `index.html`, with a strict content policy."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Final

from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

# Scripts come from our own files alone. Styles may stand in the page: antd writes them there as it goes.
POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_FOREVER: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"
_HASHED: Final = "assets"  # Vite puts a hash of the content into each name there

_NOT_BUILT: Final = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>帮扶</title>
<p>网页还没有构建。接口说明见 <a href="/api">/api</a>。</p>
<p lang="en">The web app has not been built. The API is described at <a href="/api">/api</a>.</p></html>"""


def web_app(folder: Path | None) -> ASGIApp:
    """The app that serves the build in `folder`; a note where there is none."""
    if folder is None or not (folder / "index.html").is_file():
        return _not_built
    # Bundles shrink to a quarter; village phones have slow networks.
    return GZipMiddleware(_Site(folder), minimum_size=1024)


class _Site(StaticFiles):
    """Files of the build; a path without a file is the app's own business."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or the app's page for a path that looks like one of its routes."""
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or PurePosixPath(path).suffix:
                # A file that a former build had must not come back as a page.
                return PlainTextResponse(error.detail, status_code=error.status_code)
            path = "index.html"
            response = await super().get_response(path, scope)
        hashed = PurePosixPath(path).parts[:1] == (_HASHED,)
        response.headers["Cache-Control"] = _FOREVER if hashed else _ASK_AGAIN
        response.headers["Content-Security-Policy"] = POLICY
        return response


async def _not_built(scope: Scope, receive: Receive, send: Send) -> None:
    page = HTMLResponse(_NOT_BUILT, status_code=503, headers={"Content-Security-Policy": POLICY})
    await page(scope, receive, send)
