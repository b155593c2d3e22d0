"""Langfuse's SDK, as it is published, against the running stack."""

import httpx
import pytest
from langfuse import Langfuse, propagate_attributes
from opentelemetry.sdk.trace import TracerProvider

from tests.fixtures.cards import GREETING
from tests.fixtures.http import sign_up
from tools.demo.api import Api, Inbox
from tools.demo.play import Demo
from tools.stack import Stack


def test_the_sdk_traces_scores_and_reads_prompts(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(stack.inbox_url))
        owner = demo.api.signed_in(sign_up(demo)["accessToken"])
        app = owner.post("/v1/apps", {"name": "Support bot"}, expect=201)
        pair = owner.post(f"/v1/apps/{app['id']}/keys", {"name": "SDK"}, expect=201)
        card = owner.post("/v1/cards", {"content": GREETING}, expect=201)
        owner.post(f"/v1/cards/{card['id']}/versions", {}, expect=201)
        owner.put(f"/v1/cards/{card['id']}/labels/production", {"version": 1})
        langfuse = Langfuse(
            public_key=pair["publicKey"],
            secret_key=pair["secretKey"],
            base_url=stack.gateway_url,
            environment="default",
            timeout=60,
            tracer_provider=TracerProvider(),
        )
        assert langfuse.auth_check()

        prompt = langfuse.get_prompt("Greeting", type="chat")
        assert (prompt.version, prompt.is_fallback) == (1, False)
        assert prompt.compile(tone="kind")[0] == {"role": "system", "content": "You are kind."}

        with (
            langfuse.start_as_current_observation(name="answer", as_type="span", input={"question": "Who?"}) as root,
            propagate_attributes(user_id="ada", session_id="talk", tags=["beta"], trace_name="support"),
        ):
            with langfuse.start_as_current_observation(
                name="ask",
                as_type="generation",
                model="gpt-5",
                input=[{"role": "user", "content": "Who?"}],
                prompt=prompt,
            ) as call:
                call.update(
                    output="Ada",
                    usage_details={"input": 12, "output": 3},
                    cost_details={"total": 0.25},
                    metadata={"attempt": 1},
                )
                call.score(name="tone", value="polite", data_type="CATEGORICAL")
            root.score_trace(name="accuracy", value=0.75)
            root.update(output="Ada")
        langfuse.create_score(name="solved", value=1, data_type="BOOLEAN", session_id="talk", score_id="solved-1")
        langfuse.flush()
        langfuse.shutdown()

        [trace] = owner.get(f"/v1/apps/{app['id']}/traces")
        assert (trace["traceId"], trace["name"]) == (root.trace_id, "support")
        assert (trace["userId"], trace["traceSessionId"], trace["environment"]) == ("ada", "talk", "default")
        assert (trace["inputTokens"], trace["outputTokens"], trace["cost"]) == (12, 3, 0.25)
        assert {each["name"]: each["mean"] for each in trace["scores"]} == {"tone": None, "accuracy": 0.75}
        first, second = owner.get(f"/v1/apps/{app['id']}/traces/{trace['traceId']}")["rows"]
        assert (first["meaning"]["input"], first["meaning"]["output"]) == ({"question": "Who?"}, "Ada")
        assert (second["meaning"]["observation"], second["meaning"]["model"]) == ("llm", "gpt-5")
        attributes = second["span"]["attributes"]
        assert attributes["langfuse.observation.prompt.name"] == "Greeting"
        assert attributes["langfuse.observation.metadata.attempt"] in (1, "1")
        scores = owner.get(f"/v1/apps/{app['id']}/scores")
        assert {each["name"]: each["spanId"] for each in scores} == {"tone": call.id, "accuracy": None, "solved": None}
        assert {each["scoreId"] for each in scores} >= {"solved-1"}
