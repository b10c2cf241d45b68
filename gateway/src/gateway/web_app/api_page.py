"""`/api`: one page for the API of all services, from files of our own, and the document that it shows.

"Try it out" calls under the visitor's own sign-in: same origin, so the browser sends the session's cookie.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import httpx
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway import routes
from gateway.front.problems import NoSuchAddress
from gateway.web_app.api_document import TITLE, merge
from gateway.web_app.site import POLICY
from kit.web.app import VERSION
from kit.web.language import choose

_FILES: Final = frozenset({"swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"})
_KEPT_SECONDS: Final = 30.0
_PATIENCE_SECONDS: Final = 5.0

_PAGE: Final = f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{TITLE} API</title>
<link rel="icon" href="{routes.API_ASSETS}favicon-32x32.png">
<link rel="stylesheet" href="{routes.API_ASSETS}swagger-ui.css">
</head>
<body>
<div id="api"></div>
<noscript>接口文档 / The document: <a href="{routes.API_DOCUMENT}">{routes.API_DOCUMENT}</a></noscript>
<script src="{routes.API_ASSETS}swagger-ui-bundle.js"></script>
<script src="{routes.API_ASSETS}start.js"></script>
</body>
</html>"""

# A file of its own, because the content policy lets no script stand in a page.
_START: Final = f"""SwaggerUIBundle({{
  url: "{routes.API_DOCUMENT}",
  dom_id: "#api",
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  tryItOutEnabled: true,
  persistAuthorization: false,
  validatorUrl: null,
  requestInterceptor: (request) => {{
    if (request.method === "POST" && !request.headers["Idempotency-Key"]) {{
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      request.headers["Idempotency-Key"] =
        Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    }}
    return request;
  }},
}});
"""


class ApiPage:
    """The page, its files and the merged document."""

    def __init__(self, folder: Path | None, upstream_of: Callable[[str], ASGIApp | None]) -> None:
        """`folder`: that of swagger-ui-dist; without it the document alone is served."""
        files = folder is not None and (folder / "swagger-ui-bundle.js").is_file()
        self._files = StaticFiles(directory=folder) if files else None
        self._upstream_of = upstream_of
        self._document: tuple[float, dict[str, Any]] | None = None
        self._reading = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a path that begins with `/api` and is no service's."""
        response = await self._respond(scope)
        await response(scope, receive, send)

    async def document(self) -> dict[str, Any]:
        """The merged document, at most half a minute old; a service that does not answer is left out."""
        async with self._reading:
            if self._document is None or time.monotonic() - self._document[0] > _KEPT_SECONDS:
                asked = await asyncio.gather(*(self._read(service) for service in routes.SERVICES))
                answers = zip(routes.SERVICES, asked, strict=True)
                found = {service: answer for service, answer in answers if answer}
                merged = merge(found, VERSION)
                if len(found) < len(routes.SERVICES):
                    return merged  # ask again next time
                self._document = (time.monotonic(), merged)
            return self._document[1]

    async def _read(self, service: str) -> dict[str, Any] | None:
        upstream = self._upstream_of(service)
        if upstream is None:
            return None
        transport = httpx.ASGITransport(app=upstream, raise_app_exceptions=False)
        try:
            async with (
                asyncio.timeout(_PATIENCE_SECONDS),
                httpx.AsyncClient(transport=transport, base_url="http://gateway.internal") as http,
            ):
                answer = await http.get(routes.openapi_of(service))
        except (TimeoutError, httpx.HTTPError):
            return None
        if answer.status_code != httpx.codes.OK:
            return None
        document: dict[str, Any] = answer.json()
        return document

    async def _respond(self, scope: Scope) -> Response:
        path: str = scope["path"]
        name = path.removeprefix(routes.API_ASSETS)
        if path == routes.API_DOCUMENT:
            return JSONResponse(await self.document(), headers={"Cache-Control": "no-cache"})
        if path == routes.API_PAGE + "/":
            return RedirectResponse(routes.API_PAGE, status_code=308)
        if path == routes.API_PAGE:
            if self._files is None:
                return RedirectResponse(routes.API_DOCUMENT, status_code=307)
            return HTMLResponse(_PAGE, headers=_headers())
        if path == routes.API_ASSETS + "start.js":
            return Response(_START, media_type="text/javascript", headers=_headers())
        if self._files is not None and name in _FILES:
            response = await self._files.get_response(name, scope)
            response.headers.update(_headers())
            return response
        language = choose(dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1"))
        return NoSuchAddress().response(language, scope.get("kit.request_id"))


def _headers() -> dict[str, str]:
    return {"Cache-Control": "no-cache", "Content-Security-Policy": POLICY}


def pages(api_page: ASGIApp, web_app: ASGIApp) -> ASGIApp:
    """What is no service's: `/api…` goes to the API page, the rest to the web app."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        is_api = path == routes.API_PAGE or path.startswith(routes.API_PAGE + "/")
        await (api_page if is_api else web_app)(scope, receive, send)

    return app
