"""Peeking is allowed: what the confidence sequence promises is simulated, beside the test it replaces."""

import random
from math import erfc, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.experiments.sequential import (
    Arm,
    compared,
    difference_interval,
    no_difference_p_value,
    share_p_value,
)

ARMS = st.integers(min_value=0, max_value=5_000).flatmap(
    lambda n: st.builds(Arm, st.just(n), st.floats(min_value=0, max_value=n))
)
LOOKS = range(10, 1_001, 10)


def naive_p_value(first: Arm, second: Arm) -> float:
    """Return the p-value of the z-test for two proportions, which is meant to be looked at once."""
    common = (first.total + second.total) / (first.n + second.n)
    error = sqrt(common * (1 - common) * (1 / first.n + 1 / second.n))
    if not error:
        return 1.0
    return erfc(abs(second.total / second.n - first.total / first.n) / error / sqrt(2))


def peeked(draw: random.Random, chances: tuple[float, float]) -> tuple[bool, bool]:
    """Run one experiment, looking at it a hundred times; tell whether ours and the naive test ever alarmed."""
    totals = [0, 0]
    ours = naive = False
    for n in LOOKS:
        for arm in (0, 1):
            totals[arm] += sum(draw.random() < chances[arm] for _ in range(10))
        first, second = Arm(n, totals[0]), Arm(n, totals[1])
        ours = ours or no_difference_p_value(first, second) <= 0.05
        naive = naive or naive_p_value(first, second) <= 0.05
    return ours, naive


@pytest.mark.thorough
@pytest.mark.parametrize("chance", [0.05, 0.5])
def test_peeking_alarms_falsely_in_at_most_one_experiment_of_twenty(chance: float) -> None:
    draw = random.Random(2026)  # noqa: S311
    alarms = [peeked(draw, (chance, chance)) for _ in range(400)]
    assert sum(ours for ours, _ in alarms) / 400 <= 0.05
    assert sum(naive for _, naive in alarms) / 400 >= 0.3


def test_a_real_difference_is_found() -> None:
    draw = random.Random(7)  # noqa: S311
    assert sum(peeked(draw, (0.4, 0.55))[0] for _ in range(100)) >= 90


@pytest.mark.thorough
def test_the_interval_covers_the_truth_at_every_look() -> None:
    draw = random.Random(5)  # noqa: S311
    missed = 0
    for _ in range(40):
        totals = [0.0, 0.0]
        held = True
        for n in range(100, 501, 100):
            # Scores between 0 and 1, not only passes: the promise holds for them too.
            totals[0] += sum(draw.betavariate(2, 3) for _ in range(100))
            totals[1] += sum(draw.betavariate(3, 3) for _ in range(100))
            interval = difference_interval(Arm(n, totals[0]), Arm(n, totals[1]))
            held = held and interval.low <= 0.1 <= interval.high
        missed += not held
    assert missed / 40 <= 0.05


@pytest.mark.thorough
@given(ARMS, ARMS)
def test_the_interval_holds_the_effect_and_agrees_with_the_p_value(first: Arm, second: Arm) -> None:
    comparison = compared(first, second)
    assert -1 <= comparison.interval.low <= comparison.interval.high <= 1
    if comparison.effect is not None:
        assert comparison.interval.low - 1e-9 <= comparison.effect <= comparison.interval.high + 1e-9
    if not 0.049 < comparison.p_value < 0.051:
        excluded = comparison.interval.low > 0 or comparison.interval.high < 0
        assert excluded == (comparison.p_value <= 0.05)


@pytest.mark.thorough
@given(ARMS, ARMS)
def test_the_arms_may_change_places(first: Arm, second: Arm) -> None:
    one, other = difference_interval(first, second), difference_interval(second, first)
    assert one.low == pytest.approx(-other.high, abs=1e-6)
    assert one.high == pytest.approx(-other.low, abs=1e-6)


def test_without_outcomes_nothing_is_known() -> None:
    comparison = compared(Arm(0, 0), Arm(0, 0))
    assert comparison.effect is None
    assert comparison.interval == (-1, 1)
    assert comparison.p_value == 1.0


def test_more_outcomes_narrow_the_interval() -> None:
    widths = [
        interval.high - interval.low
        for n in (10, 100, 1_000, 10_000)
        for interval in [difference_interval(Arm(n, n * 0.4), Arm(n, n * 0.5))]
    ]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < 0.08


def test_a_broken_assignment_is_told() -> None:
    assert share_p_value(5_100, 4_900, share=0.5) > 0.05
    assert share_p_value(5_500, 4_500, share=0.5) < 0.001
