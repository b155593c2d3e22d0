"""What goes over the wire in each protocol, and how what differs from provider to provider is read."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shared.engines.model_calls.costs import cost_of
from shared.engines.model_calls.usage import Doubt, counted
from shared.ports.model_providers import PROVIDERS
from shared.ports.models import (
    FinishReason,
    Message,
    MessageRole,
    ModelRequest,
    Parameters,
    Tool,
    ToolCall,
    Usage,
)
from tests.contract.test_models import ASKED, KEY, ask
from tests.fixtures.model_server import (
    ModelServer,
    anthropic_answer,
    anthropic_events,
    model_server,
    openai_answer,
    openai_chunks,
    says,
    streams,
    whole,
)

pytestmark = pytest.mark.anyio

WEATHER = Tool("weather", "Tells the weather", {"type": "object", "properties": {"city": {"type": "string"}}})
PARAMETERS = Parameters(
    temperature=0.2,
    top_p=0.9,
    max_tokens=50,
    stop=("END",),
    seed=7,
    extra={"user": "u-1", "stream": "no", "model": "x"},
)
TALK = (
    Message(MessageRole.SYSTEM, "Be brief."),
    Message(MessageRole.USER, "Weather in Rome and Oslo?"),
    Message(
        MessageRole.ASSISTANT,
        "Let me see.",
        (ToolCall("c1", "weather", '{"city": "Rome"}'), ToolCall("c2", "weather", "not JSON")),
    ),
    Message(MessageRole.TOOL, "sunny", tool_call_id="c1"),
    Message(MessageRole.TOOL, "snow", tool_call_id="c2"),
)


@pytest.fixture
async def server() -> AsyncIterator[ModelServer]:
    async with model_server() as fake:
        yield fake


@pytest.mark.parametrize(
    ("provider", "max_tokens"),
    [("openai", "max_completion_tokens"), ("ollama", "max_tokens"), ("grok", "max_tokens"), ("gemini", "max_tokens")],
)
async def test_a_chat_completion_is_asked_for_as_each_provider_wants(
    server: ModelServer, provider: str, max_tokens: str
) -> None:
    server.will(whole("openai"))
    await ask(server, provider, parameters=PARAMETERS, tools=(WEATHER,), messages=TALK)
    assert server.server.received[0].line == "POST /v1/chat/completions HTTP/1.1"
    assert server.headers["authorization"] == f"Bearer {KEY}"
    [asked] = server.asked
    messages = asked.pop("messages")
    assert asked == {
        "model": "some-model",
        max_tokens: 50,
        "temperature": 0.2,
        "top_p": 0.9,
        "stop": ["END"],
        "seed": 7,
        "user": "u-1",
        "tools": [
            {
                "type": "function",
                "function": {
                    "name": "weather",
                    "description": "Tells the weather",
                    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}},
                },
            }
        ],
    }
    assert [each["role"] for each in messages] == ["system", "user", "assistant", "tool", "tool"]
    assert messages[2]["tool_calls"][1] == {
        "id": "c2",
        "type": "function",
        "function": {"name": "weather", "arguments": "not JSON"},
    }
    assert messages[4] == {"role": "tool", "content": "snow", "tool_call_id": "c2"}


async def test_a_stream_asks_for_its_usage(server: ModelServer) -> None:
    server.will(streams(*openai_chunks([{"content": "Hi"}])))
    await ask(server, "openai", stream=True)
    assert server.asked[0]["stream_options"] == {"include_usage": True}


async def test_a_message_is_asked_for_as_anthropic_wants(server: ModelServer) -> None:
    server.will(whole("anthropic"))
    await ask(server, "anthropic", parameters=PARAMETERS, tools=(WEATHER,), messages=TALK)
    assert server.server.received[0].line == "POST /v1/messages HTTP/1.1"
    assert server.headers["x-api-key"] == KEY
    assert server.headers["anthropic-version"] == "2023-06-01"
    assert "authorization" not in server.headers
    [asked] = server.asked
    messages = asked.pop("messages")
    assert asked == {
        "model": "some-model",
        "system": "Be brief.",
        "max_tokens": 50,
        "temperature": 0.2,
        "top_p": 0.9,
        "stop_sequences": ["END"],
        "user": "u-1",
        "stream": False,
        "tools": [
            {
                "name": "weather",
                "description": "Tells the weather",
                "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}},
            }
        ],
    }
    assert messages == [
        {"role": "user", "content": "Weather in Rome and Oslo?"},
        {
            "role": "assistant",
            "content": [
                {"type": "text", "text": "Let me see."},
                {"type": "tool_use", "id": "c1", "name": "weather", "input": {"city": "Rome"}},
                {"type": "tool_use", "id": "c2", "name": "weather", "input": {}},
            ],
        },
        {
            "role": "user",
            "content": [
                {"type": "tool_result", "tool_use_id": "c1", "content": "sunny"},
                {"type": "tool_result", "tool_use_id": "c2", "content": "snow"},
            ],
        },
    ]


OPENAI_CALLS = [
    {"index": 0, "id": "c1", "type": "function", "function": {"name": "weather", "arguments": '{"city": "Rome"}'}},
    {"index": 1, "id": "c2", "type": "function", "function": {"name": "weather", "arguments": '{"city": "Oslo"}'}},
]
OPENAI_DELTAS = [
    {"role": "assistant", "content": None, "tool_calls": [{**OPENAI_CALLS[0], "function": {"name": "weather"}}]},
    {"tool_calls": [{"index": 0, "function": {"arguments": '{"city": '}}]},
    {"tool_calls": [{**OPENAI_CALLS[1], "function": {"name": "weather", "arguments": ""}}]},
    {"tool_calls": [{"index": 0, "function": {"arguments": '"Rome"}'}}]},
    {"tool_calls": [{"index": 1, "function": {"arguments": '{"city": "Oslo"}'}}]},
]
ANTHROPIC_CALLS = [
    {"type": "tool_use", "id": "c1", "name": "weather", "input": {"city": "Rome"}},
    {"type": "tool_use", "id": "c2", "name": "weather", "input": {"city": "Oslo"}},
]


def _json_deltas(*pieces: str) -> list[dict[str, Any]]:
    return [{"type": "input_json_delta", "partial_json": piece} for piece in pieces]


ANTHROPIC_BLOCKS = [
    ({"type": "thinking", "thinking": ""}, [{"type": "thinking_delta", "thinking": "Hm."}]),
    ({**ANTHROPIC_CALLS[0], "input": {}}, _json_deltas("", '{"city": ', '"Rome"}')),
    ({**ANTHROPIC_CALLS[1], "input": {}}, _json_deltas('{"city": "Oslo"}')),
]


@pytest.mark.parametrize(
    ("protocol", "stream", "behaviour"),
    [
        ("openai", False, says(openai_answer("", tool_calls=OPENAI_CALLS))),
        ("openai", True, streams(*openai_chunks(OPENAI_DELTAS, "tool_calls"))),
        ("anthropic", False, says(anthropic_answer(*ANTHROPIC_CALLS, reason="tool_use"))),
        ("anthropic", True, streams(*anthropic_events(ANTHROPIC_BLOCKS, "tool_use"))),
    ],
    ids=["openai", "openai streamed", "anthropic", "anthropic streamed"],
)
async def test_tool_calls_are_put_together(server: ModelServer, protocol: str, stream: bool, behaviour: Any) -> None:
    server.will(behaviour)
    answer = await ask(server, protocol, stream=stream, tools=(WEATHER,))
    assert (answer.text, answer.finish_reason) == ("", FinishReason.TOOL_CALLS)
    called = [(call.id, call.name, json.loads(call.arguments)) for call in answer.tool_calls]
    assert called == [("c1", "weather", {"city": "Rome"}), ("c2", "weather", {"city": "Oslo"})]


@pytest.mark.parametrize(
    ("provider", "said", "expected"),
    [
        ("openai", {"prompt_tokens": 100, "completion_tokens": 30, "total_tokens": 130,
                    "prompt_tokens_details": {"cached_tokens": 64},
                    "completion_tokens_details": {"reasoning_tokens": 20}},
         Usage(100, 30, cached=64, reasoning=20)),
        ("grok", {"prompt_tokens": 100, "completion_tokens": 30, "total_tokens": 150,
                  "completion_tokens_details": {"reasoning_tokens": 20}}, Usage(100, 50, reasoning=20)),
        ("gemini", {"prompt_tokens": 100, "completion_tokens": 30, "total_tokens": 150}, Usage(100, 50, reasoning=20)),
        ("ollama", {"prompt_tokens": 100, "completion_tokens": 30, "total_tokens": 130}, Usage(100, 30)),
        ("openai", {"prompt_tokens": -1, "completion_tokens": 10**12}, Usage(-1, 10**12)),
        ("openai", {"prompt_tokens": "many", "completion_tokens": 3.5}, None),
        ("openai", {"prompt_tokens": True, "completion_tokens": None}, None),
        ("openai", [], None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("stream", [False, True])
async def test_tokens_are_counted_as_each_provider_counts(
    server: ModelServer, provider: str, said: Any, expected: Usage | None, stream: bool
) -> None:
    server.will(streams(*openai_chunks([{"content": "x"}], usage=said)) if stream else says(openai_answer("x", said)))
    assert (await ask(server, provider, stream=stream)).usage == expected


@pytest.mark.parametrize(
    ("prompt", "completion", "doubt"),
    [(-5, 2, Doubt.NEGATIVE), (9, 10**12, Doubt.ABSURD), (9_000, 50, Doubt.TOO_MANY), ("9", 2, Doubt.MISSING)],
)
async def test_a_provider_that_lies_about_tokens_is_priced_by_an_estimate(
    server: ModelServer, prompt: Any, completion: int, doubt: Doubt
) -> None:
    server.will(says(openai_answer("x" * 400, {"prompt_tokens": prompt, "completion_tokens": completion})))
    found = counted(ModelRequest("some-model", ASKED), await ask(server, "openai"))
    assert (found.doubts, found.usage) == ((doubt,), Usage(5, 100))
    cost = cost_of(PROVIDERS["openai"], "gpt-4o-mini", found, on=date(2026, 3, 2))
    assert (cost.amount, cost.is_estimated) == (Decimal("0.00006075"), True)


@pytest.mark.parametrize("stream", [False, True])
async def test_anthropics_cached_tokens_are_part_of_the_prompt(server: ModelServer, stream: bool) -> None:
    used = {"cache_read_input_tokens": 50, "cache_creation_input_tokens": 20}
    block = ({"type": "text", "text": ""}, [{"type": "text_delta", "text": "x"}])
    server.will(streams(*anthropic_events([block], **used)) if stream else says(anthropic_answer(**used)))
    answer = await ask(server, "anthropic", stream=stream)
    assert answer.usage == Usage(79, 2, cached=50, cache_written=20)


@pytest.mark.parametrize(
    ("protocol", "said", "reason"),
    [
        ("openai", "length", FinishReason.LENGTH),
        ("openai", "content_filter", FinishReason.CONTENT_FILTER),
        ("openai", "eos", FinishReason.OTHER),
        ("anthropic", "max_tokens", FinishReason.LENGTH),
        ("anthropic", "stop_sequence", FinishReason.STOP),
        ("anthropic", "refusal", FinishReason.CONTENT_FILTER),
        ("anthropic", "pause_turn", FinishReason.OTHER),
    ],
)
async def test_why_it_stopped_is_told_in_one_way(
    server: ModelServer, protocol: str, said: str, reason: FinishReason
) -> None:
    answer = openai_answer() if protocol == "openai" else anthropic_answer(reason=said)
    if protocol == "openai":
        answer["choices"][0]["finish_reason"] = said
    server.will(says(answer))
    assert (await ask(server, protocol)).finish_reason is reason


async def test_the_tokens_probabilities_are_kept(server: ModelServer) -> None:
    answer = openai_answer("a b")
    answer["choices"][0]["logprobs"] = {"content": [{"token": "a", "logprob": -0.5}, {"token": " b", "logprob": -2}]}
    server.will(says(answer))
    assert (await ask(server, "openai", parameters=Parameters(logprobs=True))).logprobs == (-0.5, -2.0)
    assert server.asked[0]["logprobs"] is True


async def test_calls_do_not_hear_each_other(server: ModelServer) -> None:
    async def said(request: Any, writer: asyncio.StreamWriter) -> None:
        text = json.loads(request.body)["messages"][-1]["content"]
        await streams(*openai_chunks([{"content": piece} for piece in text]))(request, writer)

    server.will(said)
    texts = [f"text {number}" for number in range(8)]
    asked = [(*ASKED[:1], Message(MessageRole.USER, text)) for text in texts]
    found = await asyncio.gather(*(ask(server, "openai", stream=True, messages=messages) for messages in asked))
    assert [answer.text for answer in found] == texts
