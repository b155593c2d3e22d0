import pytest

from shared.engines.flakiness import flips, pass_interval


def test_flips_count_changes_and_not_failures() -> None:
    assert flips([]) == flips([True]) == flips([False, False]) == 0
    assert flips([True, False, True, True]) == 2


@pytest.mark.parametrize(
    ("passed", "tries", "low", "high"),
    [(0, 0, 0, 1), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1), (0, 10, 0, 0.2775), (1, 1, 0.2065, 1)],
)
def test_the_interval_is_wilsons(passed: int, tries: int, low: float, high: float) -> None:
    assert pass_interval(passed, tries) == pytest.approx((low, high), abs=1e-4)
