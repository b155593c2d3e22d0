from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from shared.engines.scoring.points import WeightedVerdict, points_by_test, question_points, rounded
from shared.engines.scoring.verdicts import Verdict

TESTS = st.lists(st.builds(WeightedVerdict, st.sampled_from(Verdict), st.integers(1, 100)), min_size=1, max_size=40)
WORTH = st.decimals(Decimal("0.01"), Decimal(1000), places=2)


def passed(weight: int) -> WeightedVerdict:
    return WeightedVerdict(Verdict.AC, weight)


def failed(weight: int) -> WeightedVerdict:
    return WeightedVerdict(Verdict.WA, weight)


def test_points_are_the_share_of_the_weights_that_passed() -> None:
    assert question_points([passed(1), failed(1), passed(2)], Decimal(10)) == Decimal("7.50")


def test_points_are_rounded_half_up() -> None:
    assert rounded(Decimal("0.125")) == Decimal("0.13")
    assert question_points([passed(1), failed(2)], Decimal(10)) == Decimal("3.33")


def test_a_question_without_tests_is_worth_nothing() -> None:
    assert question_points([], Decimal(10)) == 0


@given(TESTS, WORTH)
def test_the_points_of_the_tests_add_up_to_the_questions(tests: list[WeightedVerdict], worth: Decimal) -> None:
    assert sum(points_by_test(tests, worth)) == question_points(tests, worth)


@given(TESTS, WORTH)
def test_points_stay_between_nothing_and_the_worth(tests: list[WeightedVerdict], worth: Decimal) -> None:
    assert 0 <= question_points(tests, worth) <= worth
    assert all(points >= 0 for points in points_by_test(tests, worth))


@given(TESTS, WORTH)
def test_only_tests_that_passed_earn_points(tests: list[WeightedVerdict], worth: Decimal) -> None:
    for test, points in zip(tests, points_by_test(tests, worth), strict=True):
        if test.verdict is not Verdict.AC:
            assert points == 0
