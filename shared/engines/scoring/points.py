"""From verdicts and weights to points. Rounding is stated here once: half up, to two places."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from shared.engines.scoring.verdicts import Verdict

_PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class WeightedVerdict:
    """One test's verdict and its weight among the question's tests."""

    verdict: Verdict
    weight: int


def rounded(points: Decimal) -> Decimal:
    """Return points as they are stored and shown."""
    return points.quantize(_PLACES, ROUND_HALF_UP)


def question_points(tests: Sequence[WeightedVerdict], worth: Decimal) -> Decimal:
    """Return the points of one question: its worth times the share of the weights that passed."""
    total = sum(test.weight for test in tests)
    passed = sum(test.weight for test in tests if test.verdict is Verdict.AC)
    return rounded(worth * passed / total) if total else Decimal("0.00")


def points_by_test(tests: Sequence[WeightedVerdict], worth: Decimal) -> tuple[Decimal, ...]:
    """Return each test's points, which add up to the question's exactly.

    Each gets the difference between the rounded running sums, so that no rounding is lost or won.
    """
    total = sum(test.weight for test in tests)
    running, shown, found = 0, Decimal(0), list[Decimal]()
    for test in tests:
        running += test.weight if test.verdict is Verdict.AC else 0
        after = rounded(worth * running / total)
        found.append(after - shown)
        shown = after
    return tuple(found)
