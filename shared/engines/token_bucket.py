"""So many calls in so many seconds: a burst of them at once, then one whenever its share of the time has passed.

Times are seconds on any one clock.
"""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `calls` in `seconds`, for ever so long."""

    calls: int
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Bucket:
    """What is left of a rate; below nothing are those that wait for their turn."""

    rate: Rate
    left: float
    looked_at: float

    @classmethod
    def full(cls, rate: Rate, at: float) -> Self:
        """Return a bucket that nothing was taken from."""
        return cls(rate, float(rate.calls), at)

    def taken(self, at: float) -> tuple[Self, float]:
        """Return it with one more call taken, and the seconds until that call's turn."""
        each = self.rate.seconds / self.rate.calls
        refilled = min(float(self.rate.calls), self.left + max(0.0, at - self.looked_at) / each)
        left = refilled - 1
        return replace(self, left=left, looked_at=max(at, self.looked_at)), max(0.0, -left * each)
