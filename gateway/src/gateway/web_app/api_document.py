"""One OpenAPI document of all services, merged from what each publishes of itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

TITLE: Final = "帮扶 Bangfu"
_DESCRIPTION: Final = """\
全部服务的接口。在网页登录并选好职务后，这里的“Try it out”即以该职务调用；
程序用 `POST /api/gateway/v1/token` 取令牌。

All services. Sign in to the web app and choose a post: "Try it out" then calls under it. Programs get a token
from `POST /api/gateway/v1/token` and send it as `Authorization: Bearer …`. `x-permission` names what a post
must be allowed for each operation; `anyone` needs no sign-in, `session` is about one's own sign-in.
"""
_REF: Final = "#/components/"
_METHODS: Final = frozenset({"get", "put", "post", "delete", "patch"})
_OPEN: Final = frozenset({"anyone", "session"})


def merge(documents: Mapping[str, Mapping[str, Any]], version: str) -> dict[str, Any]:
    """Merge OpenAPI documents by service.

    A component whose name means something else at another service gets its service's name before it; tags and
    operation ids always do, so that two services may use the same words.
    """
    renamed = _renamings(documents)
    merged: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "version": version, "description": _DESCRIPTION},
        "servers": [{"url": "/"}],
        "paths": {},
        "components": {
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "bangfu_session"},
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            }
        },
    }
    for service, document in documents.items():
        names = renamed[service]
        for path, item in document.get("paths", {}).items():
            merged["paths"][path] = {
                method: _operation(service, operation, names) if method in _METHODS else operation
                for method, operation in item.items()
            }
        for section, components in document.get("components", {}).items():
            kept = merged["components"].setdefault(section, {})
            for name, component in components.items():
                kept[names[section, name]] = _rewritten(component, names)
    return merged


Names = Mapping[tuple[str, str], str]


def _operation(service: str, operation: Mapping[str, Any], names: Names) -> dict[str, Any]:
    rewritten: dict[str, Any] = _rewritten(operation, names)
    rewritten["tags"] = [f"{service} · {tag}" for tag in operation.get("tags", ["other"])]
    if "operationId" in operation:
        rewritten["operationId"] = f"{service}_{operation['operationId']}"
    permission = operation.get("x-permission")
    if permission not in _OPEN:
        rewritten["security"] = [{"session": []}, {"bearer": []}]
    return rewritten


def _renamings(documents: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[tuple[str, str], str]]:
    """For each service: (section, name) → the name in the merged document."""
    seen: dict[tuple[str, str], list[Any]] = {}
    for _, section, name, component in _components(documents):
        variants = seen.setdefault((section, name), [])
        if component not in variants:
            variants.append(component)
    result: dict[str, dict[tuple[str, str], str]] = {service: {} for service in documents}
    for service, section, name, _ in _components(documents):
        same = len(seen[section, name]) == 1
        result[service][section, name] = name if same else f"{service.capitalize()}{name}"
    return result


def _components(
    documents: Mapping[str, Mapping[str, Any]],
) -> Iterable[tuple[str, str, str, Any]]:
    for service, document in documents.items():
        for section, components in document.get("components", {}).items():
            for name, component in components.items():
                yield service, section, name, component


def _rewritten(node: Any, names: Names) -> Any:
    """The node with its references to components renamed."""
    if isinstance(node, Mapping):
        return {
            key: _reference(value, names)
            if key == "$ref" and isinstance(value, str)
            else _rewritten(value, names)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_rewritten(item, names) for item in node]
    return node


def _reference(text: str, names: Names) -> str:
    if not text.startswith(_REF):
        return text
    section, _, name = text.removeprefix(_REF).partition("/")
    return f"{_REF}{section}/{names.get((section, name), name)}"
