"""Assertions about spans and the steps they tell of."""

from typing import Any

import pytest

from shared.engines.assertions.model import Span
from shared.engines.assertions.traces import matches
from tests.fixtures.assertions import graded

SPANS = [
    Span("llm.chat", 0, 100),
    Span("tool call", 10, 40, {"tool.name": "search", "tool.arguments": '{"q": "cats", "limit": 10, "id": 7}'}),
    Span("tool call", 50, 90, {"gen_ai.tool.name": "fetch_page", "tool.arguments": '{"url": "u"}'}, status_code=2),
    Span("exec ls -la", 95, 99),
    Span("reasoning", 99, 100),
]


@pytest.mark.parametrize(
    ("type", "value", "passed"),
    [
        ("trace-span-count", {"pattern": "TOOL*", "min": 2, "max": 2}, True),
        ("trace-span-count", {"pattern": "tool?call", "max": 1}, False),
        ("trace-span-duration", {"max": 99}, False),
        ("trace-span-duration", {"max": 40, "percentile": 50}, True),
        ("trace-span-duration", {"pattern": "nothing", "max": 0}, True),
        ("trace-error-spans", None, False),
        ("trace-error-spans", 1, True),
        ("trace-error-spans", {"pattern": "tool*", "max_percentage": 49}, False),
        ("trajectory:tool-used", ["search", "fetch_*"], True),
        ("trajectory:tool-used", ["search", "mail"], False),
        ("not-trajectory:tool-used", ["search", "mail"], False),
        ("not-trajectory:tool-used", "mail", True),
        ("trajectory:tool-used", {"name": "search", "min": 2}, False),
        ("trajectory:tool-sequence", ["search", "fetch_page"], True),
        ("trajectory:tool-sequence", ["fetch_page", "search"], False),
        ("trajectory:tool-sequence", {"mode": "exact", "steps": ["search"]}, False),
        ("trajectory:tool-args-match", {"name": "search", "args": {"q": "cats"}}, True),
        ("trajectory:tool-args-match", {"name": "search", "args": {"q": "cats"}, "mode": "exact"}, False),
        (
            "trajectory:tool-args-match",
            {"name": "search", "args": {"q": "cats"}, "mode": "exact", "defaults": {"limit": 10}, "ignore": "i?"},
            True,
        ),
        ("trajectory:step-count", {"type": "command", "min": 1, "max": 1}, True),
        ("trajectory:step-count", {"type": ["tool", "reasoning"], "max": 2}, False),
        ("not-trajectory:step-count", {"max": 2}, True),
    ],
)
def test_spans_and_steps_are_counted_timed_and_ordered(type: str, value: Any, passed: bool) -> None:
    grade = graded(type, value, "x", about={"spans": SPANS})
    assert (grade.passed, grade.error) == (passed, None)


@pytest.mark.parametrize(
    ("type", "value"),
    [
        ("trace-span-count", {"min": 1}),
        ("trace-span-duration", {"max": 1, "percentile": 101}),
        ("trajectory:tool-used", []),
        ("trajectory:tool-sequence", {"steps": [{}]}),
        ("trajectory:tool-args-match", {"name": "search"}),
        ("trajectory:step-count", {"type": "tool"}),
        ("trajectory:step-count", {"type": "dance", "min": 1}),
    ],
)
def test_a_value_that_says_too_little_is_an_error(type: str, value: Any) -> None:
    assert graded(type, value, "x", about={"spans": SPANS}).error


def test_a_pattern_full_of_stars_is_decided_at_once() -> None:
    assert not matches("a" * 5_000, "*a" * 400 + "b")
    assert matches("a" * 5_000, "*a" * 400)
