"""From verdicts to points."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from shared.engines.scoring.verdicts import Verdict

_HUNDREDTH = Decimal("0.01")


def round_points(points: Decimal) -> Decimal:
    """Round half up to two places: the one rounding of points there is."""
    return points.quantize(_HUNDREDTH, ROUND_HALF_UP)


def award(
    verdicts: Sequence[Verdict], weights: Sequence[Decimal | int], points: Decimal, *, partial: bool = True
) -> Decimal:
    """Return a question's points: each accepted test's share by weight, or all or nothing.

    Raise ValueError for an internal error among the verdicts (that run is to be repeated, not to count as failed) and
    for weights that are negative, sum to zero or are not one per verdict.
    """
    if Verdict.IE in verdicts:
        raise ValueError("a run that met an internal error has no points yet")
    if any(weight < 0 for weight in weights) or not sum(weights):
        raise ValueError("weights must not be negative and must sum to more than zero")
    earned = sum(weight for verdict, weight in zip(verdicts, weights, strict=True) if verdict is Verdict.AC)
    total = sum(weights)
    if not partial:
        return round_points(points if earned == total else Decimal(0))
    return round_points(points * earned / total)
