import json
from dataclasses import replace

import pytest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest

from shared.auth.roles import Role
from shared.engines.spans.json_export import plain
from tests.fixtures.attempts import running_attempt, save
from tests.fixtures.collectors import CALLER, TRACE, collecting
from tests.fixtures.stage import Stage
from tests.fixtures.webhooks import a_webhook

pytestmark = pytest.mark.anyio

PARTS = {"authentication_flows", "code_execution", "database_operations", "external_api_calls"}


async def test_one_trace_leads_from_the_request_over_the_outbox_to_the_sandbox_and_out(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await a_webhook(stage, await stage.member(Role.OWNER, tenant_id=sitting.tenant_id))
    await save(stage, sitting, 0, language="javascript", source="console.log(1)")
    async with collecting(stage) as collector:
        headers = {"traceparent": CALLER}
        answer = await stage.call("finish_attempt", as_=sitting.candidate, path=sitting.path, headers=headers)
        assert answer.status == 200
        await stage.settle()
        spans = [each for each in await collector.spans() if each["traceId"] == TRACE]

    known = {each["spanId"]: each for each in spans}
    assert {each["name"] for each in spans} >= {"finish_attempt", "score_attempt", "deliver_webhook", *PARTS}
    [root] = [each for each in spans if each["name"] == "finish_attempt"]
    assert root["parentSpanId"] == CALLER.split("-")[2]
    for each in spans:
        line = [each]
        while line[-1]["parentSpanId"] in known:
            line.append(known[line[-1]["parentSpanId"]])
        assert line[-1] is root, f"{each['name']} hangs in the air"
        assert int(each["endTimeUnixNano"]) >= int(each["startTimeUnixNano"])


async def test_what_is_exported_is_otlp_as_ella_itself_reads_it_and_carries_the_operators_header(stage: Stage) -> None:
    member = await stage.member()
    async with collecting(stage) as collector:
        await stage.call("list_notifications", as_=member)
        await collector.spans()
        [received] = collector.server.received
    assert received.headers["authorization"] == "Bearer secret"
    [resource] = plain(json.loads(received.body)["resourceSpans"])
    assert {each["key"] for each in resource["resource"]["attributes"]} >= {"service.name", "service.version"}


async def test_a_trace_that_is_not_sampled_is_dropped(stage: Stage) -> None:
    member = await stage.member()
    async with collecting(stage, sampling=0.0) as collector:
        assert (await stage.call("list_notifications", as_=member)).status == 200
        assert await collector.spans() == []


async def test_an_error_is_always_kept_whatever_the_sampling(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    member = await stage.member()
    async with collecting(stage, sampling=0.0) as collector:

        async def broken(*_: object) -> None:
            raise RuntimeError("broken")

        monkeypatch.setattr(stage.store, "query", broken)
        answer = await stage.call("list_notifications", as_=member)
        assert answer.status == 500
        spans = {each["name"]: each for each in await collector.spans()}
    assert spans["list_notifications"]["status"]["message"] == "answered with 500"
    failed = [each for each in spans.values() if "status" in each]
    assert {each["name"] for each in failed} == {"list_notifications", "database_operations"}


async def test_sampling_takes_a_share_of_all_traces_by_their_ids(stage: Stage) -> None:
    async with collecting(stage, sampling=0.65) as collector:
        for last in ("0", "a", "f"):
            parent = f"00-{TRACE[:16]}{last}{TRACE[17:]}-00f067aa0ba902b7-01"
            await stage.call("check_health", headers={"traceparent": parent})
        kept = {each["traceId"][16] for each in await collector.spans()}
    assert kept == {"0", "a"}


async def test_a_collector_that_refuses_or_is_gone_changes_no_answer(stage: Stage) -> None:
    async with collecting(stage, status=503) as collector:
        assert (await stage.call("check_health")).status == 200
        assert {each["name"] for each in await collector.spans()} == {"check_health", "authentication_flows"}
    parts = stage.composition
    parts.config = replace(parts.config, telemetry_url="http://127.0.0.1:1")
    assert (await stage.call("check_health")).status == 200
    await collector.telemetry.flush()


async def test_traces_that_come_in_make_no_traces_of_their_own(stage: Stage) -> None:
    async with collecting(stage) as collector:
        await stage.call("ingest_traces", body={"resourceSpans": []})
        assert await collector.spans() == []


async def test_metrics_are_exported_as_opentelemetry_reads_them(stage: Stage) -> None:
    from google.protobuf.json_format import Parse

    async with collecting(stage) as collector:
        await stage.call("check_health")
        await collector.telemetry.close()
        [body] = [each.body for each in collector.server.received if "/v1/metrics" in each.line]
    read = Parse(body, ExportMetricsServiceRequest())
    metrics = {each.name: each for each in read.resource_metrics[0].scope_metrics[0].metrics}
    [point] = metrics["http_request_duration_seconds"].histogram.data_points
    assert (point.count, list(point.explicit_bounds)) == (1, [0.1, 0.3, 0.5, 0.7, 1, 3, 5, 7, 10])
    assert metrics["http_requests_total"].sum.is_monotonic
