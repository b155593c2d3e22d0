"""OpenInference's instrumentation of the OpenAI client, both as they are published, against the running stack."""

import base64

import httpx
import pytest
from openai import AsyncOpenAI
from openinference.instrumentation import using_attributes
from openinference.instrumentation.openai import OpenAIInstrumentor
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from tests.fixtures.http import sign_up
from tests.fixtures.model_server import model_server, whole
from tools.demo.api import Api, Inbox
from tools.demo.play import Demo
from tools.stack import Stack

pytestmark = pytest.mark.anyio


async def test_what_the_instrumentation_sends_is_understood(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(stack.inbox_url))
        owner = demo.api.signed_in(sign_up(demo)["accessToken"])
        app = owner.post("/v1/apps", {"name": "Support bot"}, expect=201)
        pair = owner.post(f"/v1/apps/{app['id']}/keys", {"name": "SDK"}, expect=201)
        both = base64.b64encode(f"{pair['publicKey']}:{pair['secretKey']}".encode()).decode()
        exporter = OTLPSpanExporter(
            f"{stack.gateway_url}/v1/traces", headers={"authorization": f"Basic {both}"}, timeout=60
        )
        provider = TracerProvider()
        provider.add_span_processor(BatchSpanProcessor(exporter))
        instrumentor = OpenAIInstrumentor()
        instrumentor.instrument(tracer_provider=provider)
        try:
            async with model_server() as fake:
                fake.will(whole("openai", "Ada"))
                client = AsyncOpenAI(base_url=fake.base_url, api_key="none")
                with using_attributes(session_id="talk", user_id="ada", tags=["beta"]):
                    messages = [{"role": "user", "content": "Who?"}]
                    await client.chat.completions.create(model="gpt-4o-mini", messages=messages, temperature=0.5)  # pyright: ignore
                await client.close()
        finally:
            instrumentor.uninstrument()
        assert provider.force_flush(60_000)
        provider.shutdown()

        [trace] = owner.get(f"/v1/apps/{app['id']}/traces")
        assert (trace["userId"], trace["traceSessionId"]) == ("ada", "talk")
        assert (trace["inputTokens"], trace["outputTokens"]) == (9, 2)
        [row] = owner.get(f"/v1/apps/{app['id']}/traces/{trace['traceId']}")["rows"]
        assert row["meaning"]["observation"] == "llm"
        assert row["meaning"]["model"].startswith("gpt-4o-mini")
        assert row["span"]["attributes"]["llm.input_messages.0.message.content"] == "Who?"
        assert row["span"]["attributes"]["llm.output_messages.0.message.content"] == "Ada"
