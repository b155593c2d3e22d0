"""Offline comparison: both variants answered the same cases, so they are compared case by case."""

import random
from collections.abc import Sequence
from typing import NamedTuple

RESAMPLES = 2_000


class Interval(NamedTuple):
    """From `low` to `high`."""

    low: float
    high: float


class PairedPasses(NamedTuple):
    """How two variants passed the same cases: both, only one of them, neither."""

    both: int
    only_first: int
    only_second: int
    neither: int

    @property
    def n(self) -> int:
        """How many cases were compared."""
        return sum(self)

    @property
    def effect(self) -> float:
        """The second's pass rate less the first's; 0 without cases."""
        return (self.only_second - self.only_first) / self.n if self.n else 0.0

    @classmethod
    def of(cls, passes: Sequence[tuple[bool, bool]]) -> "PairedPasses":
        """Return the table of (first passed, second passed), one a case."""
        return cls(
            both=sum(first and second for first, second in passes),
            only_first=sum(first and not second for first, second in passes),
            only_second=sum(second and not first for first, second in passes),
            neither=sum(not first and not second for first, second in passes),
        )


def mcnemar_exact(only_first: int, only_second: int) -> float:
    """Return the two-sided p-value of McNemar's exact test from the numbers of discordant cases.

    It is twice the smaller binomial tail at one half, at most 1, computed in whole numbers.
    """
    n, fewer = only_first + only_second, min(only_first, only_second)
    ways = tail = 1
    for k in range(fewer):
        ways = ways * (n - k) // (k + 1)
        tail += ways
    return min(1.0, 2 * tail / (1 << n))


def clustered_bootstrap(
    differences: Sequence[Sequence[float]], *, seed: int, level: float = 0.95, resamples: int = RESAMPLES
) -> Interval | None:
    """Return the percentile interval of the mean difference; None with fewer than two cases.

    `differences` holds, for each case, second less first for each of its repeats: whole cases are drawn, because
    repeats of one case resemble each other.
    """
    clusters = [(sum(each), len(each)) for each in differences if each]
    if len(clusters) < 2:
        return None
    # Not for secrets: the same seed must give the same interval again.
    draw = random.Random(seed)  # noqa: S311
    means: list[float] = []
    for _ in range(resamples):
        drawn = draw.choices(clusters, k=len(clusters))
        means.append(sum(total for total, _ in drawn) / sum(count for _, count in drawn))
    means.sort()
    cut = (1 - level) / 2
    return Interval(means[int(cut * resamples)], means[min(resamples - 1, int((1 - cut) * resamples))])


def sign_flip_p_value(differences: Sequence[float], *, seed: int, resamples: int = RESAMPLES) -> float:
    """Return the two-sided p-value of no difference between two variants, from one difference a case.

    Were both alike, each difference might as well have the other sign: the p-value is the share of such worlds, this
    one among them, in which the sum is at least as far from 0.
    """
    seen = abs(sum(differences))
    # Not for secrets: the same seed must give the same p-value again.
    draw = random.Random(seed)  # noqa: S311
    slack = 1e-12 * sum(map(abs, differences))
    further = 0
    for _ in range(resamples):
        signs = draw.getrandbits(len(differences)) if differences else 0
        total = sum(each if signs >> place & 1 else -each for place, each in enumerate(differences))
        further += abs(total) >= seen - slack
    return (further + 1) / (resamples + 1)
