"""Assertions that a model decides."""

import pytest

from shared.engines.assertions.outside import Flag, Outside, Question
from tests.fixtures.assertions import graded, judge

ABOUT = {"prompt": "What is it?", "variables": {"query": "What is it?", "context": "It is a cat. It sleeps."}}
YES, NO = '{"pass": true, "score": 0.8, "reason": "well"}', '{"pass": false, "score": 0.2, "reason": "no"}'


@pytest.mark.parametrize(
    ("type", "answers", "passed", "score"),
    [
        ("llm-rubric", [YES], True, 0.8),
        ("llm-rubric", [f"Here you are:\n```json\n{NO}\n```"], False, 0.2),
        ("not-llm-rubric", [NO], True, 0.8),
        ("llm-rubric", ['{"pass": true}'], True, 1),
        ("model-graded-closedqa", ["It does.\nY"], True, 1),
        ("not-model-graded-closedqa", ["N"], True, 1),
        ("factuality", ['{"category": "D", "reason": "they differ"}'], False, 0),
        ("factuality", ["(B) a superset"], True, 1),
        ("g-eval", ['{"steps": ["look"]}', '{"score": 7, "reason": "fine"}'], True, 0.7),
        ("not-g-eval", ['{"steps": ["look"]}', '{"score": 7, "reason": "fine"}'], False, 0.3),
        ("conversation-relevance", ['{"verdict": "yes"}'], True, 1),
        ("context-recall", ["It is a cat. [Attributed]\nIt flies. [Not Attributed]"], True, 0.5),
        ("context-relevance", ["It is a cat."], True, 0.5),
        ("context-relevance", ["Insufficient Information"], False, 0),
        ("context-faithfulness", ["It is a cat.\nIt flies.", "Verdict: Yes.\nVerdict: No."], True, 0.5),
    ],
)
def test_a_judges_answer_becomes_a_grade(type: str, answers: list[str], passed: bool, score: float) -> None:
    grade = graded(type, "it is right", "It is a cat.", outside=judge(*answers), about=ABOUT)
    assert (grade.passed, grade.error) == (passed, None)
    assert grade.score == pytest.approx(score)


@pytest.mark.parametrize(
    ("type", "answers"),
    [
        ("llm-rubric", ["I think it is good"]),
        ("llm-rubric", ['{"reason": "neither"}']),
        ("llm-rubric", ['{"pass": "perhaps", "score": 0.5}']),
        ("llm-rubric", ['{"pass": true, "score": "high"}']),
        ("llm-rubric", ['{"pass": true, "score": 7}']),
        ("llm-rubric", [" "]),
        ("model-graded-closedqa", ["It depends"]),
        ("model-graded-closedqa", ["I see NO NY"]),
        ("factuality", ['{"category": "F"}']),
        ("g-eval", ["no steps"]),
        ("g-eval", ['{"steps": ["look"]}', '{"score": 11, "reason": "more than there is"}']),
        ("g-eval", ['{"steps": ["look"]}', '{"score": 5}']),
        ("conversation-relevance", ['{"verdict": "maybe"}']),
        ("context-recall", ["all fine"]),
        ("context-relevance", ["Something made up."]),
        ("context-faithfulness", ["It is a cat.", "who knows"]),
    ],
)
def test_an_answer_that_cannot_be_read_is_an_error_and_no_score_also_in_a_not_form(
    type: str, answers: list[str]
) -> None:
    for form in (type, f"not-{type}"):
        grade = graded(form, "it is right", "It is a cat.", outside=judge(*answers), about=ABOUT, weight=0)
        assert (grade.passed, grade.score) == (False, 0)
        assert grade.error


def test_without_a_judge_the_assertion_is_an_error() -> None:
    assert "judge" in (graded("llm-rubric", "it is right", "x").error or "")


def test_a_rubric_of_ones_own_is_rendered_and_the_output_in_it_is_never_read_as_a_template() -> None:
    asked: list[Question] = []

    async def answer(question: Question) -> str:
        asked.append(question)
        return YES

    outside = Outside(judge=answer)
    graded("llm-rubric", "r", "{{ 1 + 1 }}", outside=outside, rubricPrompt="{{ output }}|{{ rubric }}", provider="p")
    assert asked == [Question("llm-rubric", "{{ 1 + 1 }}|r", "p")]


def test_a_threshold_holds_beside_the_judges_own_pass() -> None:
    assert not graded("llm-rubric", "r", "x", outside=judge(YES), threshold=0.9).passed


def test_moderation_counts_only_the_named_categories() -> None:
    async def moderate(_prompt: str, _output: str) -> list[Flag]:
        return [Flag("violence", "it threatens")]

    outside = Outside(moderate=moderate)
    assert not graded("moderation", None, "x", outside=outside, about=ABOUT).passed
    assert graded("moderation", ["spam"], "x", outside=outside, about=ABOUT).passed
    assert graded("not-moderation", ["violence"], "x", outside=outside, about=ABOUT).passed


def test_a_classifier_passes_where_the_class_reaches_the_threshold() -> None:
    async def classify(_text: str) -> dict[str, float]:
        return {"polite": 0.7, "rude": 0.3}

    outside = Outside(classify=classify)
    assert graded("classifier", "polite", "x", outside=outside, threshold=0.7).passed
    assert not graded("classifier", None, "x", outside=outside).passed
    assert graded("not-classifier", "rude", "x", outside=outside, threshold=0.5).score == pytest.approx(0.7)
