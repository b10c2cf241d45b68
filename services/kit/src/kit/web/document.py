"""What FastAPI's OpenAPI document does not know of our answers: problems, tokens, keys, versions."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI

from kit.web.problems import MEDIA_TYPE
from kit.web.requests import ANYONE, NAMES_VERSION

HTTP_METHODS: Final = frozenset({"get", "put", "post", "delete", "patch"})

_TEXT: Final = {"type": "string"}
_PROBLEM: Final[dict[str, Any]] = {
    "title": "Problem",
    "description": "RFC 9457, in the language of Accept-Language (zh or en).",
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {**_TEXT, "description": "Stable: urn:bangfu:problem:<slug>"},
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "todo": {**_TEXT, "description": "What the caller can do about it"},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/FieldProblem"}},
        "request_id": _TEXT,
    },
}
_FIELD_PROBLEM: Final[dict[str, Any]] = {
    "title": "FieldProblem",
    "description": "One thing wrong, and where: by pointer, by parameter, or by sheet, row and column.",
    "type": "object",
    "required": ["code", "message"],
    "properties": {
        "code": _TEXT,
        "message": _TEXT,
        "pointer": {**_TEXT, "description": "JSON pointer into the body"},
        "parameter": _TEXT,
        "sheet": _TEXT,
        "row": {"type": "integer"},
        "column": _TEXT,
    },
}
_ANSWER: Final = {
    "description": "A problem",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "8 to 200 visible ASCII characters, new for each act, the same for each resend of it",
    "schema": _TEXT,
}
_MATCH: Final = {
    "name": "If-Match",
    "in": "header",
    "description": "The ETag of what was read (428 without it, 412 if it has changed since)",
    "schema": _TEXT,
}


def completed(app: FastAPI) -> dict[str, Any]:
    """The document of an app, made once, with what its operations really answer and ask for."""
    if app.openapi_schema is None:
        document = FastAPI.openapi(app)
        for item in document.get("paths", {}).values():
            for method, operation in item.items():
                if method in HTTP_METHODS:
                    _complete(method, operation)
        components = document.setdefault("components", {})
        schemas = components.setdefault("schemas", {})
        for foreign in ("HTTPValidationError", "ValidationError"):
            schemas.pop(foreign, None)
        schemas.update(Problem=_PROBLEM, FieldProblem=_FIELD_PROBLEM)
        components["securitySchemes"] = {
            "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
        }
    assert app.openapi_schema is not None
    return app.openapi_schema


def _complete(method: str, operation: dict[str, Any]) -> None:
    responses = operation.setdefault("responses", {})
    responses.pop("422", None)
    responses["default"] = _ANSWER
    if operation.get("x-permission") == ANYONE:
        return
    operation["security"] = [{"bearer": []}]
    headers = [_KEY] if method == "post" else []
    if operation.pop(NAMES_VERSION, False):
        headers.append(_MATCH)
    if headers:
        operation.setdefault("parameters", []).extend(headers)
