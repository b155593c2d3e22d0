"""Where each of some people stands among all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction


class Standing:
    """Ranks and percentiles among some scores."""

    def __init__(self, scores: Sequence[Decimal | Fraction]) -> None:
        self._sorted = sorted(scores)

    def rank(self, score: Decimal | Fraction) -> int:
        """Return one more than the number of higher scores: equal scores share a rank, the next one is skipped."""
        return len(self._sorted) - bisect_right(self._sorted, score) + 1

    def percentile(self, score: Decimal | Fraction) -> Fraction:
        """Return the mid-rank percentile, 0 to 100: the share below, and half of the share that is equal."""
        if not self._sorted:
            raise ValueError("there are no scores to stand among")
        below, up_to = bisect_left(self._sorted, score), bisect_right(self._sorted, score)
        return Fraction(50 * (below + up_to), len(self._sorted))
