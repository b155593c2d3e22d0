"""Whether something that is tried again and again under the same conditions comes out the same."""

import math
from collections.abc import Sequence
from itertools import pairwise

_Z = 1.959964


def flips(outcomes: Sequence[bool]) -> int:
    """Return how often an outcome differs from the one before."""
    return sum(one != other for one, other in pairwise(outcomes))


def pass_interval(passed: int, tries: int) -> tuple[float, float]:
    """Return the 95 % interval of the share that passes (Wilson); all of 0 to 1 without tries."""
    if tries == 0:
        return 0.0, 1.0
    share, square = passed / tries, _Z * _Z
    middle = (share + square / (2 * tries)) / (1 + square / tries)
    half = _Z / (1 + square / tries) * math.sqrt(share * (1 - share) / tries + square / (4 * tries * tries))
    return max(0.0, middle - half), min(1.0, middle + half)
