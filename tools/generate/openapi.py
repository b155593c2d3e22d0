"""openapi.json: OpenAPI 3.1, every function with its errors, permission and an example."""

import json
import re
import typing
from collections.abc import Sequence
from typing import Any

from pydantic.json_schema import models_json_schema

from shared.data.pagination import Page
from shared.errors import Category, FieldProblem, InvalidInput
from shared.runtime.declare import Access, Declaration, HttpDeclaration
from shared.runtime.responses import STATUS, error_status
from shared.runtime.wires import ENVELOPE
from tools.generate.examples import example

_REF = "#/components/schemas/{model}"
Schema = dict[str, Any]
_SECURITY_SCHEMES: Schema = {
    "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "__Host-ella-session",
        "description": "A browser's session: see create_session_cookie.",
    },
    "csrf": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRF-Token",
        "description": "Goes with the session's cookie; what only reads does without.",
    },
}


def render(declarations: Sequence[Declaration]) -> str:
    """Return the document."""
    functions = [declared for declared in declarations if isinstance(declared, HttpDeclaration)]
    requests = [(declared.request_model, "validation") for declared in functions]
    answers = [(model, "serialization") for declared in functions if (model := _answer_model(declared))]
    unique = list(dict.fromkeys(requests + answers))
    refs, definitions = models_json_schema(unique, by_alias=True, ref_template=_REF)  # type: ignore[arg-type]
    schemas: Schema = definitions.get("$defs", {})
    paths: dict[str, Schema] = {}
    for declared in functions:
        operation = _operation(declared, refs, schemas)
        for path in (declared.path, *declared.aliases):
            paths.setdefault(path, {})[declared.method.lower()] = operation
    bodies = {refs[(declared.request_model, "validation")]["$ref"].rpartition("/")[2] for declared in functions}
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": "Ella",
            "version": "1",
            "description": "Ella puts work to the test. Every answer is an envelope; every list is paged by cursor.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{"bearer": []}, {"session": [], "csrf": []}],
        "tags": [{"name": name} for name in sorted({_tag(declared) for declared in functions})],
        "paths": dict(sorted(paths.items())),
        "components": {
            "securitySchemes": _SECURITY_SCHEMES,
            "schemas": {
                **{name: schema for name, schema in sorted(schemas.items()) if name not in bodies},
                **_ENVELOPE,
            },
            "responses": {_response_name(category): _error_response(category) for category in Category},
        },
    }
    return json.dumps(document, indent=1, sort_keys=False) + "\n"


def _operation(declared: HttpDeclaration, refs: Any, schemas: Schema) -> Schema:
    request = schemas[refs[(declared.request_model, "validation")]["$ref"].rpartition("/")[2]]
    properties: Schema = request.get("properties", {})
    required = set(request.get("required", []))
    operation: Schema = {
        "operationId": declared.name,
        "summary": declared.summary,
        "tags": [_tag(declared)],
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": properties[name]}
            for name in declared.path_parameters
        ],
        "responses": {**_success(declared, refs, schemas), **_failures(declared)},
    }
    if declared.access is Access.ANONYMOUS:
        operation["security"] = []
    if declared.permission is not None:
        operation["x-permission"] = declared.permission.value
    rest = {name: schema for name, schema in properties.items() if name not in declared.path_parameters}
    if declared.access is Access.IN_TENANT:
        operation["parameters"].append(_TENANT)
    if not declared.writes:
        operation["parameters"] += [
            {"name": name, "in": "query", "required": name in required, "schema": _without_place(schema)}
            for name, schema in rest.items()
        ]
        return operation
    if declared.idempotent:
        operation["parameters"].append(_IDEMPOTENCY_KEY)
    if declared.loads is not None:
        operation["parameters"].append(_IF_MATCH)
    if declared.wire.mixes_query or declared.wire.header_fields:
        beside = [name for name, schema in rest.items() if "in" in schema]
        operation["parameters"] += [
            {"name": name, "in": rest[name]["in"], "required": False, "schema": _without_place(rest[name])}
            for name in beside
        ]
        rest = {name: schema for name, schema in rest.items() if name not in beside}
    if declared.wire.raw_field is not None:
        content = {"schema": _MESSAGE, "example": example(_MESSAGE, schemas)}
        operation["requestBody"] = {"required": True, "content": dict.fromkeys(declared.wire.accepts, content)}
    elif rest:
        body: Schema = {
            "type": "object",
            "properties": rest,
            "additionalProperties": declared.wire.unknown_fields == "ignore",
        }
        needed = sorted(required & rest.keys())
        if needed:
            body["required"] = needed
        content = {"schema": body, "example": example(body, schemas)}
        operation["requestBody"] = {
            "required": bool(needed),
            "content": {media: content for media in declared.wire.accepts[:1]},
        }
    return operation


def _success(declared: HttpDeclaration, refs: Any, schemas: Schema) -> Schema:
    model = _answer_model(declared)
    if model is None:
        return {"204": {"description": "Done; there is nothing to say."}}
    data: Schema = refs[(model, "serialization")]
    if declared.wire is not ENVELOPE:
        return {str(declared.status): _described(declared, data)}
    meta: Schema = {"$ref": _REF.format(model="Meta")}
    if typing.get_origin(declared.response_model) is Page:
        data = {"type": "array", "items": data}
        meta = {"$ref": _REF.format(model="PageMeta")}
    schema: Schema = {
        "type": "object",
        "properties": {"success": {"const": True}, "data": data, "meta": meta},
        "required": ["success", "data", "meta"],
    }
    return {str(declared.status): _described(declared, schema)}


