"""Services behind the door, in miniature."""

import asyncio
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp


def echo_service(name: str = "registry") -> Starlette:
    """Tells what reached it; streams; breaks off."""
    prefix = f"/api/{name}/v1"

    async def echo(request: Request) -> Response:
        return JSONResponse(
            {
                "method": request.method,
                "path": request.url.path,
                "raw_path": request.scope["raw_path"].decode(),
                "query": request.url.query,
                "headers": dict(request.headers),
                "body": (await request.body()).decode(),
            },
            headers={"Connection": "x-private", "X-Private": "1", "X-Position": "registry:7"},
        )

    async def count(request: Request) -> Response:
        size = 0
        async for part in request.stream():
            size += len(part)
        return JSONResponse({"size": size})

    async def ticks(request: Request) -> Response:
        return StreamingResponse(_ticks(request.app), media_type="text/plain")

    async def breaks(request: Request) -> Response:
        return StreamingResponse(_breaks(), media_type="text/plain")

    async def refuse(request: Request) -> Response:
        return PlainTextResponse("no", status_code=418)

    routes = [
        Route(f"{prefix}/echo", echo, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
        Route(f"{prefix}/echo/{{rest:path}}", echo),
        Route(f"{prefix}/count", count, methods=["POST"]),
        Route(f"{prefix}/ticks", ticks),
        Route(f"{prefix}/breaks", breaks),
        Route(f"{prefix}/refuse", refuse),
    ]
    app = Starlette(routes=routes)
    app.state.gone = asyncio.Event()
    app.state.next = asyncio.Event()
    return app


async def _ticks(app: Starlette) -> AsyncIterator[bytes]:
    """A first part at once, the second when the test says so, then for ever; `gone` when nobody listens."""
    try:
        yield b"first\n"
        await app.state.next.wait()
        yield b"second\n"
        while True:
            await asyncio.sleep(0.02)
            yield b"more\n" * 1000
    finally:
        app.state.gone.set()


async def _breaks() -> AsyncIterator[bytes]:
    yield b"half"
    await asyncio.sleep(0.05)
    raise RuntimeError("broken on purpose")


def documented(name: str, document: dict[str, object]) -> ASGIApp:
    """A service that only publishes an OpenAPI document."""

    async def publish(request: Request) -> Response:
        return JSONResponse(document)

    return Starlette(routes=[Route(f"/api/{name}/v1/openapi.json", publish)])
