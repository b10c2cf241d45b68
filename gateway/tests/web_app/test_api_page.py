"""One API page for all services, from files of our own, and the merged document behind it."""

from pathlib import Path

import httpx
import pytest

from gateway.tests.conftest import Browse, OpenDoor
from gateway.tests.services import documented
from gateway.web_app.api_document import merge


def _document(schema: dict[str, object]) -> dict[str, object]:
    operation = {
        "operationId": "list_things",
        "tags": ["things"],
        "x-permission": "thing.read",
        "responses": {
            "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "x", "version": "1"},
        "paths": {"/things": {"get": operation}},
        "components": {"schemas": {"Thing": schema, "Problem": {"type": "object"}}},
    }


def _at(path: str, document: dict[str, object]) -> dict[str, object]:
    paths = document["paths"]
    assert isinstance(paths, dict)
    return {**document, "paths": {path: paths["/things"]}}


REGISTRY = _at("/api/registry/v1/things", _document({"type": "string"}))
ASSISTANCE = _at("/api/assistance/v1/things", _document({"type": "integer"}))


def test_names_that_mean_two_things_are_told_apart() -> None:
    merged = merge({"registry": REGISTRY, "assistance": ASSISTANCE}, "1")
    schemas = merged["components"]["schemas"]
    assert schemas["RegistryThing"] == {"type": "string"}
    assert schemas["AssistanceThing"] == {"type": "integer"}
    assert "Thing" not in schemas
    assert schemas["Problem"] == {"type": "object"}
    operation = merged["paths"]["/api/assistance/v1/things"]["get"]
    reference = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    assert reference == "#/components/schemas/AssistanceThing"
    assert operation["operationId"] == "assistance_list_things"
    assert operation["tags"] == ["assistance · things"]
    assert operation["x-permission"] == "thing.read"
    assert operation["security"] == [{"session": []}, {"bearer": []}]


def test_merging_is_the_same_whatever_was_merged_before() -> None:
    documents = {"registry": REGISTRY, "assistance": ASSISTANCE}
    assert merge(documents, "1") == merge(documents, "1")


async def test_document_of_all_services_is_merged(open_door: OpenDoor, browse: Browse) -> None:
    door = await open_door(
        {"registry": documented("registry", REGISTRY), "assistance": documented("assistance", ASSISTANCE)}
    )
    document = (await browse(door).get("/api/openapi.json")).json()
    assert {"/api/registry/v1/things", "/api/assistance/v1/things", "/api/gateway/v1/session"} <= set(
        document["paths"]
    )
    # A service that is not there is left out, the others are shown.
    assert not any(path.startswith("/api/supervision") for path in document["paths"])
    operation = document["paths"]["/api/gateway/v1/session"]["post"]
    assert operation["x-permission"] == "anyone"
    assert "security" not in operation


@pytest.fixture
def swagger_ui(tmp_path: Path) -> Path:
    """A folder like that of swagger-ui-dist."""
    folder = tmp_path / "swagger-ui-dist"
    folder.mkdir()
    (folder / "swagger-ui.css").write_text("body{}")
    (folder / "swagger-ui-bundle.js").write_text("window.SwaggerUIBundle = () => 0;")
    (folder / "package.json").write_text("{}")
    return folder


async def test_page_needs_no_other_host_and_no_script_in_it(
    open_door: OpenDoor, browse: Browse, swagger_ui: Path
) -> None:
    browser = browse(await open_door(swagger_ui=swagger_ui))
    page = await browser.get("/api")
    assert page.status_code == 200
    assert "http://" not in page.text
    assert "https://" not in page.text
    assert "script-src 'self';" in page.headers["content-security-policy"]
    for asset in ("swagger-ui.css", "swagger-ui-bundle.js", "start.js"):
        assert f"/api/assets/{asset}" in page.text
        assert (await browser.get(f"/api/assets/{asset}")).status_code == 200
    start = (await browser.get("/api/assets/start.js")).text
    assert '"/api/openapi.json"' in start
    assert "validatorUrl: null" in start


@pytest.mark.parametrize("path", ["/api/assets/package.json", "/api/unknown/v1/x"])
async def test_other_paths_below_api_are_nobody_s(
    open_door: OpenDoor, browse: Browse, swagger_ui: Path, path: str
) -> None:
    answer = await browse(await open_door(swagger_ui=swagger_ui)).get(path)
    assert answer.status_code == 404


async def test_a_service_that_is_no_part_of_the_composition_is_no_address(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/api/registry/v1/households")
    assert (answer.status_code, answer.json()["type"]) == (404, "urn:bangfu:problem:no-such-address")
