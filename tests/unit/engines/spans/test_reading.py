"""What is read of exports, in JSON and protobuf alike."""

from typing import Any

import pytest

from shared.engines.spans.json_export import plain, read_export
from shared.engines.spans.model import Span, Window
from shared.engines.spans.protobuf_export import Malformed, decode_export
from tests.fixtures.spans import BEGAN, SECOND, TRACE, export, protobuf, span

WINDOW = Window(BEGAN - 30 * 86_400 * SECOND, BEGAN + 86_400 * SECOND)
VALUES: dict[str, Any] = {
    "text": "grüße",
    "empty": "",
    "yes": True,
    "no": False,
    "zero": 0,
    "large": 2**62,
    "share": 0.25,
    "list": ["a", 1, ["b"]],
    "map": {"a": [1], "b": {}},
}


def read(exported: dict[str, Any]) -> tuple[list[Span], list[str]]:
    result = read_export(plain(exported["resourceSpans"]), WINDOW)
    return list(result.spans), list(result.rejections)


def both(exported: dict[str, Any]) -> list[Span]:
    """Return the spans of an export, which must be the same in either encoding."""
    in_json, _ = read(exported)
    in_protobuf, _ = read({"resourceSpans": decode_export(protobuf(exported))})
    assert in_protobuf == in_json
    return in_json


def test_both_encodings_tell_the_same_span_with_every_kind_of_value() -> None:
    event = {"name": "retry", "timeUnixNano": str(BEGAN), "attributes": []}
    sent = span(2, parent=1, attributes=VALUES, events=[event], status={"code": 2, "message": "no"}, kind=3)
    [kept] = both(export(sent, resource={"service.name": "bot"}))
    assert kept.attributes == VALUES
    assert (kept.trace_id, kept.span_id, kept.parent_id) == (TRACE, f"{2:016x}", f"{1:016x}")
    assert (kept.kind, kept.status, kept.status_message) == (3, "error", "no")
    assert (kept.origin.resource, kept.origin.scope_name) == ({"service.name": "bot"}, "test")
    assert [(each.name, each.at_nanos) for each in kept.events] == [("retry", BEGAN)]
    assert kept.end_nanos - kept.start_nanos == SECOND - 2_000


def test_ids_in_capitals_numbers_as_numbers_and_unknown_fields_are_fine() -> None:
    sent = span(0xABCDEF, trace=TRACE.upper(), surprise={"a": 1}, startTimeUnixNano=BEGAN)
    sent["spanId"] = sent["spanId"].upper()
    [kept], rejections = read(export(sent))
    assert (kept.trace_id, kept.span_id, kept.start_nanos) == (TRACE, f"{0xABCDEF:016x}", BEGAN)
    assert rejections == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"traceId": ""}, "traceId must be 32 hex digits"),
        ({"traceId": "0" * 32}, "traceId must be 32 hex digits"),
        ({"spanId": "xyz"}, "spanId must be 16 hex digits"),
        ({"spanId": 7}, "spanId must be 16 hex digits"),
        ({"parentSpanId": "12"}, "parentSpanId must be 16 hex digits"),
        ({"startTimeUnixNano": "1000"}, "startTimeUnixNano lies before what is kept"),
        ({"startTimeUnixNano": None}, "startTimeUnixNano lies before what is kept"),
        ({"startTimeUnixNano": str(4_102_444_800 * SECOND)}, "startTimeUnixNano lies in the future"),
        ({"endTimeUnixNano": str(4_102_444_800 * SECOND)}, "endTimeUnixNano lies in the future"),
    ],
)
def test_a_span_that_cannot_be_kept_takes_no_other_with_it(changes: dict[str, Any], reason: str) -> None:
    spans, rejections = read(export(span(1), span(2) | changes, span(3)))
    assert [each.span_id for each in spans] == [f"{1:016x}", f"{3:016x}"]
    assert len(rejections) == 1
    assert reason in rejections[0]


@pytest.mark.parametrize("junk", [None, 1, "x", [], {}, [[]], {"spans": 1}, {"scopeSpans": [{"spans": [None, 1]}]}])
def test_junk_in_any_place_is_rejected_or_left_out(junk: Any) -> None:
    assert read({"resourceSpans": [junk]})[0] == []
    assert read(export(junk))[0] == []
    for name in ("attributes", "events", "links", "status", "name", "kind", "flags"):
        [kept], _ = read(export(span() | {name: junk}))
        assert kept.span_id == f"{1:016x}"


def test_a_span_that_ends_before_it_begins_takes_no_time() -> None:
    [kept] = both(export(span(startTimeUnixNano=str(BEGAN), endTimeUnixNano=str(BEGAN - SECOND))))
    assert (kept.start_nanos, kept.end_nanos) == (BEGAN, BEGAN)


def test_a_span_that_names_itself_as_parent_has_none() -> None:
    [kept] = both(export(span(1, parent=1)))
    assert kept.parent_id is None


def test_what_nests_too_deep_is_kept_as_text() -> None:
    deep: Any = "bottom"
    for _ in range(12):
        deep = [deep]
    [kept], _ = read(export(span(attributes={"deep": deep, "other": "x\x00y"})))
    assert "bottom" in str(kept.attributes["deep"])
    assert kept.attributes["other"] == "x\ufffdy"


def test_text_that_is_no_utf8_costs_its_own_span_only() -> None:
    body = protobuf(export(span(1), span(2, name="BROKEN"), span(3))).replace(b"BROKEN", b"BR\xff\xfeEN")
    spans, rejections = read({"resourceSpans": decode_export(body)})
    assert [each.span_id for each in spans] == [f"{1:016x}", f"{3:016x}"]
    assert spans[0].origin.resource == {"service.name": "bot"}
    assert rejections == ["a span can't be decoded; its texts must be UTF-8"]


def test_a_request_cut_short_anywhere_is_refused_whole() -> None:
    body = protobuf(export(span(1), span(2)))
    for length in range(1, len(body)):
        with pytest.raises(Malformed):
            decode_export(body[:length])
    assert decode_export(b"") == []
    with pytest.raises(Malformed):
        decode_export(b"\xff" * 100)
