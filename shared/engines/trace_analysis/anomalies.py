"""Values that a series did not lead to expect: at once by a robust z, slowly by a control chart of moving averages."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

LEAST_HISTORY = 7
"""How many earlier values an outlier needs."""

LEAST_CHARTED = 42
"""How many earlier values a drift needs."""

Z_LIMIT = 3.5
"""From which robust z a value counts as an outlier (Iglewicz and Hoaglin)."""

CHART_LIMIT = 3.0
WEIGHT = 0.2
_MAD_TO_SIGMA, _MEAN_TO_SIGMA = 1.4826, 1.2533
_LEAST_RELATIVE = 0.02


@dataclass(frozen=True, slots=True)
class Deviation:
    """A value, what was expected in its place, and how many spreads lie between them."""

    value: float
    expected: float
    spread: float

    @property
    def z(self) -> float:
        """How far the value lies off, in spreads."""
        return (self.value - self.expected) / self.spread


def outlier(history: Sequence[float], value: float, *, least_spread: float) -> Deviation | None:
    """Return how a value stands out of earlier ones, None where it doesn't, or where they are too few.

    `least_spread`, positive, is how much a value may always change.
    """
    if len(history) < LEAST_HISTORY:
        return None
    centre, spread = _centre_and_spread(history, least_spread)
    found = Deviation(value, centre, spread)
    return found if abs(found.z) >= Z_LIMIT else None


def drift(history: Sequence[float], value: float, *, least_spread: float) -> Deviation | None:
    """Return the moving average that leaves its control limits with a value, None where it doesn't or did before.

    The earlier half of the history says what is usual; the average runs over the later half.
    """
    if len(history) < LEAST_CHARTED:
        return None
    half = len(history) // 2
    centre, spread = _centre_and_spread(history[:half], least_spread)
    average, off_before, now = centre, False, Deviation(value, centre, spread)
    for step, each in enumerate((*history[half:], value), 1):
        off_before = step > 1 and abs(now.z) >= CHART_LIMIT
        average = WEIGHT * each + (1 - WEIGHT) * average
        width = math.sqrt(WEIGHT / (2 - WEIGHT) * (1 - (1 - WEIGHT) ** (2 * step)))
        now = Deviation(average, centre, spread * width)
    return now if abs(now.z) >= CHART_LIMIT and not off_before else None


def _centre_and_spread(values: Sequence[float], least_spread: float) -> tuple[float, float]:
    centre = median(values)
    distances = [abs(each - centre) for each in values]
    spread = _MAD_TO_SIGMA * median(distances) or _MEAN_TO_SIGMA * fmean(distances)
    return centre, max(spread, least_spread, _LEAST_RELATIVE * abs(centre))
