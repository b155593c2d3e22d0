"""Reading OTLP's protobuf into the same fields as its JSON has, and writing its answers.

A span whose bytes can't be decoded (text that is not UTF-8) is left out alone; a request cut short is refused whole.
"""

import base64
from collections.abc import Iterator
from typing import Any

from shared.engines.spans.json_export import UNDECODABLE, plain
from shared.engines.spans.protobuf_fields import export_fields

_SENT_AS_HEX = ("traceId", "spanId", "parentSpanId")
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5


class Malformed(ValueError):
    """The bytes are no export, or not all of one."""


def decode_export(body: bytes) -> list[dict[str, Any]]:
    """Return an export's `resourceSpans` as `plain` has their JSON; raise Malformed for bytes that are none."""
    from google.protobuf.message import DecodeError
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    try:
        message = ExportTraceServiceRequest.FromString(body)
    except DecodeError:
        return plain([_resource_spans(part) for number, part in _parts(body) if number == 1])
    return export_fields(message)


def encode_response(rejected: int, message: str) -> bytes:
    """Return an answer to an export, with how many spans were rejected, if any, and why."""
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceResponse

    response: Any = ExportTraceServiceResponse()
    if rejected:
        response.partial_success.rejected_spans = rejected
        response.partial_success.error_message = message
    return response.SerializeToString()


def encode_status(code: int, message: str) -> bytes:
    """Return an error as `google.rpc.Status`."""
    from google.rpc import status_pb2

    rpc: Any = status_pb2
    return rpc.Status(code=code, message=message).SerializeToString()


def _resource_spans(body: bytes) -> dict[str, Any]:
    """Return one resource's spans, each decoded by itself."""
    from opentelemetry.proto.resource.v1.resource_pb2 import Resource

    parts = list(_parts(body))
    resource = [_decoded(Resource, part) for number, part in parts if number == 1]
    scopes = [_scope_spans(part) for number, part in parts if number == 2]
    return {"resource": resource[-1] if resource else {}, "scopeSpans": scopes}


def _scope_spans(body: bytes) -> dict[str, Any]:
    from opentelemetry.proto.common.v1.common_pb2 import InstrumentationScope
    from opentelemetry.proto.trace.v1.trace_pb2 import Span

    parts = list(_parts(body))
    scope = [_decoded(InstrumentationScope, part) for number, part in parts if number == 1]
    spans = [_with_hex(_decoded(Span, part)) for number, part in parts if number == 2]
    return {"scope": scope[-1] if scope else {}, "spans": spans}


def _decoded(kind: Any, body: bytes) -> dict[str, Any]:
    from google.protobuf.message import DecodeError

    try:
        return _fields(kind.FromString(body))
    except DecodeError:
        return {UNDECODABLE: "a span can't be decoded; its texts must be UTF-8"}


def _fields(message: Any) -> dict[str, Any]:
    from google.protobuf.json_format import MessageToDict

    return MessageToDict(message, use_integers_for_enums=True)


def _with_hex(span: dict[str, Any]) -> dict[str, Any]:
    """Return a span with its ids in hex, which protobuf's own JSON has in Base64."""
    links = [_with_hex(link) for link in span.get("links", ())]
    ids = {name: base64.b64decode(span[name]).hex() for name in _SENT_AS_HEX if name in span}
    return {**span, **ids, **({"links": links} if links else {})}


def _parts(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the content of each field of a message that holds bytes; raise Malformed when cut short."""
    place = 0
    while place < len(body):
        tag, place = _varint(body, place)
        kind = tag & 7
        if kind == _VARINT:
            _, place = _varint(body, place)
            continue
        if kind not in (_FIXED64, _BYTES, _FIXED32) or not tag >> 3:
            raise Malformed("the body is not an export of traces in protobuf")
        length = {_FIXED64: 8, _FIXED32: 4}.get(kind)
        if length is None:
            length, place = _varint(body, place)
        if place + length > len(body):
            raise Malformed("the body ends in the middle of a field; send all of it")
        if kind == _BYTES:
            yield tag >> 3, body[place : place + length]
        place += length


def _varint(body: bytes, place: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if place >= len(body):
            raise Malformed("the body ends in the middle of a field; send all of it")
        byte = body[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
    raise Malformed("the body is not an export of traces in protobuf")
