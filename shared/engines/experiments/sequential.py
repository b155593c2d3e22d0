"""Online comparison that may be looked at whenever one likes.

Each arm is summed up by how many outcomes it has and what they add up to, so counters are all that is stored. For
outcomes between 0 and 1 with mean p, the Bernoulli likelihood under a Beta(½, ½) mixture over the likelihood under p
is a supermartingale that starts at 1 (an outcome within (0, 1) is a mixture of 0 and 1, and the ratio is convex in
it). So is the product over two arms, however they are interleaved; by Ville's inequality it exceeds 1/alpha at the
true means with probability at most alpha, at any time at all. The confidence sequence of a difference is what remains
when the pairs of means beyond 1/alpha are left out (Robbins 1970; Howard, Ramdas, McAuliffe and Sekhon 2021).
"""

from collections.abc import Callable
from math import exp, lgamma, log
from typing import NamedTuple

from shared.engines.experiments.paired import Interval

_STEPS = 50
_TINY = 1e-300
"""What rounding may leave of a chance at the end of its range."""


class Arm(NamedTuple):
    """What one variant came to: `n` outcomes, each from 0 to 1, that add up to `total`."""

    n: int
    total: float

    @property
    def mean(self) -> float | None:
        """The mean outcome; None without outcomes."""
        return self.total / self.n if self.n else None

    @property
    def rest(self) -> float:
        """What the outcomes lack to be all 1."""
        return max(0.0, self.n - self.total)


class SequentialComparison(NamedTuple):
    """What may be concluded now: `effect` is the second arm's mean less the first's, None before both have outcomes.

    `p_value` stays valid under any rule of stopping.
    """

    first: Arm
    second: Arm
    effect: float | None
    interval: Interval
    p_value: float


def compared(first: Arm, second: Arm, *, alpha: float = 0.05) -> SequentialComparison:
    """Return the comparison of two arms at this moment."""
    effect = None if first.mean is None or second.mean is None else second.mean - first.mean
    interval = difference_interval(first, second, alpha=alpha)
    return SequentialComparison(first, second, effect, interval, no_difference_p_value(first, second))


def no_difference_p_value(first: Arm, second: Arm) -> float:
    """Return the always valid p-value of both arms having one mean."""
    n, total = first.n + second.n, first.total + second.total
    common = total / n if n else 0.5
    evidence = _log_mixture(first) + _log_mixture(second) + _surprise(Arm(n, total), common)
    return min(1.0, exp(-evidence))


def share_p_value(first: int, second: int, *, share: float) -> float:
    """Return the always valid p-value of units having been assigned to the first arm with this share.

    A small one tells of a broken assignment, whose outcomes mean nothing.
    """
    arm = Arm(first + second, first)
    return min(1.0, exp(-(_log_mixture(arm) + _surprise(arm, share))))


def difference_interval(first: Arm, second: Arm, *, alpha: float = 0.05) -> Interval:
    """Return the confidence sequence's interval now of the second mean less the first, within -1 and 1."""
    mixtures, limit = _log_mixture(first) + _log_mixture(second), log(1 / alpha)

    def admitted(difference: float) -> bool:
        return mixtures + _least_surprise(first, second, difference) < limit

    centre = (second.mean if second.mean is not None else 0.5) - (first.mean if first.mean is not None else 0.5)
    return Interval(_edge(admitted, centre, -1.0), _edge(admitted, centre, 1.0))


def _edge(admitted: Callable[[float], bool], inside: float, outside: float) -> float:
    """Return the border of a convex set between a point in it and one at the end of the range."""
    if admitted(outside):
        return outside
    for _ in range(_STEPS):
        middle = (inside + outside) / 2
        if admitted(middle):
            inside = middle
        else:
            outside = middle
    return outside


def _least_surprise(first: Arm, second: Arm, difference: float) -> float:
    """Return how surprising the arms are at the least under any two means that far apart.

    It is convex in the first mean, so halving by the slope's sign finds the least.
    """
    low, high = max(0.0, -difference), min(1.0, 1.0 - difference)
    for _ in range(_STEPS):
        mean = (low + high) / 2
        if _slope(first, mean) + _slope(second, mean + difference) > 0:
            high = mean
        else:
            low = mean
    mean = (low + high) / 2
    return _surprise(first, mean) + _surprise(second, mean + difference)


def _slope(arm: Arm, mean: float) -> float:
    return arm.rest / max(1 - mean, _TINY) - arm.total / max(mean, _TINY)


def _surprise(arm: Arm, mean: float) -> float:
    """Return the negative logarithm of the likelihood of a mean."""
    return _times_log(arm.total, mean) + _times_log(arm.rest, 1 - mean)


def _times_log(weight: float, chance: float) -> float:
    return -weight * log(max(chance, _TINY))


def _log_mixture(arm: Arm) -> float:
    """Return the logarithm of the likelihood under Beta(½, ½)."""
    return _log_beta(arm.total + 0.5, arm.rest + 0.5) - _log_beta(0.5, 0.5)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
