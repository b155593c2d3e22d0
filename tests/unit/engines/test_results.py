from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.results import PRACTICE_RESULTS, Floor, Marking, ResultPolicy, Shown

POINTS = st.decimals(Decimal(-1000), Decimal(1000), places=2)


@given(st.lists(POINTS, max_size=50))
def test_the_total_is_exact_and_stops_at_zero_only_where_that_was_chosen(points: list[Decimal]) -> None:
    exact = sum(points, Decimal(0))
    assert Marking().total(points) == exact
    assert Marking(floor=Floor.QUESTION).total(points) == exact
    assert Marking(floor=Floor.ASSESSMENT).total(points) == max(exact, Decimal(0))


@pytest.mark.parametrize(
    ("percent", "points", "maximum", "passed"),
    [
        (None, "0", "10", None),
        ("60", "6.00", "10", True),
        ("60", "5.99", "10", False),
        ("33.33", "9.99", "30", False),
        ("33.33", "10.00", "30", True),
        ("0", "0.00", "10", True),
        ("0", "-0.01", "10", False),
        ("100", "49.99", "50", False),
    ],
)
def test_exactly_as_many_points_as_asked_pass(
    percent: str | None, points: str, maximum: str, passed: bool | None
) -> None:
    marking = Marking.model_validate({"passing_percent": percent})
    assert marking.passed(Decimal(points), Decimal(maximum)) is passed


@pytest.mark.parametrize(
    ("policy", "before", "after"),
    [
        (ResultPolicy(), False, False),
        (ResultPolicy(shown=Shown.ON_RELEASE), False, True),
        (ResultPolicy(shown=Shown.AT_ONCE), True, True),
        (PRACTICE_RESULTS, True, True),
    ],
)
def test_a_result_shows_when_the_policy_says(policy: ResultPolicy, before: bool, after: bool) -> None:
    assert (policy.shows(released=False), policy.shows(released=True)) == (before, after)
