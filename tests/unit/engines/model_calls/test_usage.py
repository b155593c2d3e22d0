"""Providers' counts of tokens, true and false."""

from dataclasses import replace

import pytest

from shared.engines.model_calls.usage import Doubt, counted
from shared.ports.models import (
    Completion,
    FinishReason,
    Message,
    MessageRole,
    ModelRequest,
    Parameters,
    Tool,
    ToolCall,
    Usage,
)

REQUEST = ModelRequest("m", (Message(MessageRole.USER, "word " * 400),), Parameters(max_tokens=1_000))
ANSWER = Completion("answer " * 200, FinishReason.STOP, 1.0)


def doubts(usage: Usage | None) -> tuple[Doubt, ...]:
    return counted(REQUEST, replace(ANSWER, usage=usage)).doubts


@pytest.mark.parametrize(
    "usage",
    [
        Usage(401, 200),
        Usage(401, 200, cached=401),
        Usage(2_400, 200, cached=200, cache_written=200),
        Usage(401, 90_200, reasoning=90_000),
        Usage(100, 1_000),
    ],
)
def test_what_can_be_true_is_believed(usage: Usage) -> None:
    found = counted(REQUEST, replace(ANSWER, usage=usage))
    assert (found.usage, found.doubts, found.is_estimated) == (usage, (), False)


@pytest.mark.parametrize(
    ("usage", "doubt"),
    [
        (None, Doubt.MISSING),
        (Usage(-1, 200), Doubt.NEGATIVE),
        (Usage(401, -200), Doubt.NEGATIVE),
        (Usage(401, 200, cached=-5), Doubt.NEGATIVE),
        (Usage(10**12, 200), Doubt.ABSURD),
        (Usage(401, 200, cached=402), Doubt.INCONSISTENT),
        (Usage(401, 200, reasoning=201), Doubt.INCONSISTENT),
        (Usage(50_000, 200), Doubt.TOO_MANY),
        (Usage(401, 1_200), Doubt.TOO_MANY),
        (Usage(0, 200), Doubt.TOO_FEW),
        (Usage(401, 0), Doubt.TOO_FEW),
    ],
)
def test_what_can_not_be_true_is_estimated_from_the_texts_instead(usage: Usage | None, doubt: Doubt) -> None:
    found = counted(REQUEST, replace(ANSWER, usage=usage))
    assert found.doubts == (doubt,)
    assert (found.usage, found.is_estimated) == (Usage(500, 350), True)


def test_tools_and_their_calls_count_as_well() -> None:
    request = replace(REQUEST, messages=(), tools=(Tool("f", "x" * 4_000),))
    answer = replace(ANSWER, text="", tool_calls=(ToolCall("1", "f", "y" * 3_999),))
    found = counted(request, answer).usage
    assert found.completion == 1_000
    assert 1_000 < found.prompt < 1_100


def test_a_text_of_few_bytes_may_have_no_tokens_by_anybodys_count() -> None:
    assert counted(ModelRequest("m", ()), replace(ANSWER, text="", usage=Usage(0, 0))).doubts == ()
