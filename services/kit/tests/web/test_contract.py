"""What OpenAPI says of an app, and what an app must say to be one."""

from pathlib import Path
from typing import Annotated, cast

import pytest
from fastapi import FastAPI

from kit import contracts
from kit.peers import Peers
from kit.settings import Settings
from kit.web import Model, PermissionMissing, RequestRead, Router, create_app, operations, reads
from kit.web.app import RuntimeFactory
from services.kit.tests.web import example_app


class Thing(Model):
    name: str


_NO_RUNTIME = cast(RuntimeFactory, None)


@pytest.fixture(scope="module")
def app() -> FastAPI:
    """The example's app, never started."""
    return example_app.create(cast(Settings, None), cast(Peers, None))


def test_every_operation_names_its_permission(app: FastAPI) -> None:
    named = {name: operation["x-permission"] for name, operation in operations(app).items()}
    assert named["create_home"] == "household.write"
    assert named["list_homes"] == "household.read"
    assert named["ping"] == named["read_health"] == named["knock"] == "anyone"
    assert named["who"] == "region.read"


def test_an_operation_without_a_permission_is_refused() -> None:
    router = Router()
    with pytest.raises(PermissionMissing, match="read_thing"):

        @router.get("/things")
        async def read_thing() -> Thing:
            return Thing(name="")


def test_an_operation_with_two_permissions_is_refused() -> None:
    router = Router()
    with pytest.raises(PermissionMissing, match="read_thing"):

        @router.get("/things")
        async def read_thing(
            one: Annotated[RequestRead, reads("a.read")], two: Annotated[RequestRead, reads("b.read")]
        ) -> Thing:
            return Thing(name="")


def test_an_operation_beside_the_routers_is_refused() -> None:
    app = FastAPI()

    @app.get("/things")
    async def read_thing() -> Thing:
        return Thing(name="")

    with pytest.raises(PermissionMissing, match=r"not made by a kit\.web\.Router"):
        create_app("example", "Example", [cast(Router, app.router)], _NO_RUNTIME)


def test_two_operations_of_one_name_are_refused() -> None:
    router = Router()

    @router.get("/things")
    async def read_thing(tx: Annotated[RequestRead, reads("a.read")]) -> Thing:
        return Thing(name="")

    router.get("/others")(read_thing)
    with pytest.warns(UserWarning, match="Duplicate"), pytest.raises(ValueError, match="read_thing"):
        create_app("example", "Example", [router], _NO_RUNTIME)


def test_a_hot_read_still_shows_its_model(app: FastAPI) -> None:
    listed = operations(app)["list_homes"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert listed == {"$ref": "#/components/schemas/Page_HomeRow_"}


def test_operations_show_what_they_ask_for_and_that_they_answer_problems(app: FastAPI) -> None:
    found = operations(app)
    headers = {
        name: [p["name"] for p in operation.get("parameters", []) if p["in"] == "header"]
        for name, operation in found.items()
    }
    assert headers["create_home"] == ["Idempotency-Key"]
    assert headers["update_home"] == ["If-Match"]
    assert headers["close_home"] == ["Idempotency-Key", "If-Match"]
    assert headers["list_homes"] == headers["knock"] == []
    assert found["create_home"]["security"] == [{"bearer": []}]
    assert "security" not in found["ping"]
    assert all(set(operation["responses"]) & {"default"} for operation in found.values())
    schemas = app.openapi()["components"]["schemas"]
    assert {"Problem", "FieldProblem"} <= set(schemas)
    assert "HTTPValidationError" not in schemas


def test_a_contract_is_written_once_and_then_only_when_it_changes(app: FastAPI, tmp_path: Path) -> None:
    path = tmp_path / "contracts" / "example.openapi.json"
    assert contracts.write(app, path)
    text = path.read_text(encoding="utf-8")
    assert not contracts.write(example_app.create(cast(Settings, None), cast(Peers, None)), path)
    assert path.read_text(encoding="utf-8") == text == contracts.render(app)
