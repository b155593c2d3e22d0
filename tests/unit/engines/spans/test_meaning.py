"""Three vocabularies, one meaning."""

import json
from typing import Any

import pytest

from shared.engines.spans.meaning import Meaning, meaning_of
from shared.engines.spans.model import Origin, Span
from tests.fixtures.spans import BEGAN, TRACE

MESSAGES = [{"role": "user", "content": "Hi"}]


def meaning(resource: dict[str, Any] | None = None, **attributes: Any) -> Meaning:
    given = {name.replace("__", "."): value for name, value in attributes.items()}
    origin = Origin(resource=resource or {})
    return meaning_of(
        Span(
            trace_id=TRACE,
            span_id="1" * 16,
            name="call",
            start_nanos=BEGAN,
            end_nanos=BEGAN,
            attributes=given,
            origin=origin,
        )
    )


GENAI = {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "gpt-5",
    "gen_ai.response.model": "gpt-5-mini",
    "gen_ai.usage.input_tokens": 10,
    "gen_ai.usage.output_tokens": 5,
    "gen_ai.usage.reasoning.output_tokens": 2,
    "gen_ai.response.finish_reasons": ["tool_call"],
    "gen_ai.input.messages": json.dumps(MESSAGES),
    "gen_ai.output.messages": "not JSON",
    "gen_ai.conversation.id": "talk",
    "user.id": "ada",
}
OPENINFERENCE = {
    "openinference.span.kind": "LLM",
    "llm.provider": "openai",
    "llm.model_name": "gpt-5-mini",
    "llm.token_count.prompt": 10,
    "llm.token_count.completion": 5,
    "llm.token_count.completion_details.reasoning": 2,
    "llm.finish_reason": "tool_calls",
    "llm.input_messages.0.message.role": "user",
    "llm.input_messages.0.message.content": "Hi",
    "output.value": "not JSON",
    "session.id": "talk",
    "user.id": "ada",
}
LANGFUSE = {
    "langfuse.observation.type": "generation",
    "gen_ai.system": "openai",
    "langfuse.observation.model.name": "gpt-5-mini",
    "langfuse.observation.usage_details": json.dumps({"input": 10, "output": 5, "output_reasoning_tokens": 2}),
    "gen_ai.response.finish_reasons": '["tool_calls"]',
    "langfuse.observation.input": json.dumps(MESSAGES),
    "langfuse.observation.output": "not JSON",
    "session.id": "talk",
    "user.id": "ada",
}


@pytest.mark.parametrize("attributes", [GENAI, OPENINFERENCE, LANGFUSE])
def test_each_vocabulary_tells_the_same_call(attributes: dict[str, Any]) -> None:
    found = meaning(**attributes)
    assert (found.observation, found.provider, found.model) == ("llm", "openai", "gpt-5-mini")
    assert (found.input_tokens, found.output_tokens, found.reasoning_tokens) == (10, 5, 2)
    assert (found.finish_reasons, found.output) == (("tool_calls",), "not JSON")
    assert (found.trace_session_id, found.user_id) == ("talk", "ada")
    flat = [{"message": each} for each in MESSAGES]
    assert found.input == (flat if attributes is OPENINFERENCE else MESSAGES)


@pytest.mark.parametrize(
    ("attributes", "observation"),
    [
        ({"gen_ai.operation.name": "execute_tool"}, "tool"),
        ({"gen_ai.operation.name": "embeddings"}, "embedding"),
        ({"openinference.span.kind": "RERANKER"}, "reranker"),
        ({"langfuse.observation.type": "agent"}, "agent"),
        ({"gen_ai.operation.name": "something new", "gen_ai.request.model": "m"}, "llm"),
        ({"http.request.method": "GET"}, "span"),
    ],
)
def test_what_kind_of_work_it_was(attributes: dict[str, Any], observation: str) -> None:
    assert meaning(**attributes).observation == observation


def test_costs_are_the_senders_total_or_the_sum_of_its_parts() -> None:
    details = {"langfuse.observation.cost_details": json.dumps({"input": 0.25, "output": 0.5})}
    assert meaning(**details).cost == 0.75
    assert meaning(**{"llm.cost.total": 0.125}).cost == 0.125
    assert meaning().cost is None


def test_the_environment_may_be_the_resources() -> None:
    assert meaning({"deployment.environment.name": "staging"}).environment == "staging"
    both = meaning({"deployment.environment.name": "staging"}, langfuse__environment="production")
    assert both.environment == "production"


@pytest.mark.parametrize("junk", [None, True, -1, "x", 1e308, [], {}, "{", "[" * 100_000, {"input": "x"}])
def test_attributes_of_the_wrong_kind_say_nothing(junk: Any) -> None:
    names = [*GENAI, *OPENINFERENCE, *LANGFUSE, "langfuse.observation.cost_details", "llm.cost.total"]
    found = meaning(**dict.fromkeys(names, junk))
    assert found.input_tokens is None or found.input_tokens >= 0
    assert found.cost is None


def test_names_of_many_parts_and_double_places_do_no_harm() -> None:
    names = {"llm.input_messages." + "a." * 5_000 + "b": 1, "llm.input_messages.0": "x", "llm.input_messages.0.y": 1}
    assert meaning(**names).input is not None
