"""The OpenTelemetry SDK and its exporter, as they are published, against the running stack."""

import base64

import httpx
import pytest
from opentelemetry.exporter.otlp.proto.http import Compression
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExportResult
from opentelemetry.trace import StatusCode

from tests.fixtures.http import sign_up
from tools.demo.api import Api, Inbox
from tools.demo.play import Demo
from tools.stack import Stack


@pytest.mark.parametrize("compression", [Compression.NoCompression, Compression.Gzip])
def test_what_the_sdk_exports_is_shown_as_a_tree(
    stack: Stack, monkeypatch: pytest.MonkeyPatch, compression: Compression
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(stack.inbox_url))
        owner = demo.api.signed_in(sign_up(demo)["accessToken"])
        app = owner.post("/v1/apps", {"name": "Support bot"}, expect=201)
        pair = owner.post(f"/v1/apps/{app['id']}/keys", {"name": "SDK"}, expect=201)
        both = base64.b64encode(f"{pair['publicKey']}:{pair['secretKey']}".encode()).decode()
        exporter = OTLPSpanExporter(
            f"{stack.gateway_url}/v1/traces",
            headers={"authorization": f"Basic {both}"},
            compression=compression,
            timeout=60,
        )
        provider = TracerProvider(resource=Resource.create({"service.name": "bot"}))
        provider.add_span_processor(BatchSpanProcessor(exporter))
        tracer = provider.get_tracer("test", "1.0")
        with tracer.start_as_current_span("answer") as root:
            with tracer.start_as_current_span("chat gpt-5") as call:
                call.set_attributes({"gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-5"})
                call.set_attributes({"gen_ai.usage.input_tokens": 12, "gen_ai.response.finish_reasons": ["stop"]})
            root.add_event("answered", {"words": 3})
            root.set_status(StatusCode.ERROR, "too short")
        assert provider.force_flush(60_000)
        provider.shutdown()

        [trace] = owner.get(f"/v1/apps/{app['id']}/traces")
        assert trace["traceId"] == f"{root.get_span_context().trace_id:032x}"
        assert (trace["name"], trace["errorCount"], trace["inputTokens"]) == ("answer", 1, 12)
        first, second = owner.get(f"/v1/apps/{app['id']}/traces/{trace['traceId']}")["rows"]
        assert (first["span"]["status"], first["span"]["statusMessage"]) == ("error", "too short")
        assert first["span"]["events"][0]["attributes"] == {"words": 3}
        assert first["span"]["origin"]["resource"]["service.name"] == "bot"
        assert (second["depth"], second["meaning"]["model"]) == (1, "gpt-5")
        assert second["meaning"]["finishReasons"] == ["stop"]


def test_the_exporter_is_told_of_a_wrong_key(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    exporter = OTLPSpanExporter(f"{stack.gateway_url}/v1/traces", headers={"authorization": "Bearer ella_a_b_c"})
    span = TracerProvider().get_tracer("test").start_span("lost")
    span.end()
    assert exporter.export([span]) is SpanExportResult.FAILURE  # pyright: ignore[reportArgumentType]
    exporter.shutdown()
