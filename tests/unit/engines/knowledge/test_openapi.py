import json
from typing import Any

import pytest

from shared.engines.knowledge.items import ApiContent, packed, unpacked
from shared.engines.knowledge.openapi import apis_in
from shared.errors import InvalidInput

NODE = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}}}
PARAMETER = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}


def document(paths: dict[str, Any], **more: Any) -> bytes:
    return json.dumps({"openapi": "3.1.0", "paths": paths, **more}).encode()


def only(data: bytes) -> ApiContent:
    extracted = apis_in(data)
    assert extracted.problems == ()
    [item] = extracted.items
    assert isinstance(item, ApiContent)
    return item


def test_an_operation_has_its_parameters_bodies_answers_and_security() -> None:
    api = only(
        document(
            {
                "/pets/{id}": {
                    "parameters": [PARAMETER, {"name": "q", "in": "query"}],
                    "put": {
                        "summary": "Change a pet",
                        "tags": ["pets"],
                        "parameters": [{"name": "q", "in": "query", "description": "its own"}],
                        "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
                        "responses": {"200": {"description": "changed"}, "4xx": {}, "default": {}},
                    },
                }
            },
            security=[{"key": []}, {"oauth": [], "mutual": []}],
        )
    )
    assert (api.key, api.summary, api.tags) == ("PUT /pets/{id}", "Change a pet", ("pets",))
    assert [(each.name, each.location, each.required) for each in api.parameters] == [
        ("id", "path", True),
        ("q", "query", False),
    ]
    assert api.parameters[1].description == "its own"
    assert [body.media_type for body in api.bodies] == ["application/json"]
    assert [each.status for each in api.responses] == ["200", "4XX", "default"]
    assert api.security == (("key",), ("oauth", "mutual"))


def test_version_2_says_the_same_in_other_words() -> None:
    text = """
swagger: "2.0"
basePath: /v2/
consumes: [application/json]
paths:
  /pets:
    post:
      parameters:
        - {in: body, name: pet, schema: {$ref: "#/definitions/Pet"}}
        - {in: query, name: dry, type: boolean}
      responses:
        200: {description: made, schema: {$ref: "#/definitions/Pet"}}
  /photos:
    post:
      consumes: [multipart/form-data]
      parameters: [{in: formData, name: photo, type: file, required: true}]
definitions:
  Pet: {type: object}
"""
    pets, photos = apis_in(text.encode()).items
    assert isinstance(pets, ApiContent)
    assert isinstance(photos, ApiContent)
    assert pets.key == "POST /v2/pets"
    assert [(body.media_type, body.shape) for body in pets.bodies] == [("application/json", {"type": "object"})]
    assert [each.name for each in pets.parameters] == ["dry"]
    assert pets.responses[0].bodies[0].shape == {"type": "object"}
    assert (photos.bodies[0].media_type, photos.bodies[0].shape["required"]) == ("multipart/form-data", ["photo"])


def test_a_circle_of_references_ends_where_it_closes() -> None:
    reference = {"$ref": "#/components/schemas/Node"}
    api = only(
        document(
            {"/nodes": {"get": {"responses": {"200": {"content": {"application/json": {"schema": reference}}}}}}},
            components={"schemas": {"Node": NODE}},
        )
    )
    assert api.responses[0].bodies[0].shape == NODE


def test_references_to_other_files_are_never_followed() -> None:
    remote = {"$ref": "https://example.com/schema.json#/Pet"}
    extracted = apis_in(
        document(
            {
                "/elsewhere": {"$ref": "https://example.com/path.json"},
                "/pets": {"get": {"parameters": [remote, {"name": "a", "in": "query", "schema": remote}]}},
            }
        )
    )
    [api] = extracted.items
    assert isinstance(api, ApiContent)
    assert [(each.name, each.shape) for each in api.parameters] == [("a", remote)]
    assert [problem.where for problem in extracted.problems] == ["/elsewhere", "GET /pets"]


def test_a_schema_that_would_grow_without_end_is_cut() -> None:
    schemas = {f"S{n}": {"allOf": [{"$ref": f"#/components/schemas/S{n + 1}"}] * 10} for n in range(30)}
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/S0"}}}}
    api = only(document({"/wide": {"post": {"requestBody": body}}}, components={"schemas": schemas}))
    assert len(json.dumps(api.bodies[0].shape)) < 100_000


def test_what_is_broken_costs_only_itself_and_one_line() -> None:
    extracted = apis_in(
        document(
            {
                "/good": {"get": {}, "post": 7, "put": {"responses": {"often": {}}, "parameters": [{"in": "query"}]}},
                "no-slash": {"get": {}},
                "/nothing": None,
            }
        )
    )
    assert [item.key for item in extracted.items] == ["GET /good", "PUT /good"]
    told = {(problem.where, problem.message) for problem in extracted.problems}
    assert {where for where, _ in told} == {"POST /good", "PUT /good", "GET no-slash", "/nothing"}
    assert len(told) == len(extracted.problems) == 5


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"openapi: 1.0", b"openapi: 3.0.0\npaths: []", b"a: b: c", b"\xff\xfe", b"a: *x"]
)
def test_what_is_no_openapi_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput):
        apis_in(data)


def test_numbers_and_texts_that_json_lacks_do_no_harm() -> None:
    text = b'{"openapi": "3.0.0", "paths": {"/a": {"get": {"parameters": [{"name": "n", "in": "query", '
    text += b'"schema": {"maximum": 1e999}}]}}, "/b": {"get": {"parameters": [{"name": "n", "in": "query", '
    text += b'"schema": {"default": "\\ud800"}}]}}, "/\\ud800": {"get": {}}}}'
    extracted = apis_in(text)
    assert [item.key for item in extracted.items] == ["GET /a"]
    assert unpacked(packed(extracted.items[0])).key == "GET /a"
    assert [problem.where for problem in extracted.problems] == ["GET /?", "GET /b"]
