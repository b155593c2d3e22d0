"""What is generated is right in itself, not only fresh."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from shared.runtime.declare import HttpDeclaration
from shared.runtime.entry_points import ROOT, all_declarations, function_files
from tools.gateway.routes import RouteTable

DOCUMENT: dict[str, Any] = json.loads((ROOT / "openapi.json").read_text())
MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "functions.yaml").read_text())


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for each in value.values():
            yield from references(each)
    elif isinstance(value, list):
        for each in value:
            yield from references(each)


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method, path, operation)
        for path, methods in DOCUMENT["paths"].items()
        for method, operation in methods.items()
    ]


def test_every_reference_of_the_openapi_document_leads_somewhere() -> None:
    for reference in set(references(DOCUMENT)):
        place: Any = DOCUMENT
        for part in reference.removeprefix("#/").split("/"):
            assert part in place, reference
            place = place[part]


def test_every_function_with_a_route_is_one_operation() -> None:
    declared = {each.name for each in all_declarations() if isinstance(each, HttpDeclaration)}
    assert {operation["operationId"] for _, _, operation in operations()} == declared


@pytest.mark.parametrize(("method", "path", "operation"), operations())
def test_every_operation_names_its_errors(method: str, path: str, operation: dict[str, Any]) -> None:
    assert {"400", "405", "429", "500", "503"} <= operation["responses"].keys()
    assert [status for status in operation["responses"] if status.startswith("2")]
    if operation.get("security") != []:
        assert "401" in operation["responses"]
    if "requestBody" in operation:
        assert {"413", "415"} <= operation["responses"].keys()
        assert operation["requestBody"]["content"]["application/json"]["example"]


def test_every_function_is_deployed_under_its_own_name() -> None:
    assert set(MANIFEST["endpoints"]) == {path.stem for path in function_files()}
    for name, endpoint in MANIFEST["endpoints"].items():
        assert endpoint["entryPoint"] == name


def test_nothing_of_the_demo_service_is_deployable() -> None:
    assert "pokemon" not in (ROOT / "functions.yaml").read_text().lower()


def test_literal_paths_win_over_parameters() -> None:
    table = RouteTable()
    assert table.find("GET", "/v1/batch/questions")[0] == "batch_get_questions"
    assert table.find("HEAD", "/v1/questions/x")[0] == "get_question"
    assert table.find("PUT", "/v1/assessments/x") == (None, ["DELETE", "GET", "PATCH"])
    assert table.find("GET", "/nowhere") == (None, [])
