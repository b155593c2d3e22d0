"""A test's grade, and rows in which one output wins."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.assertions.grading import grade_test
from shared.engines.assertions.model import InvalidAssertion, Subject, read
from shared.engines.assertions.results import Grade
from shared.engines.assertions.rows import max_score, select_best
from shared.engines.assertions.texts import edit_distance
from tests.fixtures.assertions import assertion, graded, judge

SUBJECTS = [Subject(output="cat"), Subject(output="cat and dog")]


def whole(*assertions: dict[str, Any], threshold: float | None = None, output: str = "cat") -> Grade:
    return asyncio.run(grade_test([read(each) for each in assertions], Subject(output=output), threshold=threshold))


def test_one_assertion_in_error_makes_the_whole_an_error_without_a_score() -> None:
    grade = whole({"type": "contains", "value": "cat"}, {"type": "cost", "threshold": 1}, threshold=0)
    assert (grade.passed, grade.score) == (False, 0)
    assert grade.error
    assert [each.passed for each in grade.components] == [True, False]


def test_an_assertion_of_weight_0_is_for_its_score_alone() -> None:
    grade = whole(
        {"type": "contains", "value": "cat"}, {"type": "contains", "value": "dog", "weight": 0, "metric": "m"}
    )
    assert (grade.passed, grade.score, grade.named_scores) == (True, 1, {"m": 0})


def test_sets_stand_within_sets() -> None:
    inner = {
        "type": "assert-set",
        "threshold": 0.5,
        "assert": [{"type": "contains", "value": each} for each in ("cat", "dog")],
    }
    grade = whole({"type": "assert-set", "assert": [inner]})
    assert (grade.passed, grade.score) == (True, 0.5)
    for _ in range(20):
        inner = {"type": "assert-set", "assert": [inner]}
    with pytest.raises(InvalidAssertion):
        read(inner)


@pytest.mark.parametrize(
    "raw", [None, {}, {"type": "x", "weight": -1}, {"type": "x", "threshold": "1"}, {"type": "assert-set"}]
)
def test_what_is_no_assertion_is_refused(raw: Any) -> None:
    with pytest.raises(InvalidAssertion):
        read(raw)


@pytest.mark.thorough
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0.1, 10)), min_size=1, max_size=5))
def test_a_score_is_the_weighted_mean(scored: list[tuple[float, float]]) -> None:
    raw = [{"type": "javascript", "value": repr(score), "weight": weight} for score, weight in scored]
    mean = sum(score * weight for score, weight in scored) / sum(weight for _, weight in scored)
    assert whole(*raw, threshold=0).score == pytest.approx(mean)


@pytest.mark.thorough
@given(st.text(max_size=8), st.text(max_size=8))
def test_the_edit_distance_is_symmetric_bounded_and_0_only_for_the_same(one: str, other: str) -> None:
    distance = edit_distance(one, other)
    assert distance == edit_distance(other, one)
    assert (distance == 0) == (one == other)
    assert distance <= 2 * max(len(one), len(other))


@given(st.text(alphabet="ab .,'\"", min_size=1, max_size=30))
def test_a_text_has_everything_in_common_with_itself(text: str) -> None:
    for type in ("rouge-n", "bleu", "gleu"):
        grade = graded(type, text, text)
        assert grade.score == pytest.approx(1) or not any(letter in text for letter in "ab,'\"")


def test_meteor_matches_stems_and_counts_chunks() -> None:
    assert graded("meteor", "the runner runs", "the runner running").score == pytest.approx(1 - 0.5 / 27)
    assert graded("meteor", "b a", "a b").score == pytest.approx(0.5)


def test_the_best_of_a_row_passes_and_an_answer_that_names_none_is_an_error() -> None:
    wanted = assertion("select-best", "the longest")
    assert [each.passed for each in asyncio.run(select_best(wanted, SUBJECTS, judge("1")))] == [False, True]
    for answer in ("2", "the first"):
        assert all(each.error for each in asyncio.run(select_best(wanted, SUBJECTS, judge(answer))))
    assert all(each.error for each in asyncio.run(select_best(wanted, SUBJECTS[:1], judge("0"))))


def test_the_highest_score_of_a_row_passes_if_it_reaches_the_threshold() -> None:
    raw = [{"type": "contains", "value": "cat"}, {"type": "starts-with", "value": "cat and"}]
    grades = [whole(*raw, output=subject.output) for subject in SUBJECTS]
    assert [each.passed for each in max_score(assertion("max-score"), SUBJECTS, grades)] == [False, True]
    high = assertion("max-score", {"threshold": 1.5})
    assert not any(each.passed for each in max_score(high, SUBJECTS, grades))
    only = assertion("max-score", {"weights": {"starts-with": 0}, "method": "sum"})
    assert [each.passed for each in max_score(only, SUBJECTS, grades)] == [True, False]
    assert all(each.error for each in max_score(assertion("max-score"), SUBJECTS, [whole(), whole()]))
