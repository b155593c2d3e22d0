"""Which calls are the same."""

from dataclasses import replace
from typing import Any

import pytest

from shared.engines.model_calls.cache_keys import cache_key
from shared.ports.models import Message, MessageRole, ModelRequest, Parameters, Timeouts, Tool, ToolCall

REQUEST = ModelRequest("m", (Message(MessageRole.USER, "Hi"),), Parameters(temperature=0.0, extra={"a": 1, "b": 2}))


def test_the_same_content_has_the_same_key_whatever_its_order_and_patience() -> None:
    other = replace(
        REQUEST,
        parameters=replace(REQUEST.parameters, extra={"b": 2, "a": 1}),
        timeouts=Timeouts(total=1.0),
    )
    assert cache_key("openai", REQUEST) == cache_key("openai", other)


@pytest.mark.parametrize(
    "changes",
    [
        {"model": "m2"},
        {"messages": (Message(MessageRole.SYSTEM, "Hi"),)},
        {"messages": (Message(MessageRole.USER, "Hi "),)},
        {"messages": (Message(MessageRole.USER, "Hi"), Message(MessageRole.USER, ""))},
        {"messages": (Message(MessageRole.USER, "Hi", (ToolCall("1", "f", "{}"),)),)},
        {"parameters": Parameters(temperature=0.1)},
        {"parameters": Parameters(temperature=None)},
        {"tools": (Tool("f"),)},
    ],
)
def test_whatever_decides_the_answer_decides_the_key(changes: dict[str, Any]) -> None:
    assert cache_key("openai", replace(REQUEST, **changes)) != cache_key("openai", REQUEST)


def test_each_provider_and_each_repeat_has_its_own() -> None:
    keys = {cache_key("openai", REQUEST, repeat=repeat) for repeat in range(5)} | {cache_key("grok", REQUEST)}
    assert len(keys) == 6


def test_a_key_that_was_kept_is_found_again_by_later_versions() -> None:
    kept = "ea4a32aaae0bbc669b03954c9b5a029fc3934b789129a59bd7b449714926968e"
    assert cache_key("echo", ModelRequest("echo", ())) == kept


@pytest.mark.parametrize("value", [float("nan"), object()])
def test_what_no_json_can_hold_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="JSON"):
        cache_key("echo", replace(REQUEST, parameters=Parameters(extra={"x": value})))
