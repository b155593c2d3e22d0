import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.fixtures.apps import key_pair
from tests.fixtures.spans import BEGAN, TRACE
from tests.fixtures.stage import Stage
from tests.fixtures.traces import sender, shown
from tests.functions.traces.test_ingest_traces import posted

pytestmark = pytest.mark.anyio

EXPORTS, EACH = 10, 10_000


def exported(number: int) -> bytes:
    request = ExportTraceServiceRequest()
    spans = request.resource_spans.add().scope_spans.add().spans
    for place in range(number * EACH, (number + 1) * EACH):
        span = spans.add(trace_id=bytes.fromhex(TRACE), span_id=(place + 1).to_bytes(8), name="step")
        span.start_time_unix_nano = span.end_time_unix_nano = BEGAN - 1_000_000 + place
        if place:
            span.parent_span_id = (place // 10 + 1).to_bytes(8)
    return request.SerializeToString()


async def test_a_hundred_thousand_spans_of_one_trace_are_taken_and_counted_once_each(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    pair = await key_pair(stage, manager.tenant_id, app_id)
    for number in (*range(EXPORTS), 0):
        stage.clock.advance(seconds=1)
        assert (await posted(stage, pair, exported(number))).status_code == 200
    again = ExportTraceServiceRequest.FromString(exported(3))
    del again.resource_spans[0].scope_spans[0].spans[100:]
    assert (await posted(stage, pair, again.SerializeToString())).status_code == 200
    detail = await shown(stage, manager, app_id, TRACE)
    assert abs(detail["trace"]["spanCount"] - EXPORTS * EACH) <= 10
    assert (len(detail["rows"]), detail["complete"]) == (5_000, False)
    [summary] = await stage.documents("traces")
    assert len(summary["seen"]) < 4 * 4_096
    assert len(await stage.documents("seenSpans")) == summary["seenPages"] == EXPORTS * EACH // 4_096
