"""What published SDKs sent, byte for byte, is read without a loss."""

from pathlib import Path
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from shared.domain.traces.model import StoredSpan
from shared.domain.traces.packing import packed, unpacked
from shared.engines.spans.json_export import plain, read_export
from shared.engines.spans.meaning import Meaning, meaning_of
from shared.engines.spans.model import Span, Window
from shared.engines.spans.protobuf_export import decode_export

DATA = Path(__file__).parents[3] / "fixtures" / "data"
RECORDED = {name: (DATA / f"{name}.otlp").read_bytes() for name in ("langfuse-5.0.4", "openinference-openai-0.1.66")}


def spans_of(name: str) -> dict[str, Span]:
    export = read_export(plain(decode_export(RECORDED[name])), Window(0, 2**63))
    assert export.rejections == ()
    return {span.name: span for span in export.spans}


def told(value: Any) -> Any:
    """Return a value of protobuf's as Python has it."""
    kind = value.WhichOneof("value")
    return [told(each) for each in value.array_value.values] if kind == "array_value" else getattr(value, kind)


@pytest.mark.parametrize("name", RECORDED)
def test_every_field_that_was_sent_is_kept_through_the_store(name: str) -> None:
    spans = spans_of(name)
    stored = [StoredSpan(span=span) for span in spans.values()]
    [chunk] = packed("key", stored)
    kept = {each.span.name: each.span for each in unpacked(chunk.payload)}
    [resource] = ExportTraceServiceRequest.FromString(RECORDED[name]).resource_spans
    [scope] = resource.scope_spans
    assert len(scope.spans) == len(kept)
    for sent in scope.spans:
        span = kept[sent.name]
        assert span.attributes == {each.key: told(each.value) for each in sent.attributes}
        assert (span.trace_id, span.span_id) == (sent.trace_id.hex(), sent.span_id.hex())
        assert (span.parent_id or "") == sent.parent_span_id.hex()
        assert (span.start_nanos, span.end_nanos) == (sent.start_time_unix_nano, sent.end_time_unix_nano)
        assert (span.kind, span.flags, len(span.events)) == (sent.kind, sent.flags, len(sent.events))
        assert span.origin.resource == {each.key: told(each.value) for each in resource.resource.attributes}
        assert (span.origin.scope_name, span.origin.scope_version) == (scope.scope.name, scope.scope.version)


def test_langfuses_generation_is_understood() -> None:
    spans = spans_of("langfuse-5.0.4")
    assert meaning_of(spans["ask"]) == Meaning(
        observation="llm",
        model="gpt-5",
        input=[{"role": "user", "content": "Who?"}],
        output="Ada",
        input_tokens=12,
        output_tokens=3,
        reasoning_tokens=1,
        cost=0.25,
        user_id="ada",
        trace_session_id="talk",
        trace_name="support",
        environment="staging",
        tags=("beta", "eu"),
    )
    assert {name: meaning_of(span).observation for name, span in spans.items()} == {
        "ask": "llm",
        "look up": "tool",
        "answer": "agent",
    }


def test_openinferences_call_with_tools_is_understood() -> None:
    [span] = spans_of("openinference-openai-0.1.66").values()
    meaning = meaning_of(span)
    assert (meaning.observation, meaning.model, meaning.provider) == ("llm", "gpt-4o-mini-2024-07-18", "openai")
    assert (meaning.input_tokens, meaning.output_tokens, meaning.finish_reasons) == (9, 2, ("tool_calls",))
    assert (meaning.user_id, meaning.trace_session_id) == ("ada", "talk")