def _described(declared: HttpDeclaration, schema: Schema) -> Schema:
    content: Schema = {declared.wire.content_type: {"schema": schema}}
    if declared.wire.stream_type is not None and declared.writes:
        content[declared.wire.stream_type] = {}
    return {"description": declared.summary, "content": content}


def _without_place(schema: Schema) -> Schema:
    return {name: value for name, value in schema.items() if name != "in"}


def _failures(declared: HttpDeclaration) -> Schema:
    categories = [Category.INVALID_ARGUMENT, Category.METHOD_NOT_ALLOWED, Category.INTERNAL, Category.UNAVAILABLE]
    categories.append(Category.RESOURCE_EXHAUSTED)
    if declared.access is not Access.ANONYMOUS:
        categories.append(Category.UNAUTHENTICATED)
    if declared.access is Access.IN_TENANT or (declared.writes and declared.access is not Access.ANONYMOUS):
        categories.append(Category.PERMISSION_DENIED)
    if declared.path_parameters or declared.loads:
        categories.append(Category.NOT_FOUND)
    if declared.writes:
        categories += [Category.FAILED_PRECONDITION, Category.PAYLOAD_TOO_LARGE, Category.UNSUPPORTED_MEDIA_TYPE]
        if declared.loads:
            categories.append(Category.STALE_VERSION)
        if declared.idempotent:
            categories.append(Category.UNPROCESSABLE)
    categories += [error.category for error in declared.errors]
    by_status: dict[int, Category] = {}
    for category in categories:
        by_status.setdefault(STATUS[category], category)
    if declared.wire is not ENVELOPE:
        bad_field = InvalidInput("", fields=[FieldProblem("", "", "")])
        by_status[error_status(declared.wire, bad_field)] = Category.INVALID_ARGUMENT
        return {
            str(status): {
                "description": f"{category.value.replace('_', ' ').capitalize()}, as the protocol says it.",
                "content": {declared.wire.error_type or declared.wire.content_type: {}},
            }
            for status, category in sorted(by_status.items())
        }
    return {
        str(status): {"$ref": f"#/components/responses/{_response_name(category)}"}
        for status, category in sorted(by_status.items())
    }


def _answer_model(declared: HttpDeclaration) -> Any:
    model = declared.response_model
    if model is None or model is type(None):
        return None
    return typing.get_args(model)[0] if typing.get_origin(model) is Page else model


def _tag(declared: HttpDeclaration) -> str:
    return declared.handler.__module__.split(".")[-2]


def _response_name(category: Category) -> str:
    return "".join(word.capitalize() for word in re.split("_", category.value))


def _error_response(category: Category) -> Schema:
    return {
        "description": f"{category.value.replace('_', ' ').capitalize()} ({STATUS[category]}).",
        "content": {"application/json": {"schema": {"$ref": _REF.format(model="ErrorEnvelope")}}},
    }


_TENANT = {
    "name": "X-Tenant-Id",
    "in": "header",
    "required": False,
    "description": "The tenant this request is about; not needed by a member of only one.",
    "schema": {"type": "string"},
}
_MESSAGE: Schema = {
    "type": "object",
    "properties": {"id": {"type": "string"}, "type": {"type": "string"}, "data": {"type": "object"}},
    "required": ["data", "id", "type"],
}
"""What every sender that signs says of what happened there, whatever else."""

_IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Send the same key with a retry: what was done is answered again, not done again. Kept 24 hours.",
    "schema": {"type": "string", "maxLength": 255},
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The ETag that was read; the request is refused with 412 when the thing has changed since.",
    "schema": {"type": "string"},
}
_ENVELOPE: Schema = {
    "Meta": {
        "type": "object",
        "properties": {
            "requestId": {"type": "string"},
            "timestamp": {"type": "string", "format": "date-time"},
        },
        "required": ["requestId", "timestamp"],
    },
    "PageMeta": {
        "type": "object",
        "properties": {
            "requestId": {"type": "string"},
            "timestamp": {"type": "string", "format": "date-time"},
            "pagination": {
                "type": "object",
                "properties": {"nextCursor": {"type": "string"}, "totalCount": {"type": "integer"}},
            },
        },
        "required": ["requestId", "timestamp", "pagination"],
    },
    "ErrorEnvelope": {
        "type": "object",
        "properties": {
            "success": {"const": False},
            "error": {
                "type": "object",
                "properties": {
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                    "details": {
                        "description": "For bad fields a list of {pointer, code, message}.",
                        "anyOf": [
                            {
                                "type": "array",
                                "items": {
                                    "type": "object",
                                    "properties": {
                                        "pointer": {"type": "string"},
                                        "code": {"type": "string"},
                                        "message": {"type": "string"},
                                    },
                                    "required": ["pointer", "code", "message"],
                                },
                            },
                            {"type": "object"},
                        ],
                    },
                },
                "required": ["code", "message"],
            },
            "meta": {"$ref": _REF.format(model="Meta")},
        },
        "required": ["success", "error", "meta"],
    },
}
