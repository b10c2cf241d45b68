"""One app a service: its routers under `/api/<service>/v1`, its runtime opened and closed by its lifespan."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Annotated, Any, Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from kit.runtime import Runtime
from kit.web.document import HTTP_METHODS, completed
from kit.web.edge import REQUEST_ID, Edge
from kit.web.language import choose
from kit.web.models import Model
from kit.web.problems import NotFound, Problem
from kit.web.refusals import RefusalBudget
from kit.web.requests import PublicRead, anyone_reads
from kit.web.route_index import RouteIndex
from kit.web.router import PermissionMissing, Route, Router
from kit.web.validation import problem_of

VERSION: Final = "0.1.0"

RuntimeFactory = Callable[[], AbstractAsyncContextManager[Runtime]]


class Health(Model):
    """Whether the service answers and its database does."""

    service: str
    status: str


def prefix_of(service: str) -> str:
    """Where a service's API lies: `/api/registry/v1`."""
    return f"/api/{service}/v1"


def create_app(
    service: str, title: str, routers: Sequence[Router], runtime_factory: RuntimeFactory
) -> FastAPI:
    """The ASGI app of a service.

    `runtime_factory` gives a context manager that opens the runtime and closes it again, e.g.
    `lambda: Runtime.opened(settings, peers)`; the app's lifespan enters it. Inside a request the runtime is
    `tx.runtime`. Raises PermissionMissing for an operation that does not name its permission, and ValueError
    where two operations have one name (the function's name is the operation id).
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with runtime_factory() as runtime:
            app.state.runtime = runtime
            yield

    prefix = prefix_of(service)
    app = FastAPI(
        title=title,
        version=VERSION,
        lifespan=lifespan,
        openapi_url=f"{prefix}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        middleware=[Middleware(Edge)],
    )
    app.state.refusals = RefusalBudget()
    _mount(app, prefix, (*routers, _health_router(service)))
    app.add_exception_handler(Problem, _answer_problem)
    app.add_exception_handler(RequestValidationError, _answer_invalid)
    app.add_exception_handler(HTTPException, _answer_http)
    _describe(app)
    _check_operations(app)
    return app


def operations(app: FastAPI) -> dict[str, dict[str, Any]]:
    """Operation id → its OpenAPI object, with `path` and `method` added: how tests walk all endpoints."""
    return {
        operation["operationId"]: {**operation, "path": path, "method": method}
        for path, item in app.openapi().get("paths", {}).items()
        for method, operation in item.items()
        if method in HTTP_METHODS
    }


def _mount(app: FastAPI, prefix: str, routers: Sequence[Router]) -> None:
    """Put the operations under the prefix, one flat list behind an index, instead of FastAPI's tree."""
    routes = []
    for router in routers:
        for route in router.routes:
            if not isinstance(route, Route):
                raise PermissionMissing(f"{route} was not made by a kit.web.Router")
            routes.append(route.below(prefix))
    app.router.routes.extend([RouteIndex(prefix, routes), *routes])


def _describe(app: FastAPI) -> None:
    # FastAPI's documented way to change the document: its openapi method is replaced on the instance.
    app.openapi = lambda: completed(app)  # type: ignore[method-assign]


def _check_operations(app: FastAPI) -> None:
    seen: set[str] = set()
    for path, item in app.openapi().get("paths", {}).items():
        for method, operation in item.items():
            if method not in HTTP_METHODS:
                continue
            if "x-permission" not in operation:
                raise PermissionMissing(f"{method.upper()} {path} names no permission")
            if operation["operationId"] in seen:
                raise ValueError(f"two operations are called {operation['operationId']}")
            seen.add(operation["operationId"])


def _health_router(service: str) -> Router:
    router = Router(tags=["health"])

    @router.get("/health")
    async def read_health(tx: Annotated[PublicRead, anyone_reads]) -> Health:
        """Whether the service and its database answer: 503 where the database does not."""
        return Health(service=service, status="ok")

    return router


def _answer(request: Request, problem: Problem) -> Response:
    language = choose(request.headers.get("accept-language"))
    return problem.response(language, request.scope.get(REQUEST_ID))


async def _answer_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return _answer(request, error)


async def _answer_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return _answer(request, problem_of(error))


async def _answer_http(request: Request, error: Exception) -> Response:
    """What Starlette itself refuses: unknown paths and methods, unreadable forms, bodies beyond the cap."""
    assert isinstance(error, HTTPException)
    known = {
        404: NotFound(("没有这个地址", "There is no such address"), slug="no-such-address"),
        405: Problem(405, "method-not-allowed", ("不支持这种操作", "This method is not allowed here")),
        400: Problem(400, "bad-request", ("请求无法识别", "The request cannot be read")),
        413: Problem(413, "too-large", ("内容过大", "This is too large")),
    }
    problem = known.get(error.status_code) or Problem(
        error.status_code, "refused", ("请求未被接受", "The request was not accepted")
    )
    problem.headers.update(error.headers or {})
    return _answer(request, problem)
