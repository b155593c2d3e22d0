"""OTLP over HTTP as a wire: protobuf or JSON, gzip, `google.rpc.Status` for errors, in the request's content type."""

import base64
import binascii
from typing import Any

from pydantic_core import to_json

from shared.domain.traces.schemas import Exported
from shared.engines.spans.json_export import plain
from shared.engines.spans.protobuf_export import Malformed, decode_export, encode_response, encode_status
from shared.errors import Category, EllaError, InvalidInput, Unauthenticated
from shared.runtime.requests import json_object
from shared.runtime.wires import Headers, Meta, Wire, bearer

_JSON, _PROTOBUF = "application/json", "application/x-protobuf"
_FIELD = "resourceSpans"
_TRY_AGAIN = 503
_MOST_SAID = 2_000

_CODES: dict[Category, int] = {
    Category.INVALID_ARGUMENT: 3,
    Category.PAYLOAD_TOO_LARGE: 3,
    Category.UNSUPPORTED_MEDIA_TYPE: 3,
    Category.UNPROCESSABLE: 3,
    Category.DEADLINE_EXCEEDED: 4,
    Category.NOT_FOUND: 5,
    Category.ALREADY_EXISTS: 6,
    Category.PERMISSION_DENIED: 7,
    Category.RESOURCE_EXHAUSTED: 8,
    Category.FAILED_PRECONDITION: 9,
    Category.STALE_VERSION: 9,
    Category.ABORTED: 10,
    Category.METHOD_NOT_ALLOWED: 12,
    Category.INTERNAL: 13,
    Category.UNAVAILABLE: 14,
    Category.UNAUTHENTICATED: 16,
}
"""Categories as gRPC numbers them."""


def key_pair(headers: Headers) -> str | None:
    """Return the secret key of a pair sent by Basic authentication, or a bearer token."""
    scheme, _, encoded = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return bearer(headers)
    try:
        public, _, secret = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        public = secret = ""
    if not public or not secret.startswith(f"{public}_"):
        raise Unauthenticated(
            "send the public key as the user and the secret key as the password", code="invalid_token"
        )
    return secret


def _parse_json(body: bytes) -> dict[str, Any]:
    fields = json_object(body)
    return {**fields, _FIELD: plain(fields.get(_FIELD) or [])}


def _parse_protobuf(body: bytes) -> dict[str, Any]:
    try:
        return {_FIELD: decode_export(body)}
    except Malformed as error:
        raise InvalidInput(str(error), code="malformed_protobuf") from error


def _render_json(result: Exported, meta: Meta) -> bytes:
    if not result.rejected:
        return b"{}"
    return to_json({"partialSuccess": {"rejectedSpans": str(result.rejected), "errorMessage": result.message}})


def _render_protobuf(result: Exported, meta: Meta) -> bytes:
    return encode_response(result.rejected, result.message)


def _error_json(error: EllaError, meta: Meta) -> bytes:
    return to_json({"code": _CODES[error.category], "message": _message(error)})


def _error_protobuf(error: EllaError, meta: Meta) -> bytes:
    return encode_status(_CODES[error.category], _message(error))


def _message(error: EllaError) -> str:
    problems = [f"{problem.pointer}: {problem.message}" for problem in error.fields]
    return "; ".join([error.message, *problems])[:_MOST_SAID]


def _error_status(error: EllaError) -> int | None:
    """Return what has a sender try again after a lost race: of 4xx it would only for 429."""
    return _TRY_AGAIN if error.category is Category.ABORTED else None


def _wire(content_type: str, **parts: Any) -> Wire:
    return Wire(
        "otlp",
        content_type=content_type,
        credential=key_pair,
        mixes_query=True,
        unknown_fields="ignore",
        error_status=_error_status,
        gzip=True,
        **parts,
    )


OTLP = _wire(
    _JSON,
    accepts=(_JSON, _PROTOBUF),
    parse=_parse_json,
    render=_render_json,
    render_error=_error_json,
    variants=(
        _wire(
            _PROTOBUF,
            accepts=(_PROTOBUF,),
            parse=_parse_protobuf,
            render=_render_protobuf,
            render_error=_error_protobuf,
        ),
    ),
)
