"""The contracts are what the code says, and every operation says what a stranger must know to call it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from launcher import __main__ as launcher
from launcher import contracts
from launcher.services import SERVICES

METHODS = {"get", "put", "post", "delete", "patch"}
PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def documents() -> Iterator[tuple[str, dict[str, Any]]]:
    """The committed documents, by service."""
    for service in SERVICES:
        path = contracts.FOLDER / f"{service.name}.openapi.json"
        yield service.name, json.loads(path.read_text(encoding="utf-8"))


OPERATIONS = [
    pytest.param(operation, id=f"{service}.{operation['operationId']}")
    for service, document in documents()
    for item in document["paths"].values()
    for method, operation in item.items()
    if method in METHODS
]


def check(monkeypatch: pytest.MonkeyPatch) -> int:
    """`make contracts` as `make check` calls it."""
    monkeypatch.setattr(sys, "argv", ["launcher", "contracts", "--check"])
    monkeypatch.setattr("os.umask", lambda mask: mask)  # the launcher's process is not this one
    return launcher.main()


def test_the_committed_contracts_are_what_the_code_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check(monkeypatch) == 0


def test_a_contract_that_differs_is_named_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(contracts, "FOLDER", tmp_path)
    monkeypatch.setattr(contracts, "CLONE", tmp_path)
    contracts.write()
    assert check(monkeypatch) == 0
    (tmp_path / "supervision.openapi.json").write_text("{}\n")
    assert check(monkeypatch) == 1
    told = capsys.readouterr().err
    assert "supervision.openapi.json" in told
    assert "registry.openapi.json" not in told
    assert "make contracts" in told


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_explains_itself(operation: dict[str, Any]) -> None:
    assert operation["summary"]
    assert operation["description"].strip()
    assert operation["tags"]
    assert operation["x-permission"]
    assert operation["responses"]["default"]["content"] == PROBLEM
    assert any(status.startswith("2") for status in operation["responses"])


def test_problems_and_their_fields_are_described() -> None:
    for service, document in documents():
        schemas = document["components"]["schemas"]
        assert {"type", "title", "status", "todo", "errors"} <= schemas["Problem"]["properties"].keys(), (
            service
        )
        places = {"pointer", "parameter", "sheet", "row", "column"}
        assert places <= schemas["FieldProblem"]["properties"].keys(), service
