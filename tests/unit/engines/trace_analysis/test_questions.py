from typing import Any

import pytest

from shared.engines.trace_analysis.questions import MAX_QUESTION, answer_in, question_in

ASKED = [{"role": "system", "content": "Be kind"}, {"role": "user", "content": "old"}, {"role": "assistant"}]


@pytest.mark.parametrize(
    "value",
    [
        "Where is\n my order?",
        [*ASKED, {"role": "user", "content": "Where is my order?"}, {"role": "assistant", "content": "Here"}],
        [{"message": {"role": "user", "content": "Where is my order?"}}],
        [
            {
                "role": "user",
                "parts": [{"type": "text", "content": "Where is"}, {"type": "text", "content": "my order?"}],
            }
        ],
        {"messages": [{"role": "human", "content": [{"type": "text", "text": "Where is my order?"}]}]},
        {"question": "Where is my order?", "context": "none"},
    ],
)
def test_the_last_question_is_found_in_each_shape(value: Any) -> None:
    assert question_in(value) == "Where is my order?"


@pytest.mark.parametrize("value", [None, 7, [], {}, {"other": "x"}, [{"role": "system", "content": "Be kind"}]])
def test_what_holds_no_question_gives_none(value: Any) -> None:
    assert question_in(value) == ""


def test_deep_and_long_values_are_cut() -> None:
    deep: Any = "x"
    for _ in range(1_000):
        deep = [deep]
    assert question_in(deep) == ""
    assert len(question_in("word " * 10_000)) == MAX_QUESTION


@pytest.mark.parametrize(
    "value",
    [
        "It is on its way.",
        [{"role": "user", "content": "Where?"}, {"role": "assistant", "content": "It is on its way."}],
        [{"message": {"role": "assistant", "content": "It is on its way."}}],
        {"answer": "It is on its way.", "sources": []},
    ],
)
def test_the_last_answer_is_found_in_each_shape(value: Any) -> None:
    assert answer_in(value) == "It is on its way."
