from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from shared.engines.spans.json_export import plain, read_export
from shared.engines.spans.model import Window
from shared.engines.spans.protobuf_export import decode_export
from tests.fixtures.spans import export, protobuf, span

ALWAYS = Window(0, 2**63)


def nested(depth: int) -> Any:
    return {"below": [nested(depth - 1)]} if depth else "the end"


ATTRIBUTES: list[dict[str, Any]] = [
    {"text": "plain", "yes": True, "no": False, "whole": -(2**63), "part": 0.5, "empty": ""},
    {"nul": "a\x00b", "list": [1, "two", [3.5]], "map": {"a\x00": {"b": []}}},
    {"deep": nested(12)},
]


@pytest.mark.parametrize("attributes", ATTRIBUTES)
def test_fields_read_by_hand_make_the_spans_that_reflection_makes(attributes: dict[str, Any]) -> None:
    link = {"traceId": "", "spanId": "", "attributes": [{"key": "why", "value": {"stringValue": "so"}}]}
    event = {"name": "exception", "timeUnixNano": "7", "attributes": [{"key": "n", "value": {"intValue": "1"}}]}
    sent = span(2, parent=1, attributes=attributes, events=[event], links=[link], status={"code": 2, "message": "no"})
    body = protobuf(export(span(1), sent, resource={"service.name": "bot\x00"}))
    message = ExportTraceServiceRequest.FromString(body)
    reflected = plain(MessageToDict(message, use_integers_for_enums=True)["resourceSpans"])
    by_hand = decode_export(body)
    for of_resource, other in zip(by_hand, reflected, strict=True):
        for ours, theirs in zip(of_resource["scopeSpans"][0]["spans"], other["scopeSpans"][0]["spans"], strict=True):
            theirs |= {name: ours[name] for name in ("traceId", "spanId", "parentSpanId") if name in ours}
    read = read_export(by_hand, ALWAYS)
    assert read == read_export(reflected, ALWAYS)
    assert (len(read.spans), read.rejections) == (2, ())


def test_numbers_that_json_lacks_stay_text() -> None:
    request = ExportTraceServiceRequest()
    sent = request.resource_spans.add().scope_spans.add().spans.add(trace_id=b"1" * 16, span_id=b"1" * 8)
    for name, number in (("nan", float("nan")), ("most", float("inf"))):
        sent.attributes.add(key=name).value.double_value = number
    sent.attributes.add(key="bytes").value.bytes_value = b"\x00\xff"
    sent.attributes.add(key="nothing")
    [read] = read_export(decode_export(request.SerializeToString()), ALWAYS).spans
    assert read.attributes == {"nan": "NaN", "most": "Infinity", "bytes": {"bytesValue": "AP8="}, "nothing": None}
