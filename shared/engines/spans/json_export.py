"""Reading OTLP's JSON: tolerant of what senders differ in, with a reason for each span that can't be kept.

Ids are hex in any case, enumerations integers, whole numbers integers or text; unknown fields are ignored.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

from shared.engines.spans.model import Export, Origin, Span, SpanEvent, SpanLink, Status, Window

UNDECODABLE = "undecodable"
"""The field of a span that stands for one whose bytes could not be decoded; it says why."""

MAX_DEPTH = 18
"""How deep an export may nest; what lies deeper is kept as JSON text."""

_STATUS: dict[int, Status] = {1: "ok", 2: "error"}
_MAX_NAME = 1_000
_INT64 = 2**63
_HEX = re.compile(r"[0-9a-fA-F]+")
_SCALARS = ("stringValue", "boolValue", "doubleValue")

Fields = Mapping[str, Any]


class Unusable(ValueError):
    """A span can't be kept; the message says why."""


def plain(value: Any, depth: int = 0) -> Any:
    """Return a JSON value whose texts hold no NUL, and that nests at most `MAX_DEPTH` deep."""
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd")
    if not isinstance(value, dict | list):
        return value
    if depth >= MAX_DEPTH:
        return json.dumps(plain_text(value), ensure_ascii=False)
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        return {name.replace("\x00", "\ufffd"): plain(item, depth + 1) for name, item in fields.items()}
    return [plain(item, depth + 1) for item in cast("list[Any]", value)]


def plain_text(value: Any) -> Any:
    """Return a JSON value whose texts hold no NUL, however deep they lie."""
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd")
    if isinstance(value, dict):
        return {plain_text(name): plain_text(item) for name, item in cast("dict[str, Any]", value).items()}
    return [plain_text(item) for item in cast("list[Any]", value)] if isinstance(value, list) else value


def read_export(resource_spans: Sequence[Any], window: Window) -> Export:
    """Return the spans of an export's `resourceSpans`; one that can't be kept takes no other with it."""
    spans: list[Span] = []
    rejections: list[str] = []
    for origin, fields in _spans(resource_spans):
        try:
            spans.append(_span(fields, origin, window))
        except Unusable as unusable:
            rejections.append(str(unusable))
    return Export(tuple(spans), tuple(rejections))


def _spans(resource_spans: Sequence[Any]) -> Iterator[tuple[Origin, Any]]:
    for of_resource in _objects(resource_spans):
        resource = attributes_of(_object(of_resource.get("resource")).get("attributes"))
        for of_scope in _objects(of_resource.get("scopeSpans")):
            scope = _object(of_scope.get("scope"))
            origin = Origin(
                resource=resource,
                scope_name=_text(scope.get("name")),
                scope_version=_text(scope.get("version")),
                scope_attributes=attributes_of(scope.get("attributes")),
            )
            for fields in _list(of_scope.get("spans")):
                yield origin, fields


def _span(fields: Any, origin: Origin, window: Window) -> Span:
    fields = _object(fields)
    if (reason := fields.get(UNDECODABLE)) is not None:
        raise Unusable(_text(reason))
    span_id = _id(fields, "spanId", 16)
    start = _time(fields, "startTimeUnixNano", window)
    end = _time(fields, "endTimeUnixNano", window) if _integer(fields.get("endTimeUnixNano")) else start
    parent_id = _id(fields, "parentSpanId", 16) if fields.get("parentSpanId") else None
    status = _object(fields.get("status"))
    return Span(
        trace_id=_id(fields, "traceId", 32),
        span_id=span_id,
        parent_id=None if parent_id == span_id else parent_id,
        name=_text(fields.get("name"))[:_MAX_NAME],
        kind=_integer(fields.get("kind")),
        start_nanos=start,
        end_nanos=max(start, end),
        status=_STATUS.get(_integer(status.get("code")), "unset"),
        status_message=_text(status.get("message")),
        trace_state=_text(fields.get("traceState")),
        flags=_integer(fields.get("flags")),
        attributes=attributes_of(fields.get("attributes")),
        events=tuple(_event(each) for each in _objects(fields.get("events"))),
        links=tuple(_link(each) for each in _objects(fields.get("links"))),
        origin=origin,
        dropped=_integer(fields.get("droppedAttributesCount")),
    )


def _event(fields: Fields) -> SpanEvent:
    return SpanEvent(
        name=_text(fields.get("name"))[:_MAX_NAME],
        at_nanos=_integer(fields.get("timeUnixNano")),
        attributes=attributes_of(fields.get("attributes")),
    )


def _link(fields: Fields) -> SpanLink:
    return SpanLink(
        trace_id=_text(fields.get("traceId")).lower()[:32],
        span_id=_text(fields.get("spanId")).lower()[:16],
        attributes=attributes_of(fields.get("attributes")),
    )


def attributes_of(values: Any) -> dict[str, Any]:
    """Return a list of OTLP's keys and values as JSON values by name; of one name given twice the last value."""
    return {_text(each.get("key")): _value(each.get("value")) for each in _objects(values)}


def _value(value: Any) -> Any:
    """Return an `AnyValue` as a JSON value; bytes stay an object with their Base64."""
    if not isinstance(value, dict):
        return value
    fields = cast("dict[str, Any]", value)
    for name in _SCALARS:
        if name in fields:
            return fields[name]
    if "intValue" in fields:
        return _integer(fields["intValue"])
    for name in ("arrayValue", "kvlistValue"):
        if name in fields:
            return _nested(fields[name], attributes_of if name == "kvlistValue" else _values)
    return {"bytesValue": fields["bytesValue"]} if "bytesValue" in fields else None


def _values(values: list[Any]) -> list[Any]:
    return [_value(each) for each in values]


def _nested(content: Any, read: Callable[[list[Any]], Any]) -> Any:
    """Return what a list or map holds; what lay too deep came as text, and stays it."""
    if isinstance(content, dict):
        content = cast("dict[str, Any]", content).get("values", [])
    if not isinstance(content, list):
        return content
    values = cast("list[Any]", content)
    return values if any(isinstance(each, str) for each in values) else read(values)


def _id(fields: Fields, name: str, digits: int) -> str:
    value = _text(fields.get(name))
    if len(value) != digits or not _HEX.fullmatch(value) or not value.strip("0"):
        raise Unusable(f"{name} must be {digits} hex digits that are not all zero")
    return value.lower()


def _time(fields: Fields, name: str, window: Window) -> int:
    nanos = _integer(fields.get(name))
    if nanos < window.earliest:
        raise Unusable(f"{name} lies before what is kept")
    if nanos > window.latest:
        raise Unusable(f"{name} lies in the future")
    return nanos


def _integer(value: Any) -> int:
    """Return a whole number given as one or as text, 0 for anything else."""
    if isinstance(value, bool):
        return 0
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,20}", value):
        value = int(value)
    return value if isinstance(value, int) and -_INT64 <= value < 2 * _INT64 else 0


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _object(value: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _list(value: Any) -> Sequence[Any]:
    return cast("Sequence[Any]", value) if isinstance(value, list | tuple) else ()


def _objects(value: Any) -> list[dict[str, Any]]:
    return [cast("dict[str, Any]", each) for each in _list(value) if isinstance(each, dict)]
