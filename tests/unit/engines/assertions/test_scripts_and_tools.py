"""Python and webhooks through what is given, and the tools an answer calls."""

from typing import Any

import pytest

from shared.engines.assertions.outside import Outside, OutsideFailed
from shared.engines.assertions.scripts import python_program
from tests.fixtures.assertions import graded

TOOLS = [{"type": "function", "function": {"name": "add", "parameters": {"type": "object", "required": ["a"]}}}]


def answering(answer: Any) -> Outside:
    async def python(_code: str, _output: Any, _context: Any) -> Any:
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def webhook(_address: str, _body: Any) -> Any:
        return await python("", None, None)

    return Outside(python=python, webhook=webhook)


@pytest.mark.parametrize(
    ("answer", "passed", "score"),
    [
        (True, True, 1),
        ("False", False, 0),
        (0.3, True, 0.3),
        ("0.3", True, 0.3),
        ({"pass": True, "score": 0.4, "reason": "r", "named_scores": {"m": 1}}, True, 0.4),
        ('{"pass_": true, "score": 0.4, "reason": "r"}', True, 0.4),
        ([], False, 0),
        ("{broken", False, 0),
        (OutsideFailed("it crashed"), False, 0),
    ],
)
def test_what_python_returns_decides(answer: Any, passed: bool, score: float) -> None:
    grade = graded("python", "x", "y", outside=answering(answer))
    assert (grade.passed, grade.score, grade.error) == (passed, score, None)


def test_a_failure_of_python_stays_one_in_the_not_form() -> None:
    assert not graded("not-python", "x", "y", outside=answering(OutsideFailed("it crashed"))).passed


@pytest.mark.parametrize("code", ["len(output) > 2", "if output:\n    return True\nreturn False"])
def test_an_expression_and_a_body_become_programs(code: str) -> None:
    scope: dict[str, Any] = {}
    exec(python_program(code), scope)  # noqa: S102
    assert scope["main"]("text", {}) is True


@pytest.mark.parametrize(
    ("answer", "type", "passed", "score"),
    [
        ({"pass": True}, "webhook", True, 1),
        ({"pass": True, "score": 0.4}, "not-webhook", False, 0.6),
        ({"pass": "yes"}, "webhook", False, 0),
        ("<html>", "not-webhook", False, 0),
        ({"pass": True, "score": "1"}, "webhook", False, 0),
    ],
)
def test_a_webhook_must_say_whether_it_passes(answer: Any, type: str, passed: bool, score: float) -> None:
    grade = graded(type, "https://example.org", "y", outside=answering(answer))
    assert (grade.passed, grade.error) == (passed, None)
    assert grade.score == pytest.approx(score)


@pytest.mark.parametrize(
    ("output", "valid"),
    [
        ([{"function": {"name": "add", "arguments": '{"a": 1}'}}], True),
        ({"tool_calls": [{"function": {"name": "add", "arguments": "{}"}}]}, False),
        ([{"function": {"name": "drop", "arguments": "{}"}}], False),
        ([{"function": {"name": "add", "arguments": "{"}}], False),
        ([], False),
        ("text", False),
    ],
)
def test_calls_are_held_against_the_tools_the_provider_was_given(output: Any, valid: bool) -> None:
    about = {"tools": TOOLS}
    assert graded("is-valid-openai-tools-call", None, output, about=about).passed is valid
    assert graded("not-is-valid-openai-tools-call", None, output, about=about).passed is not valid


def test_half_of_the_expected_tools_give_two_thirds() -> None:
    grade = graded("tool-call-f1", ["a", "b"], [{"name": "a"}], threshold=0.6)
    assert (grade.passed, grade.score) == (True, pytest.approx(2 / 3))
