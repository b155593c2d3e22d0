from decimal import Decimal

import pytest

from shared.engines.rubrics import Criterion, Level, Mark, Rubric, differ, mean


def criterion(id: str, points: str, *levels: str) -> Criterion:
    return Criterion(
        id=id,
        title=id,
        points=Decimal(points),
        levels=tuple(Level(id=f"l{each}", title=each, points=Decimal(each)) for each in levels),
    )


def given(id: str, *, level: str | None = None, points: str | None = None) -> Mark:
    return Mark(criterion_id=id, level=level, points=None if points is None else Decimal(points))


BOTH = Rubric(criteria=(criterion("idea", "2", "0", "2"), criterion("style", "1")))
MARKS = (given("idea", level="l2"), given("style", points="0"))


@pytest.mark.parametrize(("worth", "points"), [("3", "2.00"), ("10", "6.67"), ("0.01", "0.01"), ("1", "0.67")])
def test_an_answer_earns_its_share_of_what_the_question_is_worth(worth: str, points: str) -> None:
    assert BOTH.points(MARKS, Decimal(worth)) == Decimal(points)


def test_a_half_is_rounded_up() -> None:
    eighth = Rubric(criteria=(criterion("only", "8"),))
    assert eighth.points([given("only", points="1")], Decimal("0.04")) == Decimal("0.01")
    assert eighth.points([given("only", points="1")], Decimal(1)) == Decimal("0.13")


def test_nothing_comes_of_marks_that_lack_a_criterion() -> None:
    assert BOTH.points(MARKS[:1], Decimal(3)) is None


def test_marks_by_an_earlier_rubric_keep_their_level_and_their_share() -> None:
    marks = (given("idea", level="l2"), given("style", points="0.5"))
    later = Rubric(criteria=(criterion("idea", "4", "2", "4"), criterion("style", "4")))
    assert later.points(marks, Decimal(8), given_by=BOTH) == Decimal("4.00"), "2 of 4, and half of 4"


@pytest.mark.parametrize(
    "later",
    [
        Rubric(criteria=(criterion("idea", "2", "0", "2"), criterion("style", "1"), criterion("new", "1"))),
        Rubric(criteria=(criterion("idea", "3", "0", "3"), criterion("style", "1"))),
        Rubric(criteria=(criterion("idea", "2", "0", "2"), criterion("style", "1", "0", "1"))),
        Rubric(criteria=(criterion("idea", "2"), criterion("style", "1"))),
    ],
    ids=["another-criterion", "a-level-gone", "levels-instead-of-points", "points-instead-of-levels"],
)
def test_what_an_earlier_rubric_did_not_ask_has_to_be_marked_anew(later: Rubric) -> None:
    assert later.points(MARKS, Decimal(3), given_by=BOTH) is None


@pytest.mark.parametrize(
    ("points", "expected"), [(["1", "2"], "1.50"), (["0", "0", "0.01"], "0.00"), (["0", "0.01"], "0.01")]
)
def test_the_mean_is_exact_and_rounded_half_up(points: list[str], expected: str) -> None:
    assert mean([Decimal(each) for each in points]) == Decimal(expected)


@pytest.mark.parametrize(("percent", "far"), [("20", False), ("19.99", True), ("0", True)])
def test_exactly_so_many_percent_are_not_too_many(percent: str, far: bool) -> None:
    assert differ([Decimal(6), Decimal(8)], Decimal(10), Decimal(percent)) is far


def test_equal_points_never_differ() -> None:
    assert not differ([Decimal(6), Decimal(6)], Decimal(10), Decimal(0))
