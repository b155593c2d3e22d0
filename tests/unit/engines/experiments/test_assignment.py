"""Who gets which variant."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.experiments.assignment import BUCKETS, assigned, bucket
from shared.engines.experiments.multiplicity import holm


@pytest.mark.thorough
@given(st.text(), st.text())
def test_a_unit_falls_into_one_bucket_each_time(salt: str, unit: str) -> None:
    assert bucket(salt, unit) == bucket(salt, unit)
    assert 0 <= bucket(salt, unit) < BUCKETS


def test_shares_come_out_as_weighted() -> None:
    counts = Counter(assigned("greeting", f"user-{number}", [70, 20, 10, 0]) for number in range(20_000))
    assert [round(counts[variant] / 20_000, 2) for variant in range(4)] == pytest.approx([0.7, 0.2, 0.1, 0.0], abs=0.02)


def test_another_salt_assigns_independently() -> None:
    same = sum(assigned("a", str(unit), [1, 1]) == assigned("b", str(unit), [1, 1]) for unit in range(10_000))
    assert 0.47 < same / 10_000 < 0.53


def test_growing_a_share_keeps_whoever_is_in_it() -> None:
    inside = {unit for unit in range(5_000) if assigned("roll-out", str(unit), [10, 90]) == 0}
    later = {unit for unit in range(5_000) if assigned("roll-out", str(unit), [25, 75]) == 0}
    assert inside < later


@pytest.mark.parametrize("weights", [[0, 0], [2, -1]])
def test_weights_that_mean_nothing_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        assigned("x", "unit", weights)


def test_holm_is_the_textbooks() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


@given(st.lists(st.floats(min_value=0, max_value=1), max_size=20))
def test_holm_never_lowers_a_p_value_and_keeps_their_order(p_values: list[float]) -> None:
    adjusted = holm(p_values)
    assert all(before <= after <= 1 for before, after in zip(p_values, adjusted, strict=True))
    order = sorted(range(len(p_values)), key=lambda number: p_values[number])
    assert [adjusted[number] for number in order] == sorted(adjusted)
