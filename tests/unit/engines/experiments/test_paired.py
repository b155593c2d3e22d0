"""Two variants on the same cases."""

import random
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.experiments.paired import PairedPasses, clustered_bootstrap, mcnemar_exact

COUNTS = st.integers(min_value=0, max_value=60)


def test_no_discordant_case_says_nothing() -> None:
    assert mcnemar_exact(0, 0) == 1.0


@pytest.mark.parametrize(
    ("only_first", "only_second", "p_value"),
    [(0, 5, 0.0625), (0, 6, 0.03125), (1, 9, 0.021484375), (10, 10, 1.0), (3, 12, 0.03515625)],
)
def test_the_p_value_is_the_textbooks(only_first: int, only_second: int, p_value: float) -> None:
    assert mcnemar_exact(only_first, only_second) == p_value


@given(COUNTS, COUNTS)
def test_the_p_value_is_twice_the_binomial_tail(only_first: int, only_second: int) -> None:
    n = only_first + only_second
    tail = sum(Fraction(comb(n, k), 2**n) for k in range(min(only_first, only_second) + 1))
    assert mcnemar_exact(only_first, only_second) == pytest.approx(float(min(Fraction(1), 2 * tail)), rel=1e-12)


@given(st.lists(st.tuples(st.booleans(), st.booleans())))
def test_every_case_is_counted_once(passes: list[tuple[bool, bool]]) -> None:
    table = PairedPasses.of(passes)
    assert table.n == len(passes)
    rates = [sum(each[side] for each in passes) for side in (0, 1)]
    assert table.effect == pytest.approx((rates[1] - rates[0]) / len(passes) if passes else 0.0)


def test_one_case_gives_no_interval_however_often_it_is_repeated() -> None:
    assert clustered_bootstrap([[1.0] * 100], seed=1) is None


def test_the_same_seed_gives_the_same_interval() -> None:
    differences = [[1.0], [0.0], [-1.0, 0.0], [1.0, 1.0]]
    assert clustered_bootstrap(differences, seed=7) == clustered_bootstrap(differences, seed=7)


def test_repeats_of_a_case_do_not_narrow_the_interval() -> None:
    cases = [[1.0], [0.0], [-1.0], [1.0], [0.0], [1.0]] * 5
    once = clustered_bootstrap(cases, seed=3)
    repeated = clustered_bootstrap([each * 10 for each in cases], seed=3)
    assert once is not None
    assert repeated is not None
    assert repeated.high - repeated.low == pytest.approx(once.high - once.low)


@pytest.mark.thorough
def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    draw = random.Random(11)  # noqa: S311
    covered = 0
    for trial in range(200):
        cases = [[draw.gauss(centre, 0.2) for _ in range(3)] for centre in (draw.gauss(0.3, 1.0) for _ in range(40))]
        interval = clustered_bootstrap(cases, seed=trial, resamples=300)
        assert interval is not None
        covered += interval.low <= 0.3 <= interval.high
    assert 0.88 <= covered / 200 <= 1.0
